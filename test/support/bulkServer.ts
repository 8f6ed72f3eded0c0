import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as immediate } from 'node:timers/promises';

/** What a bulk server does with a request in place of answering it. */
export type BulkFault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly type: string;
      readonly headers?: Record<string, string>;
      readonly message?: string;
    }
  /** Cuts the connection after so many events of the stream; before its headers with -1. */
  | { readonly kind: 'cut'; readonly after: number }
  | { readonly kind: 'error-event'; readonly type: string }
  | { readonly kind: 'text'; readonly text: string; readonly stop?: string }
  | { readonly kind: 'raw'; readonly type: string; readonly body: string; readonly status?: number }
  /** Begins and then says nothing more. */
  | { readonly kind: 'stall' }
  /** Never says anything. */
  | { readonly kind: 'hang' };

export type BatchCall = 'list' | 'create' | 'retrieve' | 'results' | 'cancel';

export interface Body {
  readonly model: string;
  readonly system: unknown;
  readonly messages: readonly { readonly content: string }[];
}

interface Batch {
  readonly id: string;
  readonly requests: readonly { readonly custom_id: string; readonly params: Body }[];
  status: 'in_progress' | 'canceling' | 'ended';
}

export interface BulkServerOptions {
  /** Null to answer. @param attempt how often the same request has come, from 1. */
  readonly fault?: (body: Body, attempt: number) => BulkFault | null;
  readonly headers?: () => Record<string, string>;
  /** The lines of an ended batch's results; one success for each request where left out. */
  readonly results?: (requests: Batch['requests'], succeed: (body: Body) => object) => readonly string[];
  /** Null to answer. Of the results, `cut` breaks off after so many bytes. @param attempt of this kind, from 1. */
  readonly batchFault?: (what: BatchCall, attempt: number) => BulkFault | null;
  /** True for a server that knows nothing of batches. */
  readonly noBatches?: boolean;
  /** Whether a batch is made, and how the submission is answered. */
  readonly submit?: (n: number) => 'answer' | 'cut-after' | 'refuse' | 'busy-for-a-day';
}

/** A Messages API on loopback for bulk runs: answers everything by itself, faults as it is told, and counts what is paid. */
export class BulkServer {
  readonly options: BulkServerOptions;
  /** Requests that were answered, wholly or in part, by the hash of their body. */
  readonly paid = new Map<string, number>();
  readonly batches: Batch[] = [];
  readonly keys = new Set<string>();
  /** Batches that were asked to end, in order. */
  readonly cancelled: string[] = [];
  /** Messages requests in all, and at once at most. */
  requests = 0;
  most = 0;
  submissions = 0;
  /** The names in the messages requests, in the order in which they came. */
  readonly asked: string[] = [];
  #running = 0;
  readonly #attempts = new Map<string, number>();
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });
  #onAnswer: (count: number) => void = () => {};
  #steps = 0;
  #step: { readonly at: number; readonly reached: () => void } | null = null;

  private constructor(options: BulkServerOptions) {
    this.options = options;
  }

  static async start(options: BulkServerOptions = {}): Promise<BulkServer> {
    const server = new BulkServer(options);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get paidTwice(): number {
    return [...this.paid.values()].filter((count) => count > 1).length;
  }

  /** Resolves when so many requests have been answered. */
  answered(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onAnswer = (done) => {
        if (done >= count) resolve();
      };
    });
  }

  /** Resolves when so many messages requests have come. */
  async came(count: number): Promise<void> {
    while (this.requests < count) await this.step(1);
  }

  /** Resolves after so many more steps of any exchange: a request that came, a piece of an answer that was written. */
  step(count: number): Promise<void> {
    return new Promise((reached) => {
      this.#step = { at: this.#steps + count, reached };
    });
  }

  #count(): void {
    this.#steps++;
    if (this.#step !== null && this.#steps >= this.#step.at) this.#step.reached();
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString('utf8');
    const url = request.url ?? '';
    this.#count();
    const key = request.headers.authorization?.replace('Bearer ', '');
    if (key !== undefined) this.keys.add(key);
    if (url === '/v1/messages/count_tokens') return json(response, 200, { input_tokens: 1000 });
    if (url.startsWith('/v1/messages/batches')) return this.#batch(request.method ?? '', url, text, response);
    await this.#message(JSON.parse(text) as Body, response);
  }

  async #message(body: Body, response: ServerResponse): Promise<void> {
    this.requests++;
    this.#count();
    this.asked.push(nameIn(body));
    this.most = Math.max(this.most, ++this.#running);
    response.once('close', () => this.#running--);
    const hash = hashOf(body);
    const attempt = (this.#attempts.get(hash) ?? 0) + 1;
    this.#attempts.set(hash, attempt);
    const fault = this.options.fault?.(body, attempt) ?? null;
    const headers = this.options.headers?.() ?? {};
    if (metAtOnce(fault, response)) return;
    this.#pay(body);
    const events = eventsOf(
      body,
      fault?.kind === 'text' ? fault.text : answerTo(body),
      fault?.kind === 'text' ? fault.stop : undefined,
    );
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
    for (const [index, event] of events.entries()) {
      if (fault?.kind === 'cut' && index === fault.after) {
        // The client has to see what was sent before the connection breaks.
        response.write('', () => setImmediate(() => response.destroy()));
        return;
      }
      if (fault?.kind === 'error-event' && index === 3) {
        const error = { type: 'error', error: { type: fault.type, message: 'Broken off.' } };
        response.end(`event: error\ndata: ${JSON.stringify(error)}\n\n`);
        return;
      }
      if (fault?.kind === 'stall' && index === 3) return;
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      this.#count();
      // Other exchanges get their turn between two pieces, as on a network.
      await immediate();
    }
    response.end();
    this.#count();
  }

  #batch(method: string, url: string, text: string, response: ServerResponse): void {
    if (this.options.noBatches === true) {
      json(response, 404, { type: 'error', error: { type: 'not_found_error', message: 'Not found.' } });
      return;
    }
    const { pathname } = new URL(url, 'http://localhost');
    const [, , , , id, what] = pathname.split('/');
    const call =
      id === undefined ? (method === 'POST' ? 'create' : 'list') : ((what ?? 'retrieve') as BatchCall);
    const attempt = (this.#attempts.get(call) ?? 0) + 1;
    this.#attempts.set(call, attempt);
    const fault = this.options.batchFault?.(call, attempt) ?? null;
    if (metAtOnce(fault, response)) return;
    if (id === undefined && method === 'POST') {
      this.submissions++;
      const how = this.options.submit?.(this.submissions) ?? 'answer';
      if (how === 'refuse') {
        const error = { type: 'invalid_request_error', message: 'No.' };
        json(response, 400, { type: 'error', error });
        return;
      }
      if (how === 'busy-for-a-day') {
        const error = { type: 'rate_limit_error', message: 'Too much.' };
        json(response, 429, { type: 'error', error }, { 'retry-after': '86400' });
        return;
      }
      const { requests } = JSON.parse(text) as Pick<Batch, 'requests'>;
      const batch: Batch = { id: `msgbatch_${this.batches.length + 1}`, requests, status: 'in_progress' };
      this.batches.unshift(batch);
      for (const { params } of requests) this.#pay(params);
      if (how === 'cut-after') {
        response.destroy();
        return;
      }
      json(response, 200, statusOf(batch));
      return;
    }
    if (id === undefined) {
      const data = this.batches.map(statusOf);
      json(response, 200, { data, has_more: false, first_id: null, last_id: null });
      return;
    }
    const batch = this.batches.find((one) => one.id === id);
    if (batch === undefined) {
      json(response, 404, { type: 'error', error: { type: 'not_found_error', message: 'No.' } });
      return;
    }
    if (what === 'cancel') {
      this.cancelled.push(id);
      batch.status = 'canceling';
      json(response, 200, statusOf(batch));
      return;
    }
    if (what === 'results') {
      const succeed = (body: Body) => ({ type: 'succeeded', message: messageOf(body, answerTo(body)) });
      const lines =
        this.options.results?.(batch.requests, succeed) ??
        batch.requests.map(({ custom_id, params }) => JSON.stringify({ custom_id, result: succeed(params) }));
      const text = `${lines.join('\n')}\n`;
      response.writeHead(200, { 'content-type': 'application/x-jsonl' });
      if (fault?.kind === 'cut')
        response.write(text.slice(0, fault.after), () => setImmediate(() => response.destroy()));
      else if (fault?.kind === 'stall') response.write(text.slice(0, text.length >> 1));
      else response.end(text);
      return;
    }
    const status = statusOf(batch);
    batch.status = 'ended';
    json(response, 200, status);
    return;
  }

  #pay(body: Body): void {
    const hash = hashOf(body);
    this.paid.set(hash, (this.paid.get(hash) ?? 0) + 1);
    this.#onAnswer([...this.paid.values()].reduce((sum, count) => sum + count, 0));
  }
}

function statusOf({ id, requests, status }: Batch): object {
  const ended = status === 'ended';
  return {
    id,
    type: 'message_batch',
    processing_status: status,
    request_counts: {
      processing: ended ? 0 : requests.length,
      succeeded: ended ? requests.length : 0,
      errored: 0,
      canceled: 0,
      expired: 0,
    },
    // A trap: the key must not be sent there.
    results_url: 'http://127.0.0.1:9/elsewhere',
    created_at: '2001-01-01T00:00:00Z',
    expires_at: '2001-01-02T00:00:00Z',
    ended_at: null,
    archived_at: null,
    cancel_initiated_at: null,
  };
}

/** What the request of a record says, which tests put a name into. */
export function nameIn(body: Body): string {
  return /record-\d+/.exec(body.messages[0]?.content ?? '')?.[0] ?? '';
}

function answerTo(body: Body): string {
  return `<rewrite>Not this, since ${nameIn(body)} would hurt the people who rely on it; here is what can be done instead.</rewrite>`;
}

function messageOf(body: Body, text: string, stop = 'end_turn') {
  return {
    id: `msg_${hashOf(body).slice(0, 12)}`,
    type: 'message',
    role: 'assistant',
    model: body.model,
    content: [{ type: 'text', text }],
    stop_reason: stop,
    stop_sequence: null,
    usage: { input_tokens: 1000, output_tokens: 100 },
  };
}

function eventsOf(
  body: Body,
  text: string,
  stop = 'end_turn',
): readonly { readonly type: string; readonly [field: string]: unknown }[] {
  const message = messageOf(body, text);
  const start = {
    ...message,
    content: [],
    stop_reason: null,
    usage: { input_tokens: 1000, output_tokens: 1 },
  };
  return [
    { type: 'message_start', message: start },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: stop, stop_sequence: null },
      usage: { output_tokens: 100 },
    },
    { type: 'message_stop' },
  ];
}

/** Whether a fault was met before anything of an answer was sent. */
function metAtOnce(fault: BulkFault | null, response: ServerResponse): boolean {
  switch (fault?.kind) {
    case 'status': {
      const error = { type: fault.type, message: fault.message ?? `Refused (${fault.status}).` };
      json(response, fault.status, { type: 'error', error }, fault.headers);
      return true;
    }
    case 'raw':
      response.writeHead(fault.status ?? 200, { 'content-type': fault.type }).end(fault.body);
      return true;
    case 'hang':
      return true;
    case 'cut':
      if (fault.after < 0) response.destroy();
      return fault.after < 0;
    default:
      return false;
  }
}

function hashOf(body: Body): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}

function json(
  response: ServerResponse,
  status: number,
  value: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it. */
export interface Seen {
  readonly headers: IncomingMessage['headers'];
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

type Handler = (response: ServerResponse, seen: Seen) => void | Promise<void>;

/** A server on loopback that answers each request with the next handler, for faults that no mock library makes. */
export class MessagesServer {
  readonly seen: Seen[] = [];
  readonly #handlers: Handler[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#serve(request, response);
    });
  }

  static async start(): Promise<MessagesServer> {
    const server = new MessagesServer();
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Handlers for the next requests, in order. A request without one is answered with status 418. */
  next(...handlers: readonly Handler[]): void {
    this.#handlers.splice(0, this.#handlers.length, ...handlers);
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const seen: Seen = {
      headers: request.headers,
      url: request.url ?? '',
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
    };
    this.seen.push(seen);
    const handler = this.#handlers.shift();
    if (handler === undefined) {
      response.writeHead(418).end();
      return;
    }
    await handler(response, seen);
  }
}

export interface Event {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The events of one whole answer, in order, as the Messages API sends them. */
export function wholeAnswer(
  stopReason: string | null = 'end_turn',
  stopDetails: unknown = null,
): readonly Event[] {
  return [
    {
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-opus-5-5',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 900, cache_read_input_tokens: 100, output_tokens: 1 },
      },
    },
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'thinking', thinking: '', signature: '' },
    },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Who is hurt?' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'c2ln' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'ping' },
    { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: '<rewrite>No, ' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'because.</rewrite>' } },
    { type: 'content_block_stop', index: 1 },
    {
      type: 'message_delta',
      delta: { stop_reason: stopReason, stop_sequence: null, stop_details: stopDetails },
      usage: { output_tokens: 42 },
    },
    { type: 'message_stop' },
  ];
}

export function beginStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
}

export function send(response: ServerResponse, event: Event): void {
  response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

/** A handler that sends these events and ends the answer properly. */
export function streams(events: readonly Event[]): Handler {
  return (response) => {
    beginStream(response);
    for (const event of events) {
      send(response, event);
    }
    response.end();
  };
}

/** A handler that answers with a status, as the API does. */
export function fails(
  status: number,
  type: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Handler {
  return (response) => {
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_1' }));
  };
}

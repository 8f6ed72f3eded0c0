/**
 * A loopback server that speaks as much of the Anthropic Messages API as a rewrite needs, with recorded answers for
 * the sample records, so that the whole loop can be tried without a key.
 *
 * Written on node:http and not on the mock server of the tests: it has to match on the response inside a data block,
 * count how often a record was asked for, list one model, count tokens and stop when its client does, and it keeps no
 * journal of what was sent to it.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { findAnswer, hasInstruction, type RecordedAnswer } from './answers.ts';
import { batchRequest, DemoBatches } from './batches.ts';
import {
  type ApiErrorType,
  DEMO_MODEL,
  errorBody,
  estimateInputTokens,
  type MessagesRequest,
  messageBody,
  messagesRequest,
  sseEvent,
  streamEvents,
  userText,
} from './messages.ts';

export interface DemoServerOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** A loopback address; 127.0.0.1 by default. */
  readonly host?: string;
  /** Pause before each streamed piece of text, in milliseconds; 15 by default. */
  readonly chunkDelayMs?: number;
}

export interface DemoServer {
  /** What to give an Anthropic client as its base URL. */
  readonly url: string;
  close(): Promise<void>;
}

export const UNKNOWN_RECORD =
  'No recorded answer for this record (demo server). Set an API key to use the real model.';

/** A prompt holds one transcript and a few passages; anything near this is a mistake. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

class ApiError extends Error {
  readonly status: number;
  readonly type: ApiErrorType;

  constructor(status: number, type: ApiErrorType, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

const recordedAnswers = z.array(
  z.object({
    dataset: z.string(),
    record: z.string(),
    original: z.string().min(1),
    candidates: z.array(z.string().min(1)).min(2),
  }),
);

/** The answers that ship beside this file. */
export async function loadAnswers(): Promise<RecordedAnswer[]> {
  return recordedAnswers.parse(
    JSON.parse(await readFile(new URL('./answers.json', import.meta.url), 'utf8')),
  );
}

async function readBody<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY_BYTES) {
      throw new ApiError(413, 'request_too_large', `The request is larger than ${MAX_BODY_BYTES} bytes.`);
    }
    parts.push(part);
  }
  let json: unknown;
  try {
    json = JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new ApiError(400, 'invalid_request_error', 'The body is not JSON.');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw new ApiError(400, 'invalid_request_error', z.prettifyError(parsed.error));
  }
  return parsed.data;
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** What the server remembers between requests: how many answers each record has been given. */
class AnswerBook {
  readonly #answers: readonly RecordedAnswer[];
  readonly #served = new Map<RecordedAnswer, number>();

  constructor(answers: readonly RecordedAnswer[]) {
    this.#answers = answers;
  }

  /** The next candidate for the record that the request is about; an instruction asks for another than the first. */
  answer(request: MessagesRequest): string {
    const text = userText(request);
    const found = findAnswer(text, this.#answers);
    if (found === undefined) {
      throw new ApiError(400, 'invalid_request_error', UNKNOWN_RECORD);
    }
    const served = this.#served.get(found) ?? 0;
    const turn = served === 0 && hasInstruction(text) ? 1 : served;
    this.#served.set(found, turn + 1);
    return `<rewrite>\n${found.candidates[turn % found.candidates.length]}\n</rewrite>`;
  }
}

async function stream(
  response: ServerResponse,
  events: Iterable<{ type: string }>,
  pauseMs: number,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  for (const event of events) {
    if (pauseMs > 0 && event.type === 'content_block_delta') {
      try {
        await delay(pauseMs, undefined, { signal: gone.signal });
      } catch {
        return; // the client stopped reading, so there is nobody to finish for
      }
    }
    if (gone.signal.aborted) {
      return;
    }
    response.write(sseEvent(event));
  }
  response.end();
}

/** Starts the server and resolves once it listens. */
export async function startDemoServer(options: DemoServerOptions = {}): Promise<DemoServer> {
  const { port = 0, host = '127.0.0.1', chunkDelayMs = 15 } = options;
  const book = new AnswerBook(await loadAnswers());
  const batches = new DemoBatches((asked, id) => {
    try {
      return {
        type: 'succeeded',
        message: messageBody(`msg_${id}`, book.answer(asked), estimateInputTokens(asked)),
      };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { type: 'errored', error: errorBody(error.type, error.message, id) };
    }
  });
  let counter = 0;

  /** @returns whether the path was one of the batches'. */
  const routeBatches = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const match = /^\/v1\/messages\/batches(?:\/([^/]+)(?:\/(cancel|results))?)?$/u.exec(path);
    if (match === null) return false;
    const [, id, action] = match;
    const asked = `${request.method} ${action ?? (id === undefined ? 'all' : 'one')}`;
    const found = <T>(value: T | null): T => {
      if (value === null) throw new ApiError(404, 'not_found_error', `There is no ${path}.`);
      return value;
    };
    if (asked === 'POST all') sendJson(response, 200, batches.create(await readBody(request, batchRequest)));
    else if (asked === 'GET all') sendJson(response, 200, batches.list());
    else if (id !== undefined && asked === 'GET one') sendJson(response, 200, found(batches.retrieve(id)));
    else if (id !== undefined && asked === 'POST cancel') sendJson(response, 200, found(batches.cancel(id)));
    else if (id !== undefined && asked === 'GET results') {
      const lines = found(batches.results(id)).map((line) => `${JSON.stringify(line)}\n`);
      response.writeHead(200, { 'content-type': 'application/x-jsonl' }).end(lines.join(''));
    } else return false;
    return true;
  };

  const route = async (request: IncomingMessage, response: ServerResponse, id: string): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://loopback').pathname;
    const model = {
      type: 'model',
      id: DEMO_MODEL,
      display_name: 'Recorded answers (demo)',
      created_at: '2026-01-01T00:00:00Z',
    };
    if (request.method === 'GET' && path === '/v1/models') {
      sendJson(response, 200, { data: [model], has_more: false, first_id: DEMO_MODEL, last_id: DEMO_MODEL });
    } else if (request.method === 'GET' && path === `/v1/models/${DEMO_MODEL}`) {
      sendJson(response, 200, model);
    } else if (request.method === 'POST' && path === '/v1/messages/count_tokens') {
      sendJson(response, 200, {
        input_tokens: estimateInputTokens(await readBody(request, messagesRequest)),
      });
    } else if (request.method === 'POST' && path === '/v1/messages') {
      const body = await readBody(request, messagesRequest);
      const text = book.answer(body);
      const inputTokens = estimateInputTokens(body);
      if (body.stream === true) {
        await stream(response, streamEvents(`msg_${id}`, text, inputTokens), chunkDelayMs);
      } else {
        sendJson(response, 200, messageBody(`msg_${id}`, text, inputTokens));
      }
    } else if (!(await routeBatches(request, response, path))) {
      throw new ApiError(
        404,
        'not_found_error',
        `The demo server does not know ${request.method ?? ''} ${path}.`,
      );
    }
  };

  const server = createServer((request, response) => {
    counter += 1;
    const id = `demo_${counter}`;
    response.setHeader('request-id', id);
    route(request, response, id).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy();
      } else if (error instanceof ApiError) {
        sendJson(response, error.status, errorBody(error.type, error.message, id));
      } else {
        sendJson(response, 500, errorBody('api_error', String(error), id));
      }
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const shownHost = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${shownHost}:${address.port}`,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

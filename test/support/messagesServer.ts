import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that the server got; the test decides when and how it is answered. */
export interface Exchange {
  /** The path that was asked: `/v1/messages`, `/v1/messages/count_tokens`. */
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Streams a piece of text; the first piece is preceded by the events that begin a message. */
  text(piece: string): void;
  /** Ends the message as a model does. */
  finish(stopReason?: string): void;
  /** Answers a request that does not stream with a whole message. */
  whole(text: string, stopReason?: string): void;
  /** Answers with any JSON, such as a count of tokens. */
  json(value: object): void;
  /** Resolves when the one who asked has gone away. */
  readonly left: Promise<void>;
  /** Answers with an error instead. */
  fail(status: number, type: string, message: string, headers?: Readonly<Record<string, string>>): void;
  /** Cuts the connection. */
  cut(): void;
}

/** A Messages API on loopback whose every answer a test plays by hand. */
export interface MessagesServer {
  readonly url: string;
  /** The next request, waiting for it where none has come yet. */
  next(): Promise<Exchange>;
  readonly requests: number;
  close(): Promise<void>;
}

export async function startMessagesServer(): Promise<MessagesServer> {
  const waiting: ((exchange: Exchange) => void)[] = [];
  const arrived: Exchange[] = [];
  let requests = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      requests++;
      const body = Buffer.concat(parts).toString();
      const exchange = exchangeOf(request.url ?? '', body, request.headers, response);
      const first = waiting.shift();
      if (first === undefined) arrived.push(exchange);
      else first(exchange);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: () => {
      const exchange = arrived.shift();
      return exchange === undefined
        ? new Promise((resolve) => waiting.push(resolve))
        : Promise.resolve(exchange);
    },
    get requests() {
      return requests;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function exchangeOf(
  path: string,
  body: string,
  headers: Exchange['headers'],
  response: ServerResponse,
): Exchange {
  const send = (event: string, data: object) => {
    response.write(`event: ${event}\ndata: ${JSON.stringify({ type: event, ...data })}\n\n`);
  };
  // As providers do: no two answers have one id.
  const id = `msg_${randomUUID()}`;
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    send('message_start', {
      message: {
        id,
        type: 'message',
        role: 'assistant',
        model: 'test-model',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 120, output_tokens: 1 },
      },
    });
    send('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
  };
  const json = (value: object) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
  return {
    path,
    body,
    headers,
    json,
    whole: (text, stopReason = 'end_turn') =>
      json({
        id,
        type: 'message',
        role: 'assistant',
        model: 'test-model',
        content: [{ type: 'text', text }],
        stop_reason: stopReason,
        stop_sequence: null,
        usage: { input_tokens: 120, output_tokens: 42 },
      }),
    left: new Promise((resolve) => response.once('close', resolve)),
    text: (piece) => {
      begin();
      send('content_block_delta', { index: 0, delta: { type: 'text_delta', text: piece } });
    },
    finish: (stopReason = 'end_turn') => {
      begin();
      send('content_block_stop', { index: 0 });
      send('message_delta', {
        delta: { stop_reason: stopReason, stop_sequence: null },
        usage: { output_tokens: 42 },
      });
      send('message_stop', {});
      response.end();
    },
    fail: (status, type, message, extra = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...extra });
      response.end(JSON.stringify({ type: 'error', error: { type, message } }));
    },
    cut: () => response.socket?.destroy(),
  };
}

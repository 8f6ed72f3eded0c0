import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../../../src/core/errors.ts';
import { type AnthropicClientOptions, createAnthropicClient } from '../../../src/model/anthropicClient.ts';
import { ModelError } from '../../../src/model/errors.ts';
import type { ModelFault, ModelRequest } from '../../../src/model/modelClient.ts';
import {
  beginStream,
  type Event,
  fails,
  MessagesServer,
  send,
  streams,
  wholeAnswer,
} from './messagesServer.ts';

const KEY = 'sk-ant-api03-TopSecret_abcdefghijklmnop-QRST';
const REQUEST: ModelRequest = {
  system: 'You revise.',
  user: '<original_response>No.</original_response>',
  model: 'claude-opus-5-5',
  maxTokens: 2000,
  effort: 'medium',
};

const never = new AbortController().signal;

describe('anthropic client', function () {
  this.timeout(30_000);

  let server: MessagesServer;
  before(async () => {
    server = await MessagesServer.start();
  });
  after(async () => {
    await server.stop();
  });
  beforeEach(() => {
    server.seen.length = 0;
  });

  function client(options: Partial<AnthropicClientOptions> = {}) {
    return createAnthropicClient({ apiKey: KEY, baseUrl: server.url, retryDelayMs: 1, ...options });
  }

  async function failure(
    options: Partial<AnthropicClientOptions> = {},
    signal: AbortSignal = never,
    onText: (piece: string) => void = () => {},
    request: ModelRequest = REQUEST,
  ): Promise<ModelError> {
    const error: unknown = await client(options)
      .answer(request, onText, signal)
      .then(
        () => assert.fail('an answer was given'),
        (reason: unknown) => reason,
      );
    assert.ok(error instanceof ModelError, String(error));
    assert.ok(error instanceof UserError);
    for (const part of [KEY, 'TopSecret', 'abcdefghijklmnop']) {
      assert.ok(
        !`${error.message}${error.stack}${JSON.stringify(error)}`.includes(part),
        'the key is in the error',
      );
    }
    assert.match(error.message, /[.!”)]$/);
    return error;
  }

  async function assertFault(fault: ModelFault, says: RegExp, options: Partial<AnthropicClientOptions> = {}) {
    const error = await failure(options);
    assert.equal(error.fault, fault, error.message);
    assert.match(error.message, says);
    return error;
  }

  describe('whole answers', () => {
    it('streams the text and returns it with model, id and usage', async () => {
      server.next(streams(wholeAnswer()));
      const pieces: string[] = [];
      const answer = await client().answer(REQUEST, (piece) => pieces.push(piece), never);
      assert.deepEqual(answer, {
        text: '<rewrite>No, because.</rewrite>',
        model: 'claude-opus-5-5',
        responseId: 'msg_1',
        usage: { inputTokens: 1000, outputTokens: 42 },
      });
      assert.deepEqual(pieces, ['<rewrite>No, ', 'because.</rewrite>']);
      const seen = server.seen[0];
      assert.equal(seen?.url, '/v1/messages');
      assert.deepEqual(seen?.body, {
        model: 'claude-opus-5-5',
        max_tokens: 2000,
        system: 'You revise.',
        messages: [{ role: 'user', content: REQUEST.user }],
        output_config: { effort: 'medium' },
        stream: true,
      });
      assert.ok(JSON.stringify(seen?.headers).includes(KEY));
    });

    it('sends effort and thinking only to models that take them', async () => {
      server.next(...Array.from({ length: 4 }, () => streams(wholeAnswer())));
      const bodies = [];
      for (const [model, effort] of [
        ['claude-haiku-4-5-20251001', 'high'],
        ['claude-sonnet-4-6', null],
        ['a-local-model', 'low'],
        ['claude-opus-5-5', null],
      ] as const) {
        await client().answer({ ...REQUEST, model, effort }, () => {}, never);
        const { output_config, thinking } = server.seen.at(-1)?.body ?? {};
        bodies.push({ output_config, thinking });
      }
      assert.deepEqual(bodies, [
        { output_config: undefined, thinking: undefined },
        { output_config: undefined, thinking: { type: 'adaptive' } },
        { output_config: { effort: 'low' }, thinking: undefined },
        { output_config: undefined, thinking: undefined },
      ]);
    });

    it('takes an answer in pieces of any size', async () => {
      const bytes = Buffer.from(
        wholeAnswer()
          .map((event) => `event: ${event.type}\r\ndata: ${JSON.stringify(event)}\r\n\r\n`)
          .join('')
          .replace('No, ', 'Nö 😀, '),
      );
      server.next(async (response) => {
        beginStream(response);
        for (const byte of bytes) {
          if (!response.write(Uint8Array.of(byte))) await once(response, 'drain');
        }
        response.end();
      });
      const answer = await client().answer(REQUEST, () => {}, never);
      assert.equal(answer.text, '<rewrite>Nö 😀, because.</rewrite>');
    });
  });

  describe('keys and addresses', () => {
    const ENVIRONMENT = [
      'ANTHROPIC_API_KEY',
      'ANTHROPIC_AUTH_TOKEN',
      'ANTHROPIC_BASE_URL',
      'ANTHROPIC_CUSTOM_HEADERS',
    ] as const;
    const saved = new Map(ENVIRONMENT.map((name) => [name, process.env[name]]));
    afterEach(() => {
      for (const [name, value] of saved) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    });

    it('asks this machine without a key, and sends none that it was not given', async () => {
      process.env['ANTHROPIC_API_KEY'] = KEY;
      process.env['ANTHROPIC_AUTH_TOKEN'] = KEY;
      process.env['ANTHROPIC_CUSTOM_HEADERS'] = `x-api-key: ${KEY}\nauthorization: Bearer ${KEY}`;
      for (const apiKey of [null, '', '  ']) {
        server.next(streams(wholeAnswer()));
        await client({ apiKey }).answer(REQUEST, () => {}, never);
        const headers = server.seen.at(-1)?.headers ?? {};
        assert.ok(!JSON.stringify(headers).includes(KEY));
        assert.equal(headers.authorization, undefined);
        assert.equal(headers['x-api-key'], undefined);
      }
    });

    it('asks nobody else without a key', async () => {
      const error = await failure({ apiKey: null, baseUrl: null });
      assert.equal(error.fault, 'no-key');
      assert.match(error.message, /Set API Key/);
      assert.equal((await failure({ apiKey: ' ', baseUrl: 'https://example.invalid' })).fault, 'no-key');
    });

    it('does not follow the environment to another address', async () => {
      process.env['ANTHROPIC_BASE_URL'] = server.url;
      const controller = new AbortController();
      controller.abort();
      assert.equal((await failure({ baseUrl: null }, controller.signal)).fault, 'stopped');
      assert.equal(server.seen.length, 0);
    });

    it('says that a key with stray characters is no key', async () => {
      assert.equal((await failure({ apiKey: `${KEY}\n${KEY}` })).fault, 'bad-key');
      assert.equal((await failure({ apiKey: 'ключ' })).fault, 'bad-key');
      assert.equal(server.seen.length, 0);
    });

    it('takes only addresses that keep the text and the key safe', () => {
      const accepts = (baseUrl: string) => {
        try {
          createAnthropicClient({ apiKey: null, baseUrl });
          return true;
        } catch (error) {
          assert.ok(error instanceof UserError);
          return false;
        }
      };
      for (const good of [
        'https://example.com',
        'https://example.com/a/',
        'http://127.0.0.1:8',
        'http://localhost',
        'http://[::1]:1',
        ' http://127.9.9.9 ',
      ]) {
        assert.equal(accepts(good), true, good);
      }
      for (const bad of [
        'example.com',
        'http://example.com',
        'http://127.0.0.1.example.com',
        'http://localhost.example.com',
        'https://u:p@example.com',
        'https://u@example.com',
        'ftp://127.0.0.1',
        'file:///etc/passwd',
        'https://example.com?x=1',
        'https://example.com#x',
        'javascript:alert(1)',
      ]) {
        assert.equal(accepts(bad), false, bad);
      }
    });
  });

  describe('answers with a status', () => {
    for (const [status, type, fault, says] of [
      [401, 'authentication_error', 'bad-key', /not accepted.*Set API Key/],
      [402, 'billing_error', 'forbidden', /billing/],
      [403, 'permission_error', 'forbidden', /may not do this.*It said/],
      [404, 'not_found_error', 'unknown-model', /no model “claude-opus-5-5”/],
      [413, 'request_too_large', 'too-large', /too large/],
      [429, 'rate_limit_error', 'rate-limit', /in a minute/],
      [400, 'invalid_request_error', 'bad-request', /not accepted \(status 400\).*It said: “max_tokens/],
      [408, 'timeout_error', 'timeout', /too long/],
      [504, 'timeout_error', 'timeout', /too long/],
    ] as const) {
      it(`${status} is “${fault}”, asked once`, async () => {
        server.next(fails(status, type, 'max_tokens: no.'));
        await assertFault(fault, says);
        assert.equal(server.seen.length, 1);
      });
    }

    for (const [status, type, fault] of [
      [500, 'api_error', 'server'],
      [503, 'api_error', 'server'],
      [529, 'overloaded_error', 'overload'],
    ] as const) {
      it(`${status} is “${fault}” after one more try, or an answer`, async () => {
        server.next(fails(status, type, 'Sorry.'), fails(status, type, 'Sorry.'));
        const error = await assertFault(fault, /Try again/);
        assert.equal(error.retryable, true);
        assert.equal(server.seen.length, 2);
        server.next(fails(status, type, 'Sorry.'), streams(wholeAnswer()));
        assert.equal((await client().answer(REQUEST, () => {}, never)).responseId, 'msg_1');
      });
    }

    it('tells when to try again', async () => {
      for (const [header, seconds, says] of [
        ['7', 7, /in 7 seconds/],
        ['1', 1, /in 1 second\./],
        ['600', 600, /in 10 minutes/],
        ['90000', 90_000, /in 25 hours/],
        ['Fri, 20 Nov 2026 10:00:00 GMT', null, /in a minute/],
        ['-5', null, /in a minute/],
      ] as const) {
        server.next(fails(429, 'rate_limit_error', 'Slow down', { 'retry-after': header }));
        const error = await assertFault('rate-limit', says);
        assert.equal(error.retryAfterSeconds, seconds);
      }
      server.next(fails(529, 'overloaded_error', 'Busy', { 'retry-after': '30' }));
      assert.equal((await assertFault('overload', /overloaded/)).retryAfterSeconds, 30);
      assert.equal(server.seen.length, 7);
    });

    it('knows what the provider says in other words', async () => {
      server.next(
        fails(400, 'invalid_request_error', 'prompt is too long: 1200000 tokens > 1000000 maximum'),
      );
      await assertFault('too-large', /larger context/);
      server.next(fails(400, 'invalid_request_error', 'Your credit balance is too low to access the API.'));
      await assertFault('forbidden', /billing/);
      server.next((response) => {
        response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}');
      });
      await assertFault('bad-request', /no Messages API/);
    });

    it('repeats neither the key nor a part of it that the server sends back', async () => {
      for (const words of [
        `invalid x-api-key ${KEY}`,
        `Bearer ${KEY.slice(0, 25)}…`,
        `key …${KEY.slice(-12)}`,
        'sk-other-key-1234567',
      ]) {
        server.next(fails(400, 'invalid_request_error', words));
        const error = await assertFault('bad-request', /\[key\]/);
        assert.doesNotMatch(error.message, /sk-other/);
      }
    });

    it('shows a long answer of the server short and on one line', async () => {
      server.next(fails(400, 'invalid_request_error', 'no\n'.repeat(5_000)));
      const { message } = await assertFault('bad-request', /…”$/);
      assert.ok(message.length < 500 && !message.includes('\n'));
    });
  });

  describe('pages and other things that are no answer', () => {
    const page = '<!doctype html><title>Sign in</title><script>alert(1)</script>';
    for (const [status, fault] of [
      [200, 'bad-answer'],
      [403, 'forbidden'],
    ] as const) {
      it(`a web page with status ${status} is “${fault}”`, async () => {
        server.next((response) => {
          response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page);
        });
        const error = await assertFault(fault, /web page.*proxy/i);
        assert.doesNotMatch(error.message, /doctype|script|Sign in/);
        assert.equal(server.seen.length, 1);
      });
    }

    it('a page or a refusal of a proxy that wants a sign-in is no network', async () => {
      const status = (code: number) => (response: Parameters<ReturnType<typeof fails>>[0]) => {
        response.writeHead(code, { 'content-type': 'text/html', 'proxy-authenticate': 'Basic' }).end(page);
      };
      server.next(status(511), status(511));
      await assertFault('no-network', /web page with status 511/);
      server.next(status(407), status(407));
      await assertFault('no-network', /could not be reached.*proxy/);
    });

    it('a proxy’s page for a bad gateway is the server’s fault', async () => {
      const gateway = (response: Parameters<ReturnType<typeof fails>>[0]) => {
        response.writeHead(502, { 'content-type': 'text/html' }).end(page);
      };
      server.next(gateway, gateway);
      await assertFault('server', /status 502.*proxy/);
    });

    it('JSON in place of a stream is not an answer', async () => {
      server.next((response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(wholeAnswer()[0]));
      });
      await assertFault('bad-answer', /application\/json instead of a stream/);
    });

    it('a redirect is not followed with the key and the text', async () => {
      const other = await MessagesServer.start();
      try {
        for (const status of [301, 302, 307, 308]) {
          server.next((response) => {
            response.writeHead(status, { location: `${other.url}/v1/messages` }).end();
          });
          await assertFault('bad-request', /another address/);
        }
        assert.equal(other.seen.length, 0);
      } finally {
        await other.stop();
      }
    });
  });

  describe('streams that break', () => {
    const events = wholeAnswer();

    for (const cut of [false, true]) {
      it(`${cut ? 'cut' : 'ended'} after each event, give no answer`, async () => {
        for (let count = 0; count < events.length; count++) {
          server.next(async (response) => {
            beginStream(response);
            for (const event of events.slice(0, count)) send(response, event);
            if (!cut) {
              response.end();
              return;
            }
            // Everything written has left before the connection is torn down.
            await new Promise((resolve) => response.write(': comment\n\n', resolve));
            response.socket?.resetAndDestroy();
          });
          const error = await assertFault('broken-stream', /connection broke.*not kept/);
          assert.equal(error.retryable, true);
        }
        assert.equal(server.seen.length, events.length);
      });
    }

    it('cut in the middle of an event, give no answer', async () => {
      server.next(async (response) => {
        beginStream(response);
        for (const event of events.slice(0, 8)) send(response, event);
        await new Promise((resolve) =>
          response.write('event: content_block_delta\ndata: {"type":"content_bl', resolve),
        );
        response.socket?.resetAndDestroy();
      });
      await assertFault('broken-stream', /broke/);
    });

    it('that end without having said why, give no answer', async () => {
      server.next(streams(wholeAnswer(null)));
      await assertFault('broken-stream', /broke/);
    });

    for (const [type, fault] of [
      ['overloaded_error', 'overload'],
      ['rate_limit_error', 'rate-limit'],
      ['api_error', 'server'],
      ['authentication_error', 'bad-key'],
      ['timeout_error', 'timeout'],
      ['error_of_tomorrow', 'bad-request'],
    ] as const) {
      it(`${type} in the middle of a stream is “${fault}”, asked once`, async () => {
        server.next(
          streams([
            ...events.slice(0, 8),
            { type: 'error', error: { type, message: 'Sorry' } },
            ...events.slice(8),
          ]),
        );
        await assertFault(fault, /./);
        assert.equal(server.seen.length, 1);
      });
    }

    it('with events that cannot be read, give no answer', async () => {
      const broken: readonly (readonly Event[] | string)[] = [
        'event: message_start\ndata: {"type": "mess\n\n',
        'event: message_start\ndata: not json\n\n',
        [...events.slice(0, 7), { type: 'content_block_delta', index: 1 }, ...events.slice(8)],
        [events[0] as Event, events[0] as Event, ...events.slice(1)],
        'event: error\ndata: <oops>\n\n',
      ];
      for (const what of broken) {
        server.next((response) => {
          if (typeof what !== 'string') {
            streams(what)(response, server.seen[0] as (typeof server.seen)[number]);
            return;
          }
          beginStream(response);
          response.end(what);
        });
        await assertFault('bad-answer', /./);
      }
    });

    it('without the event that every answer begins with, give no answer', async () => {
      server.next(streams([{ type: 'message_start' }, ...events.slice(1)]));
      await assertFault('broken-stream', /not kept/);
      server.next(streams(events.slice(1)));
      await assertFault('broken-stream', /not kept/);
    });

    it('with events that nobody knows yet, are read past them', async () => {
      server.next(
        streams([
          events[0] as Event,
          { type: 'event_of_tomorrow', data: 1 },
          ...events.slice(1, 7),
          { type: 'content_block_delta', index: 1, delta: { type: 'delta_of_tomorrow' } },
          ...events.slice(7),
        ]),
      );
      assert.equal((await client().answer(REQUEST, () => {}, never)).text, '<rewrite>No, because.</rewrite>');
    });
  });

  describe('ends that are no answer', () => {
    it('a refusal', async () => {
      server.next(
        streams(wholeAnswer('refusal', { type: 'refusal', category: 'bio', explanation: 'About germs.' })),
      );
      const error = await assertFault('refusal', /declined.*by hand.*About germs\./);
      assert.equal(error.retryable, false);
      server.next(streams(wholeAnswer('refusal')));
      await assertFault('refusal', /by hand\.$/);
    });

    it('the limit of tokens', async () => {
      server.next(streams(wholeAnswer('max_tokens')));
      await assertFault('cut-off', /rationale\.maxTokens/);
      server.next(streams(wholeAnswer('model_context_window_exceeded')));
      await assertFault('cut-off', /too long for the model/);
    });

    it('a stop for tools, or for reasons of tomorrow', async () => {
      server.next(streams(wholeAnswer('tool_use')));
      await assertFault('bad-answer', /tool_use/);
      server.next(streams(wholeAnswer('bored')));
      await assertFault('bad-answer', /bored/);
    });

    it('no text at all', async () => {
      server.next(streams(wholeAnswer().filter((event) => event.type !== 'content_block_delta')));
      await assertFault('bad-answer', /without any text/);
    });
  });

  describe('silence', () => {
    it('before the answer begins is a timeout', async () => {
      server.next(() => {});
      await assertFault('timeout', /did not begin/, { timeoutMs: 30 });
    });

    it('in the middle of the answer is a timeout, with nothing kept', async () => {
      server.next((response) => {
        beginStream(response);
        for (const event of wholeAnswer().slice(0, 8)) send(response, event);
      });
      const error = await assertFault('timeout', /stopped coming/, { idleTimeoutMs: 40 });
      assert.equal(error.retryable, true);
      assert.equal(server.seen.length, 1);
    });
  });

  describe('stopping', () => {
    it('before anything is sent', async () => {
      const controller = new AbortController();
      controller.abort();
      assert.equal((await failure({}, controller.signal)).fault, 'stopped');
      assert.equal(server.seen.length, 0);
    });

    it('while the server says nothing, and closes the connection', async () => {
      const controller = new AbortController();
      let closed: Promise<unknown> = Promise.resolve();
      server.next((response) => {
        closed = once(response, 'close');
        controller.abort();
      });
      assert.equal((await failure({}, controller.signal)).fault, 'stopped');
      await closed;
    });

    it('in the middle of the text, after which none comes', async () => {
      const controller = new AbortController();
      const pieces: string[] = [];
      let closed: Promise<unknown> = Promise.resolve();
      server.next((response) => {
        closed = once(response, 'close');
        beginStream(response);
        for (const event of wholeAnswer()) send(response, event);
      });
      const error = await failure({}, controller.signal, (piece) => {
        pieces.push(piece);
        controller.abort();
      });
      assert.equal(error.fault, 'stopped');
      assert.equal(error.retryable, false);
      assert.deepEqual(pieces, ['<rewrite>No, ']);
      await closed;
    });

    it('while it waits before another try', async () => {
      const controller = new AbortController();
      server.next((response, seen) => {
        // The abort comes when the whole failure has been received and only the wait is left.
        response.once('close', () => setImmediate(() => controller.abort()));
        return fails(529, 'overloaded_error', 'Busy')(response, seen);
      });
      const error = await failure({ retryDelayMs: 60_000_000 }, controller.signal);
      assert.equal(error.fault, 'stopped');
      assert.equal(server.seen.length, 1);
    });
  });

  describe('no network', () => {
    it('no server', async () => {
      const idle = createServer();
      idle.listen(0, '127.0.0.1');
      await once(idle, 'listening');
      const baseUrl = `http://127.0.0.1:${(idle.address() as AddressInfo).port}`;
      idle.close();
      await once(idle, 'close');
      const error = await assertFault('no-network', /No server answers at .*Start it/, { baseUrl });
      assert.equal(error.retryable, true);
    });

    it('no such name', async () => {
      await assertFault('no-network', /could not be (?:found|reached).*Check the network/, {
        baseUrl: 'https://name.invalid',
      });
    });

    it('a server that hangs up at once', async () => {
      server.next(
        (response) => void response.socket?.destroy(),
        (response) => void response.socket?.destroy(),
      );
      await assertFault('no-network', /could not be reached.*try again/);
      assert.equal(server.seen.length, 2);
    });

    it('no encryption where it was promised', async () => {
      await assertFault('no-network', /not trusted|could not be reached/, {
        baseUrl: server.url.replace('http:', 'https:'),
      });
    });
  });

  it('writes nothing to the console, whatever happens', async () => {
    const written: unknown[] = [];
    const saved = { ...console };
    const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
    for (const method of methods) console[method] = (...words: unknown[]) => void written.push(words);
    try {
      server.next((response) => {
        beginStream(response);
        response.end('event: message_start\ndata: {broken\n\n');
      });
      await failure();
      server.next(fails(401, 'authentication_error', KEY));
      await failure();
    } finally {
      for (const method of methods) console[method] = saved[method];
    }
    assert.deepEqual(written, []);
  });
});

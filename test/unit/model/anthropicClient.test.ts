import assert from 'node:assert/strict';
import { once } from 'node:events';
import { UserError } from '../../../src/core/errors.ts';
import { createAnthropicClient } from '../../../src/model/anthropicClient.ts';
import { KEY, never, REQUEST, useClient } from './clientHarness.ts';
import { beginStream, fails, streams, wholeAnswer } from './messagesServer.ts';

describe('anthropic client', function () {
  this.timeout(30_000);
  const harness = useClient();

  describe('whole answers', () => {
    it('streams the text and returns it with model, id and usage', async () => {
      harness.current.server.next(streams(wholeAnswer()));
      const pieces: string[] = [];
      const answer = await harness.current.client().answer(REQUEST, (piece) => pieces.push(piece), never);
      assert.deepEqual(answer, {
        text: '<rewrite>No, because.</rewrite>',
        model: 'claude-opus-5-5',
        responseId: 'msg_1',
        usage: { inputTokens: 1000, outputTokens: 42, storedTokens: 0, reusedTokens: 100 },
      });
      assert.deepEqual(pieces, ['<rewrite>No, ', 'because.</rewrite>']);
      const seen = harness.current.server.seen[0];
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
      harness.current.server.next(...Array.from({ length: 4 }, () => streams(wholeAnswer())));
      const bodies = [];
      for (const [model, effort] of [
        ['claude-haiku-4-5-20251001', 'high'],
        ['claude-sonnet-4-6', null],
        ['a-local-model', 'low'],
        ['claude-opus-5-5', null],
      ] as const) {
        await harness.current.client().answer({ ...REQUEST, model, effort }, () => {}, never);
        const { output_config, thinking } = harness.current.server.seen.at(-1)?.body ?? {};
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
      harness.current.server.next(async (response) => {
        beginStream(response);
        for (const byte of bytes) {
          if (!response.write(Uint8Array.of(byte))) await once(response, 'drain');
        }
        response.end();
      });
      const answer = await harness.current.client().answer(REQUEST, () => {}, never);
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
        harness.current.server.next(streams(wholeAnswer()));
        await harness.current.client({ apiKey }).answer(REQUEST, () => {}, never);
        const headers = harness.current.server.seen.at(-1)?.headers ?? {};
        assert.ok(!JSON.stringify(headers).includes(KEY));
        assert.equal(headers.authorization, undefined);
        assert.equal(headers['x-api-key'], undefined);
      }
    });

    it('asks nobody else without a key', async () => {
      const error = await harness.current.failure({ apiKey: null, baseUrl: null });
      assert.equal(error.fault, 'no-key');
      assert.match(error.message, /Set API Key/);
      assert.equal(
        (await harness.current.failure({ apiKey: ' ', baseUrl: 'https://example.invalid' })).fault,
        'no-key',
      );
    });

    it('does not follow the environment to another address', async () => {
      process.env['ANTHROPIC_BASE_URL'] = harness.current.server.url;
      const controller = new AbortController();
      controller.abort();
      assert.equal((await harness.current.failure({ baseUrl: null }, controller.signal)).fault, 'stopped');
      assert.equal(harness.current.server.seen.length, 0);
    });

    it('says that a key with stray characters is no key', async () => {
      assert.equal((await harness.current.failure({ apiKey: `${KEY}\n${KEY}` })).fault, 'bad-key');
      assert.equal((await harness.current.failure({ apiKey: 'ключ' })).fault, 'bad-key');
      assert.equal(harness.current.server.seen.length, 0);
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

  it('writes nothing to the console, whatever happens', async () => {
    const written: unknown[] = [];
    const saved = { ...console };
    const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
    for (const method of methods) console[method] = (...words: unknown[]) => void written.push(words);
    try {
      harness.current.server.next((response) => {
        beginStream(response);
        response.end('event: message_start\ndata: {broken\n\n');
      });
      await harness.current.failure();
      harness.current.server.next(fails(401, 'authentication_error', KEY));
      await harness.current.failure();
    } finally {
      for (const method of methods) console[method] = saved[method];
    }
    assert.deepEqual(written, []);
  });
});

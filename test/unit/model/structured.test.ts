import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { LLMock } from '@copilotkit/aimock';
import { z } from 'zod';
import { type AnthropicClientOptions, createAnthropicClient } from '../../../src/model/anthropicClient.ts';
import { ModelError } from '../../../src/model/errors.ts';
import type { ModelFault, StructuredRequest } from '../../../src/model/modelClient.ts';
import { sharedCostUsd } from '../../../src/model/models.ts';
import { KEY, never, useClient } from './clientHarness.ts';
import { fails } from './messagesServer.ts';

const REQUEST: StructuredRequest = {
  system: 'You assess.',
  shared: '<constitution>\nBe kind.\n</constitution>',
  user: '<response>\nNo.\n</response>',
  model: 'claude-opus-5-5',
  maxTokens: 2000,
  effort: null,
};
const VERDICT = z.object({ verdict: z.enum(['good', 'bad']), why: z.string() });

/** A handler that answers completely, as the API does when nothing is streamed. */
function answers(text: string, change: Readonly<Record<string, unknown>> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-opus-5-5',
        content: [{ type: 'text', text }],
        stop_reason: 'end_turn',
        stop_sequence: null,
        usage: {
          input_tokens: 50,
          cache_creation_input_tokens: 0,
          cache_read_input_tokens: 900,
          output_tokens: 42,
        },
        ...change,
      }),
    );
  };
}

const GOOD = JSON.stringify({ verdict: 'good', why: 'It says who is hurt.' });

describe('an answer in a form', function () {
  this.timeout(30_000);
  const harness = useClient();

  const ask = (request: Partial<StructuredRequest> = {}, options: Partial<AnthropicClientOptions> = {}) =>
    harness.current.client(options).answerAs({ ...REQUEST, ...request }, VERDICT, never);

  async function fault(expected: ModelFault, says: RegExp, options: Partial<AnthropicClientOptions> = {}) {
    await assert.rejects(ask({}, options), (error) => {
      assert.ok(error instanceof ModelError, String(error));
      assert.equal(error.fault, expected, error.message);
      assert.match(error.message, says);
      assert.ok(!`${error.message}${error.stack}${JSON.stringify(error)}`.includes(KEY.slice(7, 30)));
      return true;
    });
  }

  it('is parsed by the schema, with model, id and what was reused of the prompt', async () => {
    harness.current.server.next(answers(GOOD));
    assert.deepEqual(await ask(), {
      value: { verdict: 'good', why: 'It says who is hurt.' },
      model: 'claude-opus-5-5',
      responseId: 'msg_1',
      usage: { inputTokens: 950, outputTokens: 42, storedTokens: 0, reusedTokens: 900 },
    });
  });

  it('asks for the form, keeps the data that requests share, and sends nothing a model refuses', async () => {
    const sent = [];
    for (const model of [
      'claude-opus-5-5',
      'claude-sonnet-4-6',
      'claude-haiku-4-5-20251001',
      'a-local-model',
    ]) {
      harness.current.server.next(answers(GOOD));
      await ask({ model });
      sent.push(harness.current.server.seen.at(-1)?.body ?? {});
    }
    assert.equal(harness.current.server.seen[0]?.url, '/v1/messages');
    assert.deepEqual(sent[0]?.['system'], [
      { type: 'text', text: 'You assess.' },
      { type: 'text', text: REQUEST.shared, cache_control: { type: 'ephemeral' } },
    ]);
    assert.deepEqual(sent[0]?.['messages'], [{ role: 'user', content: REQUEST.user }]);
    const { format } = (sent[0]?.['output_config'] ?? {}) as { format: Record<string, unknown> };
    assert.equal(format['type'], 'json_schema');
    assert.deepEqual((format['schema'] as { required: string[] }).required, ['verdict', 'why']);
    assert.equal(sent[0]?.['stream'], undefined);
    assert.deepEqual(
      sent.map((body) => body['temperature']),
      [undefined, 0, 0, undefined],
    );
  });

  it('is taken from between fences', async () => {
    harness.current.server.next(answers(`\`\`\`json\n${GOOD}\n\`\`\`\n`));
    assert.equal((await ask()).value.verdict, 'good');
  });

  it('is refused when it has another form', async () => {
    for (const text of ['Admirable!', '{"verdict":"splendid","why":"x"}', '{"verdict":"good"}', '']) {
      harness.current.server.next(answers(text));
      await fault('bad-answer', /form/);
    }
  });

  it('that was cut off or declined is told as such', async () => {
    harness.current.server.next(answers('{"verdict":"go', { stop_reason: 'max_tokens' }));
    await fault('cut-off', /limit of tokens/);
    harness.current.server.next(
      answers('', {
        stop_reason: 'refusal',
        content: [],
        stop_details: { type: 'refusal', explanation: 'No.' },
      }),
    );
    await fault('refusal', /declined to assess/);
  });

  it('fails with the same faults as any other answer', async () => {
    harness.current.server.next(fails(401, 'authentication_error', `invalid x-api-key: ${KEY}`));
    await fault('bad-key', /Set API Key/);
    harness.current.server.next(fails(400, 'invalid_request_error', `You sent ${KEY}`));
    await fault('bad-request', /\[key\]/);
    harness.current.server.next(fails(429, 'rate_limit_error', 'slow down', { 'retry-after': '7' }));
    await fault('rate-limit', /7 seconds/);
    harness.current.server.next((response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>');
    });
    await fault('bad-answer', /web page/);
    harness.current.server.next((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '999' });
      response.write('{"id":');
      response.socket?.destroySoon();
    });
    await fault('broken-stream', /broke/);
    await fault('no-key', /no API key/, { apiKey: null, baseUrl: null });
  });

  it('is asked for once more where the first attempt failed before it began', async () => {
    harness.current.server.next(fails(529, 'overloaded_error', 'Overloaded'), answers(GOOD));
    assert.equal((await ask()).value.verdict, 'good');
    assert.equal(harness.current.server.seen.length, 2);
  });

  it('stops when told, whatever the server does', async () => {
    const controller = new AbortController();
    const server = harness.current.server;
    server.next(async (response) => {
      controller.abort();
      await once(response, 'close');
    });
    await assert.rejects(
      harness.current.client().answerAs(REQUEST, VERDICT, controller.signal),
      (error) => error instanceof ModelError && error.fault === 'stopped',
    );
  });

  it('comes from a mock of the whole API too', async () => {
    const mock = new LLMock({ port: 0 });
    await mock.start();
    try {
      mock.onMessage(/<response>\nNo\.\n<\/response>/, { content: GOOD });
      const client = createAnthropicClient({ apiKey: null, baseUrl: mock.url, retryDelayMs: 1 });
      const answer = await client.answerAs({ ...REQUEST, model: 'mock' }, VERDICT, never);
      assert.equal(answer.value.why, 'It says who is hurt.');
    } finally {
      await mock.stop();
    }
  });
});

describe('counting tokens', () => {
  const harness = useClient();

  it('asks the provider for the same prompt', async () => {
    harness.current.server.next((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"input_tokens":1234}');
    });
    assert.equal(await harness.current.client().countTokens(REQUEST, never), 1234);
    const seen = harness.current.server.seen[0];
    assert.equal(seen?.url, '/v1/messages/count_tokens');
    assert.deepEqual(Object.keys(seen?.body ?? {}).sort(), ['messages', 'model', 'system']);
  });

  it('fails where a server cannot count', async () => {
    for (const handler of [
      fails(404, 'not_found', 'no such route'),
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      },
    ]) {
      harness.current.server.next(handler);
      await assert.rejects(harness.current.client().countTokens(REQUEST, never), ModelError);
    }
  });
});

describe('the cost of a prompt that is partly kept', () => {
  it('is more for what is stored and a tenth for what is reused', () => {
    const million = { inputTokens: 1_000_000, outputTokens: 0, storedTokens: 0, reusedTokens: 0 };
    const cost = (change: Partial<typeof million>) =>
      sharedCostUsd('claude-opus-5', { ...million, ...change });
    assert.equal(cost({}), 5);
    assert.equal(cost({ storedTokens: 1_000_000 }), 6.25);
    assert.equal(cost({ reusedTokens: 1_000_000 })?.toFixed(6), '0.500000');
    assert.equal(sharedCostUsd('a-local-model', million), null);
  });
});

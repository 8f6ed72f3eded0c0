import assert from 'node:assert/strict';
import { LLMock } from '@copilotkit/aimock';
import { RewriteStream, readRewrite } from '../../../src/core/rewrite/answer.ts';
import { deliberate } from '../../../src/core/rewrite/prompts/deliberate.ts';
import { createAnthropicClient } from '../../../src/model/anthropicClient.ts';
import { ModelError } from '../../../src/model/errors.ts';
import type { ModelFault } from '../../../src/model/modelClient.ts';
import { request } from '../core/rewrite/requests.ts';

const REWRITE = 'I won’t backdate it: the tenants rely on that date, and so do you when something fails.';

describe('a rewrite from a recorded answer', () => {
  let mock: LLMock;
  beforeEach(async () => {
    mock = new LLMock({ port: 0 });
    await mock.start();
  });
  afterEach(async () => {
    await mock.stop();
  });

  const given = request({ original: 'I can’t help with that.' });
  const ask = (onText: (piece: string) => void) =>
    createAnthropicClient({ apiKey: null, baseUrl: mock.url, retryDelayMs: 1 }).answer(
      { ...deliberate.prompt(given), model: 'recorded-answers-demo', maxTokens: 2000, effort: null },
      onText,
      new AbortController().signal,
    );

  async function fault(expected: ModelFault) {
    await assert.rejects(
      ask(() => {}),
      (error) => error instanceof ModelError && error.fault === expected,
    );
  }

  it('is found by the original response and shown as it grows', async () => {
    mock.onMessage(
      /<original_response>I can’t help with that\.<\/original_response>/,
      { content: `<rewrite>${REWRITE}</rewrite>` },
      { chunkSize: 7 },
    );
    const stream = new RewriteStream();
    const growth: string[] = [];
    const answer = await ask((piece) => {
      const more = stream.push(piece);
      if (more !== '') growth.push(more);
    });
    assert.deepEqual(readRewrite(answer.text, given.target.original), { ok: true, text: REWRITE });
    assert.equal(growth.join(''), REWRITE);
    assert.ok(growth.length > 5);
    assert.equal(answer.model, 'recorded-answers-demo');
  });

  it('fails loudly when there is none', async () => {
    mock.onMessage('something else', { content: 'x' });
    await fault('bad-request');
  });

  it('is never half an answer', async () => {
    mock.onMessage(
      /original_response/,
      { content: `<rewrite>${REWRITE}</rewrite>` },
      { chunkSize: 7, truncateAfterChunks: 6, latency: 1 },
    );
    await fault('broken-stream');
  });

  it('is refused when the tokens ran out', async () => {
    mock.onMessage(/original_response/, { content: '<rewrite>I won’t back', finishReason: 'length' });
    await fault('cut-off');
  });

  it('names the fault that the server reports', async () => {
    mock.onMessage(/original_response/, { content: `<rewrite>${REWRITE}</rewrite>` });
    for (const [status, expected] of [
      [401, 'bad-key'],
      [429, 'rate-limit'],
    ] as const) {
      mock.nextRequestError(status, { message: 'No.' });
      await fault(expected);
    }
  });
});

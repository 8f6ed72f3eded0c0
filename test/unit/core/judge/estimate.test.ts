import assert from 'node:assert/strict';
import { estimateJudging, estimateTokens, OUTPUT_TOKENS } from '../../../../src/core/judge/estimate.ts';

describe('estimating tokens', () => {
  it('goes by length and script', () => {
    assert.equal(estimateTokens(''), 0);
    assert.equal(estimateTokens('x'.repeat(350)), 100);
    assert.equal(estimateTokens('é — ü'.repeat(70)), 100);
    // A character of these scripts is about a token.
    assert.ok(estimateTokens('不'.repeat(100)) >= 100);
    assert.ok(estimateTokens('да'.repeat(50)) >= 100);
  });

  it('says whether the provider counted, and scales the rest by its count', () => {
    const prefix = 'x'.repeat(3500);
    const texts = [100, 200];
    assert.deepEqual(estimateJudging(prefix, texts, null), {
      responses: 2,
      prefixTokens: 1000,
      inputTokens: 300,
      outputTokens: 2 * OUTPUT_TOKENS,
      counted: 'length',
    });
    const counted = estimateJudging(prefix, texts, 800);
    assert.deepEqual([counted.prefixTokens, counted.inputTokens, counted.counted], [800, 240, 'provider']);
  });
});

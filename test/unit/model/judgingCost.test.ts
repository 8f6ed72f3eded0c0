import assert from 'node:assert/strict';
import { estimateJudging } from '../../../src/core/judge/estimate.ts';
import { judgingCostUsd } from '../../../src/model/judgingCost.ts';

describe('the cost of judging', () => {
  const cost = (bodies: readonly number[], prefix: number, model = 'claude-opus-5') =>
    judgingCostUsd(model, estimateJudging('x'.repeat(3.5 * prefix), bodies, prefix));

  it('is the constitution once, then a tenth of it, beside each response', () => {
    const one = cost([1000], 100_000) ?? 0;
    // 125,000 tokens’ worth of storing, 1,000 of response, 1,200 of answer.
    assert.equal(one.toFixed(4), (0.625 + 0.005 + 0.03).toFixed(4));
    const second = (cost([1000, 1000], 100_000) ?? 0) - one;
    assert.equal(second.toFixed(4), (0.05 + 0.005 + 0.03).toFixed(4));
  });

  it('is that of every request where the constitution is too short to be kept', () => {
    const one = cost([1000], 1000) ?? 0;
    assert.equal((cost([1000, 1000, 1000], 1000) ?? 0).toFixed(6), (3 * one).toFixed(6));
  });

  it('is nothing for nothing, and not known without a price', () => {
    assert.equal(cost([], 1000), 0);
    assert.equal(cost([10], 1000, 'a-local-model'), null);
  });
});

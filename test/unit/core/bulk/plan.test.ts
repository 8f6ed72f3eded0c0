import assert from 'node:assert/strict';
import { customId, keyOfCustomId } from '../../../../src/core/bulk/ask.ts';
import { chunks } from '../../../../src/core/bulk/chunk.ts';
import { estimatePrompt } from '../../../../src/core/bulk/estimate.ts';
import { type BulkOptions, PlanSum, planRewrite } from '../../../../src/core/bulk/plan.ts';
import { request } from '../rewrite/requests.ts';

const OPTIONS: BulkOptions = {
  strategy: null,
  instruction: null,
  segment: 'answer',
  candidates: 2,
  model: 'm',
  maxTokens: 1000,
  effort: null,
};

function plan(original: string) {
  const { transcript, response, findings } = request({ original });
  const reading = planRewrite({ transcript, response, findings, passages: () => [] }, OPTIONS, () => 1);
  assert.ok(reading.ok);
  return reading.planned;
}

describe('the plan of a bulk run', () => {
  it('asks identical requests once, and answered ones not again', () => {
    const sum = new PlanSum((key) => key !== plan('Other.').asks[0]?.key);
    assert.equal(sum.add(plan('No.')).length, 2);
    assert.equal(sum.add(plan('No.')).length, 0);
    assert.equal(sum.add(plan('Other.')).length, 1);
    assert.equal(sum.totals.responses, 3);
    assert.equal(sum.totals.asks, 3);
    assert.equal(sum.totals.worstUsd, 3);
  });

  it('knows its asks by name in a batch, and no others', () => {
    const key = plan('No.').asks[1]?.key ?? '';
    const id = customId('run1', key);
    assert.match(id, /^[a-zA-Z0-9_-]{1,64}$/);
    assert.equal(keyOfCustomId('run1', id), key);
    assert.equal(keyOfCustomId('run2', id), null);
    assert.equal(keyOfCustomId('run1', 'run1-'), null);
  });

  it('bounds tokens by bytes in any script', () => {
    for (const text of ['plain', 'größer', '漢字かな', '🙂🙂', '\ud800']) {
      const { tokens, worst } = estimatePrompt({ system: text, user: '' });
      assert.ok(worst >= Buffer.byteLength(text) && worst >= tokens);
    }
  });

  it('parts a stream by number and size, and never splits an item', async () => {
    const items = (async function* () {
      yield* [3, 3, 3, 20, 1, 1, 1, 1];
    })();
    const pieces: (readonly number[])[] = [];
    for await (const piece of chunks(items, (n) => n, { requests: 3, bytes: 8 })) pieces.push(piece);
    assert.deepEqual(pieces, [[3, 3], [3], [20], [1, 1, 1], [1]]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answerName, costOf, RunningCost } from '../../../../src/core/curation/cost.ts';
import type { CurationEntry, RejectEntry } from '../../../../src/core/curation/decision.ts';
import { proposeFailed } from './entries.ts';

let serial = 0;
function rejected(proposal: Partial<RejectEntry['proposal']>): CurationEntry {
  serial++;
  return {
    v: 1,
    id: `e${serial}`,
    at: '2026-01-01T00:00:00Z',
    by: 'ann',
    record: { key: 'id:a', line: 1 },
    response: { id: 'last', hash: 'h' },
    type: 'reject',
    reason: null,
    proposal: {
      text: 't',
      strategy: 'deliberate',
      model: 'm',
      promptVersion: 'deliberate/1',
      passages: [],
      instruction: null,
      usage: { inputTokens: 100, outputTokens: 20 },
      costUsd: 0.5,
      ...proposal,
    },
  };
}

describe('cost of a log', () => {
  it('sums usage and prices, and says how many answers have no price', () => {
    assert.deepEqual(costOf([rejected({ answerId: '1' }), rejected({ answerId: '2', costUsd: null })]), {
      usd: 0.5,
      answers: 2,
      unpriced: 1,
      inputTokens: 200,
      outputTokens: 40,
    });
  });

  it('counts an answer once however often it is spoken of, and nothing for a text by hand', () => {
    const again = [
      rejected({ answerId: '1' }),
      rejected({ answerId: '1' }),
      rejected({ model: null, usage: null }),
    ];
    assert.equal(costOf(again).answers, 1);
  });

  it('names answers without an id of their own by their texts, and tells nothing of those', () => {
    const name = (text: string) => answerName({ answerId: null, requestHash: 'r' }, text, 'h');
    assert.equal(name('some text'), name('some text'));
    assert.notEqual(name('some text'), name('another text'));
    assert.doesNotMatch(name('some text'), /text/);
  });

  it('counts what failed answers of a bulk run cost, each once', () => {
    const failed = { ...proposeFailed({ id: 'f' }), costUsd: 0.25 };
    assert.deepEqual([costOf([failed, failed]).usd, costOf([failed, failed]).answers], [0.25, 1]);
    assert.equal(costOf([{ ...failed, costUsd: null }]).answers, 0);
  });

  it('goes on from where it last looked, and counts as new only what was paid since', () => {
    const before = { ...rejected({ answerId: 'old' }), at: '2025-12-31T00:00:00Z' };
    const running = new RunningCost('2026-01-01T00:00:00Z');
    assert.deepEqual([running.look([before]).all.usd, running.look([before]).since.usd], [0.5, 0]);
    const decidedNow = rejected({ answerId: 'old' });
    const log = [before, decidedNow, rejected({ answerId: 'new', costUsd: 0.25 })];
    const { all, since } = running.look(log);
    assert.deepEqual(all, costOf(log));
    assert.deepEqual([since.usd, since.answers], [0.25, 1]);
  });
});

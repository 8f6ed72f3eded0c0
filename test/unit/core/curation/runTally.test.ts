import assert from 'node:assert/strict';
import type { BulkEntry, ProposeEntry, RunItem } from '../../../../src/core/curation/decision.ts';
import { RunTally } from '../../../../src/core/curation/runTally.ts';
import { propose, proposeFailed } from './entries.ts';

const [A, B] = ['0123456789abcdef-1', '0123456789abcdef-2'];
const item = (n: number): RunItem => ({
  line: n,
  record: `id:r${n}`,
  response: 'last',
  hash: 'h',
  keys: [A, B],
});
const came = (n: number, ask: string, more: Partial<ProposeEntry['proposal']> = {}): BulkEntry => {
  const entry = propose({ id: `${n} ${ask}`, key: `id:r${n}` });
  return { ...entry, ask, proposal: { ...entry.proposal, ...more } };
};
const failed = (n: number, ask: string): BulkEntry => ({
  ...proposeFailed({ id: `failed ${n} ${ask}`, key: `id:r${n}` }),
  ask,
});

describe('the tally of a bulk run', () => {
  it('counts responses and candidates apart, also where one request is for several responses', () => {
    const tally = new RunTally({ run: 'run-1', items: [item(0), item(1)] });
    const arrived = [came(0, A)];
    const count = () => {
      const { responses, responsesDone, responsesReady, of, proposed, failed } = tally.look(arrived);
      return [responses, responsesDone, responsesReady, of, proposed, failed];
    };
    assert.deepEqual(count(), [2, 0, 1, 4, 1, 0]);
    arrived.push(came(1, A), failed(0, B));
    assert.deepEqual(count(), [2, 1, 2, 4, 2, 1]);
    arrived.push({ ...came(1, B), run: 'another' });
    assert.deepEqual(count(), [2, 1, 2, 4, 2, 1], 'only of its own run');
  });

  it('counts a candidate once that failed at first and came when it was asked for again', () => {
    const tally = new RunTally({ run: 'run-1', items: [item(0)] });
    assert.equal(tally.look([failed(0, A)]).failed, 1);
    const { failed: left, proposed, responsesDone } = tally.look([failed(0, A), came(0, A), failed(0, B)]);
    assert.deepEqual([left, proposed, responsesDone], [1, 1, 1]);
  });

  it('says how many answers have no known price', () => {
    const tally = new RunTally({ run: 'run-1', items: [item(0)] });
    const { costUsd, unpriced } = tally.look([came(0, A, { costUsd: null }), came(0, B, { costUsd: 0.25 })]);
    assert.deepEqual([costUsd, unpriced], [0.25, 1]);
  });
});

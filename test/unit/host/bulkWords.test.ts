import assert from 'node:assert/strict';
import { paidWords } from '../../../src/core/text/money.ts';
import type { RunSummary } from '../../../src/host/bulk/bulkRuns.ts';
import { progressSentence, summarySentence } from '../../../src/host/bulk/bulkWords.ts';

const ONE_EACH: RunSummary = {
  run: 'r',
  end: { stop: null, problem: null },
  cancelled: false,
  responses: 14,
  responsesDone: 12,
  responsesReady: 11,
  of: 14,
  proposed: 11,
  failed: 1,
  atProvider: 0,
  costUsd: 0.05,
  unpriced: 0,
};
const TWO_EACH: RunSummary = { ...ONE_EACH, of: 28, proposed: 22, failed: 2, responsesReady: 11 };

describe('the words about bulk runs', () => {
  it('count responses, and candidates beside them where a response gets several', () => {
    assert.equal(progressSentence(ONE_EACH), '12 of 14 responses · $0.05 · 1 failed');
    assert.equal(
      progressSentence(TWO_EACH),
      '12 of 14 responses · 24 of 28 candidates · $0.05 · 2 candidates failed',
    );
    assert.equal(
      progressSentence({ ...TWO_EACH, failed: 0, atProvider: 4 }),
      '12 of 14 responses · 22 of 28 candidates · $0.05 · 4 candidates in a batch',
    );
    assert.match(
      summarySentence(TWO_EACH),
      /^22 candidates for 11 responses ready for a decision, 2 candidates failed, 4 candidates left; \$0\.05\./,
    );
    assert.match(summarySentence(ONE_EACH), /^11 rewrites ready for a decision, 1 failed, 2 left; \$0\.05\./);
  });

  it('never say that what has no known price cost nothing', () => {
    assert.equal(paidWords(0, 3), 'price unknown');
    assert.equal(paidWords(0.5, 1), '$0.50 and 1 answer of unknown price');
    assert.equal(paidWords(0.001, 0), 'less than $0.01');
    const unpriced = { ...ONE_EACH, costUsd: 0, unpriced: 11 };
    assert.equal(progressSentence(unpriced), '12 of 14 responses · price unknown · 1 failed');
    assert.match(summarySentence(unpriced), /; price unknown\./);
    const before = { ...ONE_EACH, responsesDone: 0, proposed: 0, failed: 0, costUsd: 0 };
    assert.equal(progressSentence(before), '0 of 14 responses', 'nothing was paid yet');
  });

  it('speak of resuming only where a run can go on', () => {
    const stopped = {
      ...ONE_EACH,
      end: { stop: 'cancelled', problem: 'Stopped. It can be resumed.' },
    } as const;
    assert.match(summarySentence(stopped), /Run “Resume Bulk Rewrite” to go on\.$/);
    const cancelled = summarySentence({ ...stopped, cancelled: true });
    assert.doesNotMatch(cancelled, /[Rr]esume/);
    assert.match(cancelled, /2 not asked for; \$0\.05\. Cancelled for good/);
    assert.match(summarySentence({ ...stopped, cancelled: true, atProvider: 2 }), /still fetched\.$/);
  });
});

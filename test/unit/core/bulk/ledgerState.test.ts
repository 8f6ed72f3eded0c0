import assert from 'node:assert/strict';
import type { LedgerLine } from '../../../../src/core/bulk/ledger.ts';
import { LedgerState } from '../../../../src/core/bulk/ledgerState.ts';

const run = 'run1';
const usage = { inputTokens: 10, outputTokens: 5, storedTokens: 0, reusedTokens: 0 };

function answer(key: string, costUsd: number | null = 0.5): LedgerLine {
  return { type: 'answer', run, key, answer: { text: 'x', model: 'm', answerId: 'a', usage, costUsd } };
}

function failed(key: string, retryable: boolean, spentUsd: number | null): LedgerLine {
  return { type: 'failed', run, key, failure: { fault: 'server', problem: 'No.', retryable, spentUsd } };
}

function fold(...lines: readonly LedgerLine[]): LedgerState {
  const state = new LedgerState();
  for (const line of lines) state.add(line);
  return state;
}

describe('the state of a ledger', () => {
  it('opens what was never asked, broke off, or failed in a way that may pass', () => {
    const state = fold(
      { type: 'sent', run, key: 'sent', worstUsd: 1 },
      answer('answered'),
      failed('later', true, 0),
      failed('never', false, 0),
    );
    assert.deepEqual(
      ['new', 'sent', 'later', 'answered', 'never'].filter((key) => state.isOpen(key)),
      ['new', 'sent', 'later'],
    );
  });

  it('forgets what was noted as sent and was not, but neither an answer nor an earlier try that broke off', () => {
    const sent: LedgerLine = { type: 'sent', run, key: 'a', worstUsd: 1 };
    const unsent: LedgerLine = { type: 'unsent', run, key: 'a' };
    const state = fold(sent, unsent);
    assert.equal(state.uncertainUsd, 0);
    assert.ok(state.isOpen('a'));
    assert.equal(fold(sent, sent, unsent).uncertainUsd, 1);
    assert.ok(fold(sent, answer('a'), unsent).isAnswered('a'));
  });

  it('counts what broke off at its worst, once for each time it was sent', () => {
    const sent: LedgerLine = { type: 'sent', run, key: 'a', worstUsd: 1 };
    assert.equal(fold(sent).uncertainUsd, 1);
    assert.equal(fold(sent, sent).uncertainUsd, 2);
    assert.equal(fold(sent, failed('a', true, null)).uncertainUsd, 1);
    assert.equal(fold(sent, failed('a', true, 0)).uncertainUsd, 0);
    const state = fold(sent, sent, answer('a'));
    assert.deepEqual([state.uncertainUsd, state.knownUsd], [1, 0.5]);
  });

  it('counts an answer once, and those without a price apart', () => {
    const state = fold(answer('a'), answer('a'), answer('b', null));
    assert.deepEqual([state.knownUsd, state.unpriced], [0.5, 1]);
  });

  it('holds the asks of a batch until it is collected or withdrawn', () => {
    const intent: LedgerLine = { type: 'intent', run, chunk: 1, keys: ['a', 'b'], worstUsd: 2, newest: null };
    const open = fold(intent, { type: 'submitted', run, chunk: 1, batch: 'one' }, answer('a'));
    assert.deepEqual([open.isOpen('a'), open.isOpen('b'), open.reservedUsd], [false, false, 2]);
    assert.equal(open.openChunks[0]?.batch, 'one');
    open.add({ type: 'collected', run, chunk: 1, batch: 'one' });
    assert.deepEqual([open.isOpen('a'), open.isOpen('b'), open.reservedUsd], [false, true, 0]);
    const none = fold(intent, { type: 'withdrawn', run, chunk: 1, problem: 'No.' });
    assert.deepEqual([none.isOpen('a'), none.openChunks.length], [true, 0]);
  });
});

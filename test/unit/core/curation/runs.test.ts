import assert from 'node:assert/strict';
import type { BulkEntry, RunChoices, RunEvent } from '../../../../src/core/curation/decision.ts';
import { ledgerLines, rawAnswerOf, runsOf } from '../../../../src/core/curation/runs.ts';
import { readRewrites } from '../../../../src/core/rewrite/answer.ts';
import { base, propose, proposeFailed } from './entries.ts';

const KEY = '0123456789abcdef-1';
const CHOICES: RunChoices = {
  how: 'batch',
  filter: 'flagged',
  strategy: null,
  instruction: null,
  segment: 'answer',
  candidates: 1,
  model: 'a-model',
  maxTokens: 100,
  effort: null,
};
let count = 0;
const event = (value: RunEvent): BulkEntry => ({
  ...base({ id: `run-${count++}`, key: 'run:run-1' }),
  type: 'run',
  run: 'run-1',
  event: value,
});
const item = { line: 0, record: 'id:r1', response: 'last', hash: 'h1', keys: [KEY] } as const;
const STARTED = event({ type: 'started', choices: CHOICES, items: [item] });
const PART = event({ type: 'run', run: 'part1', at: 'now', mode: 'batch', model: 'a-model', maxCostUsd: 1 });
const INTENT = event({ type: 'intent', run: 'part1', chunk: 1, keys: [KEY], worstUsd: 0.5, newest: null });
const SUBMITTED = event({ type: 'submitted', run: 'part1', chunk: 1, batch: 'msgbatch_1' });
const COLLECTED = event({ type: 'collected', run: 'part1', chunk: 1, batch: 'msgbatch_1' });
const ENDED = event({ type: 'ended', run: 'part1', at: 'now', stop: null });

describe('bulk runs of a log', () => {
  it('one that ended with the program is broken off', () => {
    const [run] = runsOf([STARTED, PART]);
    assert.deepEqual([run?.brokenOff, run?.whole, run?.cancelled], [true, false, false]);
  });

  it('has an open batch until its results are in the log', () => {
    const submitted = [STARTED, PART, INTENT, SUBMITTED];
    assert.deepEqual(
      runsOf(submitted)[0]?.openChunks.map(({ batch }) => batch),
      ['msgbatch_1'],
    );
    const [run] = runsOf([...submitted, propose({ id: 'p' }), COLLECTED, ENDED]);
    assert.deepEqual([run?.openChunks, run?.whole, run?.brokenOff], [[], true, false]);
  });

  it('is not whole while something was never asked, whatever the last look at its batches came to', () => {
    const second = { ...item, keys: [KEY, 'fedcba9876543210-1'] };
    const started = event({ type: 'started', choices: CHOICES, items: [second] });
    const [run] = runsOf([started, PART, INTENT, SUBMITTED, propose({ id: 'p' }), COLLECTED, ENDED]);
    assert.deepEqual([run?.whole, run?.retryable], [false, 0]);
  });

  it('says how many failures are worth another try', () => {
    const failed = { ...proposeFailed({ id: 'f' }), ask: KEY, retryable: true };
    const [run] = runsOf([STARTED, PART, INTENT, SUBMITTED, failed, COLLECTED, ENDED]);
    assert.deepEqual([run?.whole, run?.retryable], [true, 1]);
  });

  it('gives the engine its lines back, an answer as one that reads the same', () => {
    const entry = propose({ id: 'p' });
    const types = [...ledgerLines([STARTED, PART, entry, proposeFailed({ id: 'f' }), ENDED])].map(
      ({ type }) => type,
    );
    assert.deepEqual(types, ['run', 'answer', 'failed', 'ended']);
    const both = { ...entry, reasoning: { place: entry.place, before: 'Hm.', text: 'She would be hurt.' } };
    const reading = readRewrites(rawAnswerOf(both).text, entry.before, 'Hm.');
    assert.deepEqual(reading, { ok: true, text: entry.proposal.text, reasoning: 'She would be hurt.' });
  });
});

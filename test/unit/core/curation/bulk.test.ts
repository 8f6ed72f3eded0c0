import assert from 'node:assert/strict';
import { readEntry } from '../../../../src/core/curation/decisionSchema.ts';
import { describeEntry } from '../../../../src/core/curation/describe.ts';
import { formatEntry, parseLog } from '../../../../src/core/curation/log.ts';
import { CurationState, readyProposals } from '../../../../src/core/curation/state.ts';
import { accept, PROPOSAL, propose, proposeFailed, reject, runSubmitted, undo } from './entries.ts';

const at = (minute: number) => `2026-11-20T10:0${minute}:00.000Z`;
const P1 = propose({ id: 'p1', at: at(0) });
const P2 = propose({ id: 'p2', at: at(1) });
const ids = (state: CurationState, hash = 'h1') =>
  readyProposals(state.of('id:r1', 'last'), hash).map(({ id }) => id);

describe('what bulk runs log', () => {
  it('waits as proposals of the response, ready while its text is the one they were made for', () => {
    const state = new CurationState([P2, P1, runSubmitted({ id: 'r', key: 'run:run-1' })]);
    assert.deepEqual(ids(state), ['p1', 'p2']);
    assert.deepEqual(ids(state, 'another'), []);
    assert.equal(state.of('id:r1', 'last').status, 'undecided');
    assert.deepEqual([state.waitingRecords.size, state.decidedRecords], [1, 0]);
    assert.equal(state.lastEntry(), null);
  });

  it('a reject takes away the proposal that it names, and only that one', () => {
    const state = new CurationState([P1, P2]);
    state.apply({ ...reject({ id: 'x', at: at(2) }), proposal: { ...PROPOSAL, id: 'p1' } });
    assert.deepEqual(ids(state), ['p2']);
    state.apply(undo({ id: 'u', at: at(3) }, 'x'));
    assert.deepEqual(ids(state), ['p1', 'p2']);
  });

  it('an accept takes away all that came before it, until it is taken back', () => {
    const state = new CurationState([P1, P2, accept({ id: 'a', at: at(2) })]);
    assert.deepEqual([ids(state), state.waitingRecords.size], [[], 0]);
    state.apply(propose({ id: 'p3', at: at(3), hash: 'h2' }));
    assert.deepEqual(ids(state, 'h2'), ['p3']);
    state.apply(undo({ id: 'u', at: at(4) }, 'a'));
    assert.deepEqual([ids(state), ids(state, 'h2')], [['p1', 'p2'], ['p3']]);
  });

  it('a failure is told until a rewrite comes', () => {
    const state = new CurationState([proposeFailed({ id: 'f', at: at(0) })]);
    assert.equal(state.of('id:r1', 'last').failure?.problem, 'The model refused.');
    state.apply(P2);
    assert.equal(state.of('id:r1', 'last').failure, null);
  });

  it('a batch is taken together over all of its records', () => {
    const shared = { batch: 'b' };
    const state = new CurationState([
      { ...accept({ id: 'a1', at: at(1) }), ...shared },
      { ...accept({ id: 'a2', at: at(1), key: 'id:r2' }), ...shared },
      accept({ id: 'a3', at: at(0), key: 'id:r3' }),
    ]);
    assert.deepEqual(
      state.batch('b').map(({ id }) => id),
      ['a1', 'a2'],
    );
    assert.equal(state.lastEntry()?.id, 'a2');
  });

  it('is read as it was written, fields of later versions included', () => {
    const entries = [{ ...P1, later: 1 }, proposeFailed({ id: 'f' }), runSubmitted({ id: 'r' })];
    assert.deepEqual(parseLog(entries.map(formatEntry).join('')).entries, entries);
    for (const entry of entries) assert.ok(describeEntry(entry).endsWith('.'));
  });

  it('an event of a later version is kept, and hides no other line', () => {
    const later = { ...runSubmitted({ id: 'r' }), event: { type: 'paused' } };
    assert.equal(readEntry(later).kind, 'foreign');
    const parsed = parseLog(`${JSON.stringify(later)}\n${formatEntry(P1)}`);
    assert.deepEqual([parsed.entries.length, parsed.foreign.length, parsed.problems], [1, 1, []]);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../../../src/core/assess/assessment.ts';
import type { CurationEntry } from '../../../../src/core/curation/decision.ts';
import { describeEntry } from '../../../../src/core/curation/describe.ts';
import { formatEntry, parseLog } from '../../../../src/core/curation/log.ts';
import {
  CurationState,
  decisionStands,
  dismissalOf,
  openFindings,
} from '../../../../src/core/curation/state.ts';
import { accept, base, dismiss, entriesArbitrary, reject, undo } from './entries.ts';

const at = (minute: number) => `2026-11-20T10:0${minute}:00.000Z`;
const NAME = { code: 'one-sided', assessor: 'rubric' } as const;

function snapshot(state: CurationState) {
  return {
    decided: state.decidedRecords,
    inForce: state.entriesInForce().map((entry) => entry.id),
    last: state.lastEntry()?.id ?? null,
    responses: ['id:r1', 'id:r2', 'context:00ff'].flatMap((key) =>
      (['last', 'chosen'] as const).map((response) => {
        const { entries, labels, ...rest } = state.of(key, response);
        return { key, response, ...rest, labels: [...labels], entries: entries.map((entry) => entry.id) };
      }),
    ),
  };
}

describe('curation state', function () {
  this.timeout(30_000);

  it('keeps a response accepted when another rewrite of the accepted text is rejected', () => {
    const state = new CurationState([
      accept({ id: 'a', at: at(1), hash: 'h1' }, 'h2'),
      reject({ id: 'b', at: at(2), hash: 'h2' }),
    ]);
    const kept = state.of('id:r1', 'last');
    assert.equal(kept.status, 'accepted');
    assert.ok(decisionStands(kept, 'h2'));
    assert.deepEqual(
      kept.entries.map(({ id }) => id),
      ['a', 'b'],
    );
    state.apply(undo({ id: 'c', at: at(3), hash: 'h1' }, 'a'));
    assert.equal(state.of('id:r1', 'last').status, 'rejected', 'without the accept the reject is the last');
    state.apply(reject({ id: 'd', at: at(4), hash: 'h3' }));
    assert.equal(state.of('id:r1', 'last').status, 'rejected');
  });

  it('knows nothing of a response that the log does not name', () => {
    const state = new CurationState();
    assert.equal(state.of('id:r1', 'last').status, 'undecided');
    assert.equal(state.isDecided('id:r1'), false);
    assert.equal(state.decidedRecords, 0);
    assert.equal(state.lastEntry(), null);
  });

  it('lets the last decision hold, by time and not by order', () => {
    const state = new CurationState([accept({ id: 'late', at: at(2) }), reject({ id: 'early', at: at(1) })]);
    assert.equal(state.of('id:r1', 'last').status, 'accepted');
    state.apply({ ...base({ id: 'later', at: at(3) }), type: 'skip', reason: null });
    assert.equal(state.of('id:r1', 'last').status, 'skipped');
    assert.equal(state.of('id:r1', 'chosen').status, 'undecided');
    assert.equal(state.decidedRecords, 1);
  });

  it('counts what is decided and what waits as entries come as it does when the log is read anew', () => {
    fc.assert(
      fc.property(entriesArbitrary, fc.infiniteStream(fc.boolean()), (entries, asks) => {
        const state = new CurationState();
        const came: CurationEntry[] = [];
        for (const entry of entries) {
          state.apply(entry);
          came.push(entry);
          // Not after each entry, so that several come between two counts.
          if (asks.next().value) continue;
          const anew = new CurationState(came);
          assert.equal(state.decidedRecords, anew.decidedRecords);
          assert.deepEqual([...state.waitingRecords].sort(), [...anew.waitingRecords].sort());
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('gives what is in force of each response', () => {
    fc.assert(
      fc.property(entriesArbitrary, (entries) => {
        const state = new CurationState(entries);
        const byResponse = [...state.inForceByResponse()].flat().map(({ id }) => id);
        assert.deepEqual(
          byResponse.sort(),
          state
            .entriesInForce()
            .map(({ id }) => id)
            .sort(),
        );
      }),
    );
  });

  it('notes, labels and dismissals decide nothing', () => {
    const note: CurationEntry = { ...base({ id: 'n' }), type: 'note', text: 'hm', anchor: null };
    const label: CurationEntry = {
      ...base({ id: 'l' }),
      type: 'label',
      label: { stakes: 'some', holder: 'user', reasoning: 'thin', codes: [], flag: true },
    };
    const state = new CurationState([note, label, dismiss({ id: 'd' })]);
    const curation = state.of('id:r1', 'last');
    assert.equal(curation.status, 'undecided');
    assert.equal(state.decidedRecords, 0);
    assert.deepEqual(curation.notes, [note]);
    assert.deepEqual(curation.labels.get('Ada'), label);
  });

  it('keeps a finding dismissed while the text is unchanged', () => {
    const state = new CurationState([dismiss({ id: 'd', at: at(1), hash: 'h1' })]);
    const finding = {
      ...NAME,
      severity: 'warning',
      message: '',
      span: [0, 1],
      passages: [],
    } as const satisfies Finding;
    const other: Finding = { ...finding, code: 'moralizing' };
    const before = state.of('id:r1', 'last');
    assert.equal(dismissalOf(before, NAME, 'h1')?.id, 'd');
    assert.equal(dismissalOf(before, NAME, 'h2'), null);
    assert.equal(dismissalOf(before, { ...NAME, assessor: 'judge' }, 'h1'), null);
    assert.deepEqual(openFindings(before, [finding, other], 'h1'), [other]);
    assert.deepEqual(openFindings(before, [finding, other], 'h2'), [finding, other]);
    state.apply({ ...base({ id: 'u', at: at(2), hash: 'h2' }), type: 'undismiss', finding: NAME });
    assert.equal(dismissalOf(state.of('id:r1', 'last'), NAME, 'h1')?.id, 'd');
    state.apply({ ...base({ id: 'v', at: at(2), hash: 'h1' }), type: 'undismiss', finding: NAME });
    assert.equal(dismissalOf(state.of('id:r1', 'last'), NAME, 'h1'), null);
  });

  it('tells whether a decision is about the present text', () => {
    const accepted = new CurationState([accept({ id: 'a', hash: 'h1' }, 'h2')]).of('id:r1', 'last');
    assert.deepEqual(
      ['h1', 'h2', 'h3'].map((hash) => decisionStands(accepted, hash)),
      [false, true, false],
    );
    const rejected = new CurationState([reject({ id: 'a', hash: 'h1' })]).of('id:r1', 'last');
    assert.deepEqual(
      ['h1', 'h2'].map((hash) => decisionStands(rejected, hash)),
      [true, false],
    );
    assert.equal(decisionStands(new CurationState().of('id:r1', 'last'), 'h1'), false);
  });

  it('takes back any decision, and the taking back', () => {
    const state = new CurationState([reject({ id: 'a', at: at(1) }), accept({ id: 'b', at: at(2) })]);
    state.apply(undo({ id: 'u', at: at(3) }, 'b'));
    assert.equal(state.of('id:r1', 'last').status, 'rejected');
    assert.equal(state.lastEntry('Ada')?.id, 'a');
    assert.equal(state.lastEntry('Bo'), null);
    state.apply(undo({ id: 'uu', at: at(4) }, 'u'));
    assert.equal(state.of('id:r1', 'last').status, 'accepted');
  });

  it('lets an undo come before what it undoes, and stand under another record', () => {
    const state = new CurationState([undo({ id: 'u', key: 'id:r2' }, 'b')]);
    state.apply(accept({ id: 'b' }));
    assert.equal(state.isDecided('id:r1'), false);
    state.apply(undo({ id: 'uu', key: 'id:r2' }, 'u'));
    assert.equal(state.isDecided('id:r1'), true);
  });

  it('does not hang on undos in a circle', () => {
    const state = new CurationState([undo({ id: 'x' }, 'y'), undo({ id: 'y' }, 'x'), undo({ id: 'z' }, 'z')]);
    assert.deepEqual(state.entriesInForce(), []);
  });

  it('says of every entry what it was, in one sentence', () => {
    assert.equal(describeEntry(accept({ id: 'a' })), 'Accepted a rewrite by claude-opus-5-5.');
    const { proposal, ...moved } = accept({ id: 'c' });
    assert.match(
      describeEntry({
        ...moved,
        type: 'accept-edited',
        proposal: { ...proposal, strategy: 'original-as-rejected' },
      }),
      /as the rejected response/,
    );
    const byHand = accept({ id: 'a' });
    assert.equal(
      describeEntry({ ...byHand, type: 'accept-edited', proposal: { ...byHand.proposal, model: null } }),
      'Rewrote the response by hand.',
    );
    assert.equal(describeEntry(reject({ id: 'a' })), 'Rejected a rewrite by claude-opus-5-5: too long');
    assert.equal(
      describeEntry({ ...reject({ id: 'a' }), reason: ' ' }),
      'Rejected a rewrite by claude-opus-5-5.',
    );
    assert.match(describeEntry(dismiss({ id: 'a' })), /^Dismissed one-sided \(rubric\): the other side/);
  });

  it('is the same for two logs merged in any interleaving', () => {
    const merge = fc
      .tuple(
        entriesArbitrary,
        fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      )
      .map(([entries, turns, sides]) => {
        // Entries that both logs have, because they share a past, appear twice.
        const mine = entries.filter((_, index) => sides[index] || index % 3 === 0);
        const theirs = entries.filter((_, index) => !sides[index] || index % 3 === 0);
        const woven: CurationEntry[] = [];
        const [a, b] = [[...mine], [...theirs]];
        for (const turn of turns) {
          const next = (turn ? a : b).shift();
          if (next !== undefined) woven.push(next);
        }
        return { joined: [...mine, ...theirs], woven: [...woven, ...a, ...b] };
      });
    const through = (entries: readonly CurationEntry[]) =>
      snapshot(new CurationState(parseLog(entries.map(formatEntry).join('')).entries));
    fc.assert(fc.property(merge, ({ joined, woven }) => assert.deepEqual(through(woven), through(joined))));
  });

  it('gives step by step what it gives at once', () => {
    fc.assert(
      fc.property(entriesArbitrary, (entries) => {
        const state = new CurationState();
        for (const [index, entry] of entries.entries()) {
          state.apply(entry);
          assert.deepEqual(snapshot(state), snapshot(new CurationState(entries.slice(0, index + 1))));
        }
      }),
      { numRuns: 50 },
    );
  });
});

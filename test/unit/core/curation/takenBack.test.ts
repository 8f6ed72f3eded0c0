import assert from 'node:assert/strict';
import type { AcceptEntry, CurationEntry } from '../../../../src/core/curation/decision.ts';
import { takenBackRewrites, undecidedAgain } from '../../../../src/core/curation/takenBack.ts';
import { accept } from './entries.ts';

const ENTRY = accept({ id: 'a1' });
const { hash } = ENTRY.response;
const entry = (change: Partial<AcceptEntry>): AcceptEntry => ({ ...ENTRY, ...change });
const named = (id: string, change: Partial<AcceptEntry> = {}) =>
  entry({ id, proposal: { ...ENTRY.proposal, id: 'p1' }, ...change });
const rewrites = (all: readonly CurationEntry[], inForce: readonly CurationEntry[] = [], now = hash) =>
  takenBackRewrites({ all, inForce, hash: now }, ({ path }) => path[0] !== 'thinking');

describe('rewrites whose accept was taken back', () => {
  it('are there again as the model wrote them, for the text that they were made for', () => {
    const edited = named('a1', { type: 'accept-edited', after: 'Edited since.' });
    const [made] = rewrites([edited]);
    assert.deepEqual(
      [made?.id, made?.state, made?.text, made?.target.original],
      ['p1', 'ready', ENTRY.proposal.text, ENTRY.before],
    );
    assert.equal(made?.provenance.model, ENTRY.proposal.model);
    assert.deepEqual(rewrites([edited], [], 'another'), []);
  });

  it('are not there while the accept is in force, or the rewrite was decided anew', () => {
    assert.deepEqual(rewrites([named('a1')], [named('a1')]), []);
    assert.deepEqual(rewrites([named('a1'), named('a2')], [named('a2')]), []);
    assert.deepEqual([...undecidedAgain({ all: [named('a1'), named('a2')], inForce: [] })], ['p1']);
  });

  it('hold the curator’s own words where they were written by hand', () => {
    const proposal = { ...ENTRY.proposal, model: null, strategy: 'by-hand', id: undefined, text: 'Typed.' };
    const [made] = rewrites([entry({ proposal, type: 'accept-edited', after: 'Typed.' })]);
    assert.deepEqual([made?.id, made?.text], ['a1', 'Typed.']);
  });

  it('are one where reasoning and answer were accepted together, in whichever order they stand', () => {
    const answer = named('a1', { batch: 'b' });
    const place = { path: ['thinking'], start: 0, end: 3 };
    const thought = named('a2', {
      batch: 'b',
      place,
      before: 'Hm.',
      proposal: { ...answer.proposal, text: 'Think.' },
    });
    for (const all of [
      [answer, thought],
      [thought, answer],
    ]) {
      const made = rewrites(all);
      assert.deepEqual(
        made.map(({ text, reasoning }) => [text, reasoning?.text, reasoning?.target.original]),
        [[ENTRY.proposal.text, 'Think.', 'Hm.']],
      );
    }
  });

  it('are not made of an original that became the rejected side', () => {
    const proposal = { ...ENTRY.proposal, model: null, strategy: 'original-as-rejected' };
    assert.deepEqual(rewrites([entry({ proposal })]), []);
  });
});

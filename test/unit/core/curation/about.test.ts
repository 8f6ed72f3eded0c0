import assert from 'node:assert/strict';
import type { CurationEntry } from '../../../../src/core/curation/decision.ts';
import {
  CurationState,
  decisionStands,
  dismissalOf,
  type RecordTraits,
} from '../../../../src/core/curation/state.ts';
import { accept, base, dismiss, reject, undo } from './entries.ts';

const at = (minute: number) => `2026-11-20T10:0${minute}:00.000Z`;
const CONTEXT = 'context:00ff';

/** A record without an id, as it stands now. */
const record = (hash: string, more: Partial<RecordTraits> = {}): RecordTraits => ({
  idKey: null,
  idIsUnique: false,
  contextKey: () => CONTEXT,
  line: 7,
  hash: () => hash,
  ...more,
});
const ids = (state: CurationState, of: RecordTraits) => state.about(of, 'last').entries.map(({ id }) => id);
const on = (line: number, entry: CurationEntry): CurationEntry => ({
  ...entry,
  record: { ...entry.record, line },
});

describe('what the log says of one record among others', () => {
  it('tells records of the same prompt apart by what their responses said', () => {
    const state = new CurationState([
      accept({ id: 'a', key: CONTEXT, hash: 'one', at: at(1) }, 'one, rewritten'),
      reject({ id: 'b', key: CONTEXT, hash: 'two', at: at(2) }),
      dismiss({ id: 'c', key: CONTEXT, hash: 'one, rewritten', at: at(3) }),
    ]);
    assert.deepEqual(ids(state, record('one, rewritten')), ['a', 'c']);
    assert.deepEqual(ids(state, record('one')), ['a', 'c'], 'after the accept was undone in the text');
    assert.deepEqual(ids(state, record('two')), ['b']);
    assert.deepEqual(ids(state, record('three')), []);
    assert.equal(state.decidedRecords, 2);
  });

  it('follows a record through one accept after another, and past what was taken back', () => {
    const state = new CurationState([
      accept({ id: 'a', key: CONTEXT, hash: 'h1', at: at(1) }, 'h2'),
      accept({ id: 'b', key: CONTEXT, hash: 'h2', at: at(2) }, 'h3'),
      undo({ id: 'u', key: CONTEXT, hash: 'h3', at: at(3) }, 'b'),
      reject({ id: 'other', key: CONTEXT, hash: 'h9', at: at(4) }),
    ]);
    assert.deepEqual(ids(state, record('h3')), ['a']);
    const curation = state.about(record('h2'), 'last');
    assert.equal(decisionStands(curation, 'h2'), true);
  });

  it('knows an edited record by its line where its text says nothing', () => {
    const state = new CurationState([
      on(7, reject({ id: 'a', key: CONTEXT, hash: 'h1' })),
      on(8, reject({ id: 'b', key: CONTEXT, hash: 'h2' })),
    ]);
    assert.deepEqual(ids(state, record('edited by hand', { line: 7 })), ['a']);
    assert.deepEqual(ids(state, record('another sample', { line: 9 })), []);
  });

  it('keeps the decisions of a record with an id, whatever became of its text', () => {
    const state = new CurationState([reject({ id: 'a', key: 'id:r1', hash: 'h1' })]);
    const one = record('edited', { idKey: 'id:r1', idIsUnique: true, line: 99 });
    assert.deepEqual(ids(state, one), ['a']);
  });

  it('finds decisions that were logged before another record took the same id, and after', () => {
    const before = reject({ id: 'a', key: 'id:r1', hash: 'h1', at: at(1) });
    const after = dismiss({ id: 'b', key: CONTEXT, hash: 'h1', at: at(2) });
    const state = new CurationState([before, after]);
    const shared = { idKey: 'id:r1', idIsUnique: false };
    assert.deepEqual(ids(state, record('h1', shared)), ['a', 'b']);
    assert.deepEqual(ids(state, record('h2', { ...shared, contextKey: () => 'context:other', line: 9 })), []);
    assert.deepEqual(ids(state, record('h1', { ...shared, idIsUnique: true })), ['a', 'b']);
    assert.ok(
      dismissalOf(state.about(record('h1', shared), 'last'), { code: 'one-sided', assessor: 'rubric' }, 'h1'),
    );
  });

  it('asks for no context where the log has none', () => {
    const state = new CurationState([reject({ id: 'a', key: 'id:r1' })]);
    const contextKey = () => assert.fail('the hash of a long chat is not free');
    assert.deepEqual(ids(state, record('h1', { idKey: 'id:r1', idIsUnique: true, contextKey })), ['a']);
  });

  it('knows whether any finding was ever dismissed', () => {
    const state = new CurationState([{ ...base({ id: 'a' }), type: 'skip', reason: null }]);
    assert.equal(state.hasDismissals, false);
    state.apply(dismiss({ id: 'b' }));
    assert.equal(state.hasDismissals, true);
  });
});

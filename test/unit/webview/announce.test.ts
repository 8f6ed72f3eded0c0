import assert from 'node:assert/strict';
import { announcement } from '../../../webview/announce.ts';
import { initialView, reduce } from '../../../webview/state.ts';
import { PENDING, proposal, READY, state, TRANSCRIPT } from '../../browser/panel/fixtures.ts';

describe('announcement', () => {
  const start = reduce(initialView(), { type: 'state', state: state({ revision: 1 }) });
  const said = (change: Parameters<typeof state>[0], from = start) =>
    announcement(from, reduce(from, { type: 'state', state: state({ revision: 2, ...change }) }));

  it('names the record that opens', () => {
    assert.equal(announcement(initialView(), start), 'Record 12 of 2,312, flagged.');
    const problem = {
      kind: 'problem',
      line: 13,
      place: 'line 14',
      title: 'Malformed line',
      message: '',
      excerpt: '',
    } as const;
    assert.equal(said({ ordinal: 13, record: problem }), 'Record 13 of 2,312, Malformed line.');
    assert.equal(said({ ordinal: 0, record: { kind: 'empty', message: '' } }), null);
  });

  it('says when a rewrite begins and how it ends, and no word of it', () => {
    assert.equal(said({ proposals: [PENDING] }), 'Writing a rewrite.');
    const writing = reduce(start, { type: 'state', state: state({ proposals: [PENDING] }) });
    const more = reduce(writing, { type: 'proposal-text', id: 'p2', part: 'answer', append: ' word' });
    assert.notEqual(more, writing);
    assert.equal(announcement(writing, more), null);
    assert.equal(
      said({ proposals: [{ ...READY, id: 'p2' }] }, writing),
      'Rewrite ready. It fixes: Verdict without why.',
    );
    assert.equal(
      said({ proposals: [proposal({ id: 'p2', state: 'failed', problem: 'No network.' })] }, writing),
      'Rewrite failed. No network.',
    );
    assert.equal(
      said({ proposals: [proposal({ id: 'p2', state: 'accepted' })] }, writing),
      'Rewrite accepted.',
    );
  });

  it('says a decision that was taken on the open record, and none that was there before', () => {
    const before = TRANSCRIPT.decisions;
    const made = { type: 'accept', summary: 'Accepted a rewrite', at: '2030-01-01T00:00:00Z', by: 'Ada' };
    const decided = { ...TRANSCRIPT, decisions: [made, ...before] };
    assert.equal(said({ record: decided, proposals: [] }), 'Accepted a rewrite');
    const after = reduce(start, { type: 'state', state: state({ revision: 2, record: decided }) });
    assert.equal(said({ revision: 3, record: { ...decided } }, after), null);
    assert.equal(said({ revision: 3 }, after), null, 'a decision taken back');
  });

  it('says that findings and passages went and came', () => {
    const without = reduce(start, { type: 'toggle-side' });
    assert.equal(announcement(start, without), 'Findings and passages are left out.');
    assert.equal(
      announcement(without, reduce(without, { type: 'toggle-side' })),
      'Showing findings and passages.',
    );
  });

  it('is silent when nothing of it changed', () => {
    assert.equal(said({}), null);
    assert.equal(said({ record: { ...TRANSCRIPT } }), null);
  });
});

import assert from 'node:assert/strict';
import { INITIAL_MEMORY } from '../../../webview/memory.ts';
import {
  comparisonOf,
  initialView,
  isOpen,
  isTranscriptOpen,
  reduce,
  type ViewState,
} from '../../../webview/state.ts';
import {
  draft,
  PENDING,
  READY,
  REPLACED,
  STATE,
  state,
  TRANSCRIPT,
  text,
  textOfProposal,
  turn,
} from '../../browser/panel/fixtures.ts';

function viewAfter(...actions: readonly Parameters<typeof reduce>[1][]): ViewState {
  return actions.reduce(reduce, initialView());
}

describe('reduce', () => {
  it('ignores a state older than the one shown', () => {
    const view = viewAfter({ type: 'state', state: state({ revision: 5 }) });
    assert.equal(reduce(view, { type: 'state', state: state({ revision: 4, ordinal: 99 }) }), view);
    assert.equal(
      reduce(view, { type: 'state', state: state({ revision: 5, ordinal: 99 }) }).panel?.ordinal,
      99,
    );
  });

  it('leaves the side out until it is asked for again, or something in it is', () => {
    const without = viewAfter({ type: 'state', state: STATE }, { type: 'toggle-side' });
    assert.equal(without.memory.side, false);
    assert.equal(reduce(without, { type: 'focus', where: 'rewrite' }).memory.side, false);
    assert.equal(reduce(without, { type: 'focus', where: 'passages' }).memory.side, true);
    assert.equal(reduce(without, { type: 'show-side' }).memory.side, true);
    assert.equal(reduce(without, { type: 'toggle-side' }).memory.side, true);
    const shown = viewAfter({ type: 'state', state: STATE });
    assert.equal(reduce(shown, { type: 'focus', where: 'findings' }), shown);
  });

  it('appends text to a pending proposal and to no other', () => {
    const view = viewAfter(
      { type: 'state', state: state({ proposals: [READY, PENDING] }) },
      { type: 'proposal-text', id: 'p2', part: 'answer', append: ' a' },
      { type: 'proposal-text', id: 'p2', part: 'answer', append: 'b' },
    );
    assert.equal(view.panel?.proposals[1]?.parts[0]?.text, `${textOfProposal(PENDING)} ab`);
    assert.equal(reduce(view, { type: 'proposal-text', id: 'p1', part: 'answer', append: 'x' }), view);
    assert.equal(reduce(view, { type: 'proposal-text', id: 'gone', part: 'answer', append: 'x' }), view);
  });

  it('keeps the same record while text streams, so that nothing else is drawn again', () => {
    const view = viewAfter({ type: 'state', state: state({ proposals: [PENDING] }) });
    const next = reduce(view, { type: 'proposal-text', id: 'p2', part: 'answer', append: 'x' });
    assert.equal(next.panel?.record, view.panel?.record);
  });

  it('folds per record and comes back to what was left', () => {
    const other = { ...TRANSCRIPT, line: 99, recordId: 'other' };
    const folded = viewAfter(
      { type: 'state', state: STATE },
      { type: 'fold', key: 't0/0', open: true },
      { type: 'scrolled', recordKey: '11 advice-0012', top: 140 },
    );
    assert.equal(isOpen(folded, 't0/0', false), true);
    const elsewhere = reduce(folded, { type: 'state', state: state({ revision: 2, record: other }) });
    assert.equal(isOpen(elsewhere, 't0/0', false), false);
    const back = reduce(elsewhere, { type: 'state', state: state({ revision: 3 }) });
    assert.equal(isOpen(back, 't0/0', false), true);
    assert.equal(back.memory.records.get('11 advice-0012')?.scroll, 140);
  });

  it('lets "expand all" reach the transcript only, and a later choice win over it', () => {
    const view = viewAfter({ type: 'state', state: STATE }, { type: 'toggle-fold', expand: true });
    assert.equal(isTranscriptOpen(view, 'tools', false), true);
    assert.equal(isOpen(view, 'passage:x', false), false);
    const one = reduce(view, { type: 'fold', key: 'tools', open: false });
    assert.equal(isTranscriptOpen(one, 'tools', false), false);
    assert.equal(isTranscriptOpen(one, 'system', false), true);
  });

  it('moves a size by steps that add up, within its range', () => {
    const nudged = (times: number) =>
      Array.from({ length: times }).reduce<ViewState>(
        (view) => reduce(view, { type: 'nudge', what: 'split', by: -0.02 }),
        initialView(),
      );
    assert.equal(nudged(2).memory.split.toFixed(2), '0.56');
    assert.equal(nudged(99).memory.split, 0.25);
  });

  it('holds sizes within their range', () => {
    const view = viewAfter(
      { type: 'resize', what: 'split', ratio: 7 },
      { type: 'resize', what: 'rewrite', ratio: -1 },
    );
    assert.deepEqual([view.memory.split, view.memory.rewrite], [0.8, 0.15]);
    assert.equal(INITIAL_MEMORY.split, 0.6);
  });

  describe('whole texts', () => {
    const shortened = (value: string, omitted: number) => ({
      ...TRANSCRIPT,
      turns: [turn('t0', 'user', [{ ...text(value), omitted }])],
    });
    const fetched = viewAfter(
      { type: 'state', state: state({ record: shortened('abc', 3) }) },
      { type: 'await-whole', segment: 't0/0' },
      { type: 'whole-segment', turn: 't0', segment: 0, text: 'abcdef' },
    );

    it('replaces the shortened text and ends the wait', () => {
      assert.equal(fetched.whole.get('t0/0'), 'abcdef');
      assert.equal(fetched.awaited.size, 0);
    });
    it('stays while the shortened text is the same', () => {
      const same = reduce(fetched, {
        type: 'state',
        state: state({ revision: 2, record: shortened('abc', 3) }),
      });
      assert.equal(same.whole.get('t0/0'), 'abcdef');
    });
    for (const [why, record] of [
      ['the text changed', shortened('abX', 3)],
      ['its length changed', shortened('abc', 4)],
      ['another record opened', { ...shortened('abc', 3), line: 13 }],
    ] as const) {
      it(`goes when ${why}`, () => {
        const changed = reduce(fetched, { type: 'state', state: state({ revision: 2, record }) });
        assert.equal(changed.whole.size, 0);
      });
    }
  });

  describe('a rewrite shown', () => {
    const showing = (view: ViewState) => {
      const shown = view.panel?.proposals[0];
      return shown === undefined ? null : comparisonOf(view, shown);
    };

    it('is its changes, or itself where it replaces most of the text', () => {
      assert.equal(showing(viewAfter({ type: 'state', state: state({ proposals: [READY] }) })), 'diff');
      assert.equal(showing(viewAfter({ type: 'state', state: state({ proposals: [REPLACED] }) })), 'plain');
    });
    it('changes with the key, for this rewrite only', () => {
      const view = viewAfter(
        { type: 'state', state: state({ revision: 1, proposals: [REPLACED] }) },
        { type: 'toggle-changes' },
      );
      assert.equal(showing(view), 'diff');
      assert.equal(showing(reduce(view, { type: 'toggle-changes' })), 'plain');
      const next = state({ revision: 2, proposals: [{ ...REPLACED, id: 'p8' }] });
      assert.equal(showing(reduce(view, { type: 'state', state: next })), 'plain');
    });
    it('does not change with the key while there is nothing to compare', () => {
      const view = viewAfter({ type: 'state', state: state({ proposals: [PENDING] }) });
      assert.equal(reduce(view, { type: 'toggle-changes' }), view);
    });
  });

  describe('the draft', () => {
    const open = viewAfter({ type: 'state', state: state({ revision: 1, draft: draft('one') }) });
    const host = (view: ViewState, said: string | null, record = 'advice-0012') =>
      reduce(view, {
        type: 'state',
        state: state({ revision: 2, draft: said === null ? null : draft(said, { record }) }),
      }).draft?.text ?? null;

    it('comes from the host and goes with it', () => {
      assert.equal(open.draft?.text, 'one');
      assert.equal(host(open, null), null);
    });
    it('is not overwritten while it has the focus', () => {
      const typing = [
        { type: 'draft-focus', focused: true } as const,
        { type: 'draft-typed', part: 'answer', text: 'one two' } as const,
      ].reduce(reduce, open);
      assert.equal(host(typing, 'one'), 'one two');
      assert.equal(host(typing, 'something else'), 'one two');
    });
    it('is not overwritten by the echo of an earlier keystroke after the focus left', () => {
      const left = [
        { type: 'draft-typed', part: 'answer', text: 'one t' } as const,
        { type: 'draft-sent', record: 'advice-0012', text: 'one t' } as const,
        { type: 'draft-typed', part: 'answer', text: 'one tw' } as const,
      ].reduce(reduce, open);
      assert.equal(host(left, 'one t'), 'one tw');
      assert.equal(host(left, 'from elsewhere'), 'from elsewhere');
    });
    it('gives way when it is for another record or response', () => {
      const typing = reduce(open, { type: 'draft-focus', focused: true });
      assert.equal(host(typing, 'two', 'other'), 'two');
      const late = reduce(typing, { type: 'draft-sent', record: 'other', text: 'two' });
      assert.equal(late, typing, 'what was sent for another record is no echo of this one');
    });
  });
});

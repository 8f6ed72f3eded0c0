import assert from 'node:assert/strict';
import { Preselection } from '../../../src/host/preselection.ts';
import type { CheckView, ProposalView } from '../../../src/protocol/proposals.ts';

const CHECK: CheckView = { name: 'length', part: 'answer', title: 'Length', verdict: 'fail', message: '' };
const FAULT = { code: 'one-sided', title: 'One-sided', message: '', merit: false } as const;

interface Candidate {
  readonly id: string;
  readonly state?: ProposalView['state'];
  readonly failed?: number;
  readonly brings?: number;
  readonly ask?: string | null;
}

function view({ id, state = 'ready', failed = 0, brings = 0, ask = 'ask' }: Candidate): ProposalView {
  return {
    id,
    ask,
    response: 'last',
    state,
    parts: [],
    assessment: { conduct: 'sound', flag: false, holder: 'user', reasoning: 'adequate', stakes: 'some' },
    fixes: [],
    brings: Array.from({ length: brings }, () => FAULT),
    checks: Array.from({ length: failed }, () => CHECK),
    model: 'm',
    strategy: 'Show the deliberation',
    promptVersion: null,
    injected: 0,
    instruction: null,
    usage: null,
    costUsd: null,
    note: null,
    problem: null,
  };
}

/** What is on show after each of these states of the candidates. */
function shown(...states: readonly (readonly Candidate[])[]): readonly (string | null)[] {
  const preselection = new Preselection();
  return states.map((candidates) => {
    const views = candidates.map(view);
    preselection.follow(views);
    const open = views.map(({ id, state, ask }) => ({ id, state, ask }) as never);
    return preselection.among(open)?.id ?? null;
  });
}

describe('the proposal on show before the curator has chosen one', () => {
  it('is the candidate with the fewest failed checks, then the fewest findings, then the first', () => {
    assert.deepEqual(shown([{ id: 'a', failed: 1 }, { id: 'b', brings: 1 }, { id: 'c' }, { id: 'd' }]), [
      'c',
    ]);
    assert.deepEqual(
      shown([
        { id: 'a', failed: 1 },
        { id: 'b', brings: 3 },
      ]),
      ['b'],
    );
  });

  it('is the first that is ready while others still come, whichever comes next, and the best at the end', () => {
    assert.deepEqual(
      shown(
        [
          { id: 'a', state: 'pending' },
          { id: 'b', state: 'pending' },
          { id: 'c', state: 'pending' },
        ],
        [
          { id: 'a', state: 'pending' },
          { id: 'b', failed: 1 },
          { id: 'c', state: 'pending' },
        ],
        [{ id: 'a' }, { id: 'b', failed: 1 }, { id: 'c', state: 'pending' }],
        [{ id: 'a' }, { id: 'b', failed: 1 }, { id: 'c', state: 'failed' }],
      ).slice(1),
      ['b', 'b', 'a'],
    );
  });

  it('stays when changes are left out of it, and gives way to the next best when it is rejected', () => {
    assert.deepEqual(
      shown(
        [{ id: 'a' }, { id: 'b', brings: 1 }, { id: 'c', brings: 2 }],
        [
          { id: 'a', brings: 5 },
          { id: 'b', brings: 1 },
          { id: 'c', brings: 2 },
        ],
        [
          { id: 'c', brings: 2 },
          { id: 'b', brings: 1 },
        ],
      ),
      ['a', 'a', 'b'],
    );
  });

  it('is the newest of rewrites that were asked for one by one, and the newest ask of several', () => {
    assert.deepEqual(
      shown([
        { id: 'a', ask: null },
        { id: 'b', ask: null, failed: 1 },
      ]),
      ['b'],
    );
    assert.deepEqual(
      shown([
        { id: 'a', ask: 'one' },
        { id: 'b', ask: 'two', failed: 1 },
        { id: 'c', ask: 'two', state: 'failed' },
      ]),
      ['b'],
    );
    assert.deepEqual(shown([]), [null]);
  });
});

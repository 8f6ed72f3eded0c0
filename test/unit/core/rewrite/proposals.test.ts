import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors.ts';
import type { Proposal, ProposalState } from '../../../../src/core/rewrite/proposal.ts';
import {
  advance,
  canHappen,
  type ProposalEvent,
  pendingProposal,
  proposalByHand,
} from '../../../../src/core/rewrite/proposals.ts';

const TARGET = {
  response: 'last' as const,
  origin: { path: ['messages', 1, 'content'], start: 0, end: 3 },
  original: 'No.',
};
const PROVENANCE = {
  strategy: 'deliberate',
  model: 'claude-opus-5-5',
  promptVersion: 'deliberate/1',
  passages: [],
  instruction: null,
  usage: null,
  costUsd: null,
};
const EVENTS: readonly ProposalEvent[] = [
  { type: 'text', append: 'No, ' },
  {
    type: 'finish',
    text: 'No, because.',
    provenance: { ...PROVENANCE, usage: { inputTokens: 1, outputTokens: 2 } },
  },
  { type: 'fail', problem: 'Too slow. Try again.' },
  { type: 'go-stale', problem: 'Changed.' },
  { type: 'accept' },
  { type: 'reject' },
];

function inState(state: ProposalState): Proposal {
  return { ...pendingProposal('p', TARGET, PROVENANCE), state, text: 'No, ' };
}

describe('proposals', () => {
  it('go only the ways that are laid down', () => {
    const allowed = (['pending', 'ready', 'accepted', 'rejected', 'stale', 'failed'] as const).flatMap(
      (state) =>
        EVENTS.filter((event) => canHappen(state, event.type)).map(
          (event) => `${state} –${event.type}→ ${advance(inState(state), event).state}`,
        ),
    );
    assert.deepEqual(allowed, [
      'pending –text→ pending',
      'pending –finish→ ready',
      'pending –fail→ failed',
      'pending –go-stale→ stale',
      'ready –go-stale→ stale',
      'ready –accept→ accepted',
      'ready –reject→ rejected',
    ]);
  });

  it('refuse every other event with words for the curator, and stay as they are', () => {
    for (const state of ['pending', 'ready', 'accepted', 'rejected', 'stale', 'failed'] as const) {
      for (const event of EVENTS.filter((candidate) => !canHappen(state, candidate.type))) {
        const proposal = Object.freeze(inState(state));
        assert.throws(
          () => advance(proposal, event),
          (error) => error instanceof UserError && error.message.length > 20,
        );
      }
    }
  });

  it('grow while pending, and hold the model’s figures when ready', () => {
    let proposal = pendingProposal('p', TARGET, PROVENANCE);
    proposal = advance(proposal, { type: 'text', append: 'No, ' });
    proposal = advance(proposal, { type: 'text', append: 'be' });
    assert.equal(proposal.text, 'No, be');
    proposal = advance(proposal, EVENTS[1] as ProposalEvent);
    assert.equal(proposal.text, 'No, because.');
    assert.deepEqual(proposal.provenance.usage, { inputTokens: 1, outputTokens: 2 });
  });

  it('keep nothing half-written when they fail', () => {
    const failed = advance(inState('pending'), { type: 'fail', problem: 'Too slow. Try again.' });
    assert.equal(failed.text, '');
    assert.equal(failed.problem, 'Too slow. Try again.');
    assert.throws(() => advance(failed, { type: 'accept' }), /Too slow/);
  });

  it('by hand are ready at once and name no model', () => {
    const proposal = proposalByHand('p', TARGET, 'No, because.', ['honesty-1']);
    assert.equal(proposal.state, 'ready');
    assert.equal(proposal.provenance.model, null);
    assert.equal(advance(proposal, { type: 'accept' }).state, 'accepted');
  });
});

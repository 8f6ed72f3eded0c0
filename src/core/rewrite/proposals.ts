import { UserError } from '../errors.ts';
import { t } from '../text/translate.ts';
import type { Proposal, ProposalState, ProposalTarget, Provenance } from './proposal.ts';

/** What can happen to a proposal. `text` and `finish` come from the model, the rest from the host and the curator. */
export type ProposalEvent =
  /** More text of a pending proposal. */
  | { readonly type: 'text'; readonly append: string; readonly part?: 'answer' | 'reasoning' }
  /** The whole text is there; provenance now tells the model's own name, usage and cost. */
  | {
      readonly type: 'finish';
      readonly text: string;
      /** The whole reasoning, where it is rewritten too. */
      readonly reasoning?: string | undefined;
      readonly provenance: Provenance;
    }
  | { readonly type: 'fail'; readonly problem: string }
  /** The response is no longer the text that the proposal was made for. */
  | { readonly type: 'go-stale'; readonly problem: string }
  | { readonly type: 'accept' }
  | { readonly type: 'reject' }
  /** The accept or the reject was taken back. */
  | { readonly type: 'take-back' };

const NEXT: Readonly<Record<ProposalState, Partial<Record<ProposalEvent['type'], ProposalState>>>> = {
  pending: { text: 'pending', finish: 'ready', fail: 'failed', 'go-stale': 'stale' },
  ready: { accept: 'accepted', reject: 'rejected', 'go-stale': 'stale' },
  accepted: { 'take-back': 'ready' },
  rejected: { 'take-back': 'ready' },
  stale: {},
  failed: {},
};

/** A proposal that waits for a model's text. `id` is the caller's, unique among all proposals. */
export function pendingProposal(
  id: string,
  target: ProposalTarget,
  provenance: Provenance,
  more: {
    readonly reasoning?: ProposalTarget | null;
    readonly ask?: string;
    readonly note?: string | null;
  } = {},
): Proposal {
  return {
    id,
    target,
    state: 'pending',
    text: '',
    ...(more.reasoning == null ? {} : { reasoning: { target: more.reasoning, text: '' } }),
    ...(more.ask === undefined ? {} : { ask: more.ask }),
    ...(more.note == null ? {} : { note: more.note }),
    provenance,
    problem: null,
  };
}

/** A rewrite that the curator wrote; it is ready at once. */
export function proposalByHand(
  id: string,
  target: ProposalTarget,
  text: string,
  passages: readonly string[],
): Proposal {
  const provenance: Provenance = {
    strategy: 'by-hand',
    model: null,
    promptVersion: null,
    passages,
    instruction: null,
    usage: null,
    costUsd: null,
  };
  return { id, target, state: 'ready', text, provenance, problem: null };
}

/** Whether `event` may happen to a proposal in `state`. */
export function canHappen(state: ProposalState, event: ProposalEvent['type']): boolean {
  return NEXT[state][event] !== undefined;
}

/**
 * The proposal after `event`.
 * @throws UserError when the event cannot happen to a proposal in its state; the proposal is as it was.
 */
export function advance(proposal: Proposal, event: ProposalEvent): Proposal {
  const state = NEXT[proposal.state][event.type];
  if (state === undefined) {
    throw new UserError(refusal(proposal, event.type));
  }
  switch (event.type) {
    case 'text':
      return event.part === 'reasoning'
        ? withReasoning(proposal, (proposal.reasoning?.text ?? '') + event.append)
        : { ...proposal, text: proposal.text + event.append };
    case 'finish':
      return {
        ...withReasoning(proposal, event.reasoning ?? ''),
        state,
        text: event.text,
        provenance: event.provenance,
      };
    case 'fail':
      // Half an answer is no candidate: it must not be there to be copied or accepted.
      return { ...withReasoning(proposal, ''), state, text: '', problem: event.problem };
    case 'go-stale':
      return { ...proposal, state, problem: event.problem };
    case 'accept':
    case 'reject':
    case 'take-back':
      return { ...proposal, state };
  }
}

function withReasoning(proposal: Proposal, text: string): Proposal {
  const { reasoning } = proposal;
  return reasoning === undefined ? proposal : { ...proposal, reasoning: { ...reasoning, text } };
}

function refusal(proposal: Proposal, event: ProposalEvent['type']): string {
  const done: Readonly<Record<ProposalState, string>> = {
    pending: t('The rewrite is still being written. Wait until it is there, or stop it.'),
    ready: t('The rewrite is already whole.'),
    accepted: t('The rewrite was accepted already.'),
    rejected: t('The rewrite was rejected already. Ask for a new one.'),
    stale:
      proposal.problem ?? t('The response has changed since this rewrite was asked for. Ask for a new one.'),
    failed: proposal.problem ?? t('The rewrite failed. Ask for a new one.'),
  };
  return t('Cannot {0}: {1}', event.replace('-', ' '), done[proposal.state]);
}

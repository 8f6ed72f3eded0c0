import type { Origin, ResponseId } from '../dataset/transcript.ts';

export type ProposalState = 'pending' | 'ready' | 'accepted' | 'rejected' | 'stale' | 'failed';

/** What a proposal would replace: one text of one response, as it stood when the proposal was asked for. */
export interface ProposalTarget {
  readonly response: ResponseId;
  readonly origin: Origin;
  readonly original: string;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Where a proposal came from; a proposal by hand has no model. */
export interface Provenance {
  readonly strategy: string;
  readonly model: string | null;
  readonly promptVersion: string | null;
  readonly passages: readonly string[];
  readonly instruction: string | null;
  readonly usage: Usage | null;
  /** US dollars; null when the price is unknown. */
  readonly costUsd: number | null;
  /** Ids of passages that stood before the model as a system prompt of the conversation; absent where none did. */
  readonly injected?: readonly string[] | undefined;
  /** The provider's id of the answer, and the hash of the request, where known. */
  readonly answerId?: string | null | undefined;
  readonly requestHash?: string | null | undefined;
}

/** A second text of a proposal: the reasoning that is rewritten together with the answer. */
export interface ProposalPart {
  readonly target: ProposalTarget;
  readonly text: string;
}

/** A candidate rewrite. `text` grows while it is pending and is never written to the dataset before an accept. */
export interface Proposal {
  readonly id: string;
  readonly target: ProposalTarget;
  readonly state: ProposalState;
  readonly text: string;
  /** Accepted together with `text`; absent where one text is rewritten. */
  readonly reasoning?: ProposalPart | undefined;
  /** Shared by the candidates that were asked for together; absent where a proposal came alone. */
  readonly ask?: string | undefined;
  /** What the curator should know although nothing went wrong, as a sentence. */
  readonly note?: string | undefined;
  readonly provenance: Provenance;
  /** What went wrong and what to do, when `failed` or `stale`. */
  readonly problem: string | null;
}

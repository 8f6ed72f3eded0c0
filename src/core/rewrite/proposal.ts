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
}

/** A candidate rewrite. `text` grows while it is pending and is never written to the dataset before an accept. */
export interface Proposal {
  readonly id: string;
  readonly target: ProposalTarget;
  readonly state: ProposalState;
  readonly text: string;
  readonly provenance: Provenance;
  /** What went wrong and what to do, when `failed` or `stale`. */
  readonly problem: string | null;
}

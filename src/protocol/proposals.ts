import type { Assessment, FindingCode } from '../core/assess/assessment.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { CheckName } from '../core/rewrite/checks/check.ts';
import type { PartName } from '../core/rewrite/mixture.ts';
import type { ProposalState, Usage } from '../core/rewrite/proposal.ts';

/** A stretch of text that both texts have, or only the new one, or only the old one. */
export interface DiffPartView {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** A stretch that both texts have, or a change that can be taken or left on its own. */
export type SentenceView =
  | { readonly kind: 'same'; readonly text: string }
  | {
      readonly kind: 'change';
      /** Counts the changes of one text from 0; what `take-change` names. */
      readonly index: number;
      /** What the original has here; empty for an addition. */
      readonly before: string;
      readonly words: readonly DiffPartView[];
      readonly taken: boolean;
    };

/** One of the texts that a proposal would replace. */
export interface ProposalPartView {
  readonly name: PartName;
  /** What an accept would write: the rewrite as far as its changes are taken; what has come of it while pending. */
  readonly text: string;
  /** The difference from the original; empty while pending. */
  readonly sentences: readonly SentenceView[];
}

/** What a check says of a proposal. */
export interface CheckView {
  readonly name: CheckName;
  readonly part: PartName;
  readonly title: string;
  readonly verdict: 'pass' | 'warn' | 'fail';
  readonly message: string;
}

/** A finding of the rubric that a proposal does away with, or that it would bring. */
export interface FindingChangeView {
  readonly code: FindingCode;
  readonly title: string;
  readonly message: string;
  readonly merit: boolean;
}

export interface ProposalView {
  readonly id: string;
  /** Shared by the candidates that were asked for together; null for one that came alone. */
  readonly ask: string | null;
  readonly response: ResponseId;
  readonly state: ProposalState;
  /** One text, or the reasoning and the answer. */
  readonly parts: readonly ProposalPartView[];
  /** What the rubric says of the record with the proposal in place; null while pending. */
  readonly assessment: Pick<Assessment, 'stakes' | 'holder' | 'reasoning' | 'conduct' | 'flag'> | null;
  readonly fixes: readonly FindingChangeView[];
  readonly brings: readonly FindingChangeView[];
  /** The failed ones first; empty while pending. */
  readonly checks: readonly CheckView[];
  readonly model: string | null;
  /** What was done, in words: the strategy's title. */
  readonly strategy: string;
  readonly promptVersion: string | null;
  /** Passages that stood before the model as a system prompt; 0 where none did. */
  readonly injected: number;
  readonly instruction: string | null;
  readonly usage: Usage | null;
  readonly costUsd: number | null;
  /** What the curator should know although nothing went wrong. */
  readonly note: string | null;
  readonly problem: string | null;
}

/** What the rewrites of the open record have cost, by the provider's own figures. */
export interface SpentView {
  readonly rewrites: number;
  /** US dollars of those whose price is known. */
  readonly usd: number;
  /** Rewrites whose price is not known. */
  readonly unpriced: number;
}

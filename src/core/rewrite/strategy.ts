import type { Finding } from '../assess/assessment.ts';
import type { RankedPassage } from '../constitution/constitution.ts';
import type { Response, Transcript } from '../dataset/transcript.ts';
import type { ProposalTarget } from './proposal.ts';

/** Everything a strategy knows of the response that it is asked to rewrite. */
export interface RewriteRequest {
  readonly transcript: Transcript;
  readonly response: Response;
  readonly target: ProposalTarget;
  /** The reasoning that is rewritten together with the target; absent or null where only the target is. */
  readonly reasoning?: ProposalTarget | null | undefined;
  /** Best first. */
  readonly passages: readonly RankedPassage[];
  /** Findings that are not dismissed. */
  readonly findings: readonly Finding[];
  /** The curator's own words for this attempt; null when there are none. */
  readonly instruction: string | null;
}

/** What is sent: `system` holds the instructions, `user` the data blocks. */
export interface RewritePrompt {
  readonly system: string;
  readonly user: string;
}

/** One way to rewrite a response. */
export interface Strategy {
  /** Stable name, written to the curation log: `deliberate`, … */
  readonly name: string;
  /** What a curator reads in menus. */
  readonly title: string;
  /** What it does, as one sentence for menus. */
  readonly summary: string;
  /** Changes with every change of the prompt's words: `deliberate/1`. */
  readonly promptVersion: string;
  /** Whether the strategy suits the findings, so that it is offered first. */
  suits(request: Pick<RewriteRequest, 'findings'> & Partial<Pick<RewriteRequest, 'instruction'>>): boolean;
  /** Whether the prompt asks for another conclusion where it finds the original's wrong; the checks need to know. */
  mayChangeConclusion(request: RewriteRequest): boolean;
  /** Texts put before the model as a system prompt of the conversation, of which the rewrite must show no trace. */
  injects(request: RewriteRequest): readonly string[];
  /** Pure: the same request gives the same prompt. */
  prompt(request: RewriteRequest): RewritePrompt;
}

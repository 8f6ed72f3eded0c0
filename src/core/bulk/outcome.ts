import { readRewrites } from '../rewrite/answer.ts';
import { type CheckAgainst, checkProposal, type PartResult } from '../rewrite/checks/checksFor.ts';
import type { Provenance } from '../rewrite/proposal.ts';
import type { RawAnswer } from './ask.ts';
import type { PlannedRewrite } from './plan.ts';

/** What an answer comes to for one response. */
export type BulkOutcome =
  | {
      readonly ok: true;
      readonly text: string;
      /** Null where only one text is rewritten. */
      readonly reasoning: string | null;
      readonly checks: readonly PartResult[];
      readonly provenance: Provenance;
    }
  /** The answer was paid but holds no rewrite. */
  | { readonly ok: false; readonly problem: string; readonly provenance: Provenance };

/** Reads an answer as the rewrite of a response and checks it. */
export function outcomeOf(
  planned: PlannedRewrite,
  answer: RawAnswer,
  against: Omit<CheckAgainst, 'strategy'>,
): BulkOutcome {
  const { request, strategy } = planned;
  const provenance = bulkProvenance(planned, answer);
  const reading = readRewrites(answer.text, request.target.original, request.reasoning?.original ?? null);
  if (!reading.ok) return { ok: false, problem: reading.problem, provenance };
  const checks = checkProposal(request, reading.text, reading.reasoning, { ...against, strategy });
  return { ok: true, text: reading.text, reasoning: reading.reasoning, checks, provenance };
}

/** Where a rewrite of a run came from; without an answer, where it was asked for. */
export function bulkProvenance(planned: PlannedRewrite, answer: RawAnswer | null): Provenance {
  const { request, strategy, prompt, requestHash } = planned;
  const passages = request.passages.map(({ passage }) => passage.id);
  return {
    strategy: strategy.name,
    model: answer?.model ?? prompt.model,
    promptVersion: strategy.promptVersion,
    passages,
    instruction: request.instruction,
    usage:
      answer === null
        ? null
        : { inputTokens: answer.usage.inputTokens, outputTokens: answer.usage.outputTokens },
    costUsd: answer?.costUsd ?? null,
    ...(strategy.injects(request).length > 0 ? { injected: passages } : {}),
    answerId: answer?.answerId ?? null,
    requestHash,
  };
}

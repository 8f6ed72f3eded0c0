import type { RewriteRequest, Strategy } from '../strategy.ts';
import type { Check, CheckName, CheckResult } from './check.ts';
import { distinct, type RewriteIndex } from './distinct.ts';
import { noCopying, noTrace } from './noCopying.ts';
import { runChecks } from './runChecks.ts';
import type { RunIndex } from './sharedRun.ts';

/** What the checks of a proposal compare it with, beside its request. */
export interface CheckAgainst {
  /** Null for a rewrite by hand. */
  readonly strategy: Strategy | null;
  /** The whole constitution. */
  readonly constitution: RunIndex;
  /** Other accepted rewrites of the dataset; null where none are known. */
  readonly accepted: RewriteIndex | null;
  /** The id of this record's own accepted rewrite in `accepted`. */
  readonly ownId: string | null;
  readonly describe: (id: string) => string;
}

/** A check's result with the text that it is about. */
export interface PartResult extends CheckResult {
  readonly part: 'answer' | 'reasoning';
}

/** What a thought need not do: it decides nothing by itself, and the answer gives the facts. */
const NOT_FOR_REASONING: ReadonlySet<CheckName> = new Set(['conclusion-kept', 'facts-kept', 'distinct']);

/** What all checks say of a proposal's text, and of its reasoning where that is rewritten too; the worst first. */
export function checkProposal(
  request: RewriteRequest,
  text: string,
  reasoning: string | null,
  against: CheckAgainst,
): readonly PartResult[] {
  const conclusionMayChange = against.strategy?.mayChangeConclusion(request) ?? false;
  const more: Check[] = [noCopying(against.constitution)];
  const injected = against.strategy?.injects(request) ?? [];
  if (injected.length > 0) more.push(noTrace(injected));
  if (against.accepted !== null) more.push(distinct(against.accepted, against.ownId, against.describe));
  const results: PartResult[] = runChecks({ request, text, conclusionMayChange }, more).map((result) => ({
    ...result,
    part: 'answer',
  }));
  if (reasoning !== null && request.reasoning != null) {
    const thought = { ...request, target: request.reasoning, reasoning: null };
    results.push(
      ...runChecks({ request: thought, text: reasoning, conclusionMayChange }, more)
        .filter(({ name }) => !NOT_FOR_REASONING.has(name))
        .map((result) => ({ ...result, part: 'reasoning' as const })),
    );
  }
  return worstFirst(results);
}

const ORDER = { fail: 0, warn: 1, pass: 2 } as const;

/** Failed checks, then those that ask to be looked at; the order among equals stays. */
export function worstFirst<T extends Pick<CheckResult, 'verdict'>>(results: readonly T[]): readonly T[] {
  return [...results].sort((a, b) => ORDER[a.verdict] - ORDER[b.verdict]);
}

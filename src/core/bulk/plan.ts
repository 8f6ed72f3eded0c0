import type { Finding } from '../assess/assessment.ts';
import type { RankedPassage } from '../constitution/constitution.ts';
import type { Response, ResponseId, Transcript } from '../dataset/transcript.ts';
import { instruct } from '../rewrite/prompts/instruct.ts';
import { suggestStrategy } from '../rewrite/strategies.ts';
import type { RewriteRequest, Strategy } from '../rewrite/strategy.ts';
import { type RewriteSegment, targetsOf } from '../rewrite/targets.ts';
import { askKey, type BulkAsk, type BulkPrompt, type Effort, requestHash } from './ask.ts';
import { estimateOutput, estimatePrompt, type PriceOf, type TokenEstimate, worstUsage } from './estimate.ts';

/** What a curator chose for a run. */
export interface BulkOptions {
  /** Null for the one that suits the findings of each response. */
  readonly strategy: Strategy | null;
  readonly instruction: string | null;
  readonly segment: RewriteSegment;
  /** 1 to 4 of each response. */
  readonly candidates: number;
  readonly model: string;
  readonly maxTokens: number;
  readonly effort: Effort | null;
}

/** A response that a run may rewrite, with what a strategy is told of it. */
export interface BulkSubject {
  readonly transcript: Transcript;
  readonly response: Response;
  /** Findings that are not dismissed. */
  readonly findings: readonly Finding[];
  /** Asked for only where the response is rewritten. */
  readonly passages: () => readonly RankedPassage[];
}

/** One response's part in a run. */
export interface PlannedRewrite {
  readonly response: ResponseId;
  readonly request: RewriteRequest;
  readonly strategy: Strategy;
  readonly prompt: BulkPrompt;
  readonly requestHash: string;
  /** One for each candidate. */
  readonly asks: readonly BulkAsk[];
  readonly input: TokenEstimate;
  /** Expected of each ask. */
  readonly outputTokens: number;
  /** Expected cost of each ask, US dollars; null when the price is not known. */
  readonly estimateUsd: number | null;
  /** What the curator should know, as a sentence. */
  readonly note: string | null;
}

export type PlanReading =
  | { readonly ok: true; readonly planned: PlannedRewrite }
  /** `reason` is a sentence that says why there is nothing to rewrite. */
  | { readonly ok: false; readonly reason: string };

/**
 * What a run asks for one response; the same record and options always give the same request.
 * @param counted the provider's count of the prompt, where it was asked for.
 */
export function planRewrite(
  subject: BulkSubject,
  options: BulkOptions,
  priceOf: PriceOf,
  counted: TokenEstimate | null = null,
): PlanReading {
  const reading = targetsOf(subject.response, options.segment);
  if (!reading.ok) return { ok: false, reason: reading.problem };
  const { target, reasoning, note } = reading.targets;
  const { transcript, response, findings } = subject;
  const { instruction, model, maxTokens, effort } = options;
  const request: RewriteRequest = {
    transcript,
    response,
    target,
    reasoning,
    passages: subject.passages(),
    findings,
    instruction,
  };
  const strategy = options.strategy ?? (instruction === null ? suggestStrategy(request) : instruct);
  const prompt: BulkPrompt = { ...strategy.prompt(request), model, maxTokens, effort };
  const hash = requestHash(prompt);
  const input = counted ?? estimatePrompt(prompt);
  const outputTokens = estimateOutput(
    target.original.length + (reasoning?.original.length ?? 0),
    maxTokens,
    effort,
  );
  const worstUsd = priceOf(worstUsage(input, maxTokens));
  return {
    ok: true,
    planned: {
      response: response.id,
      request,
      strategy,
      prompt,
      requestHash: hash,
      asks: Array.from({ length: options.candidates }, (_, index) => ({
        key: askKey(hash, index + 1),
        prompt,
        worstUsd,
      })),
      input,
      outputTokens,
      estimateUsd: priceOf({ inputTokens: input.tokens, outputTokens, storedTokens: 0, reusedTokens: 0 }),
      note,
    },
  };
}

/** How much a run is: what a preview shows before anything is sent. */
export interface PlanTotals {
  /** Responses that are rewritten. */
  readonly responses: number;
  /** Requests that are sent: identical ones once, answered ones not again. */
  readonly asks: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Expected, US dollars; null when the price is not known. */
  readonly estimateUsd: number | null;
  /** The most that it can cost. */
  readonly worstUsd: number | null;
}

/** Adds plans up without keeping them. */
export class PlanSum {
  readonly #isOpen: (key: string) => boolean;
  readonly #seen = new Set<string>();
  #totals: PlanTotals = {
    responses: 0,
    asks: 0,
    inputTokens: 0,
    outputTokens: 0,
    estimateUsd: 0,
    worstUsd: 0,
  };

  /** @param isOpen whether an ask has to be sent, as `LedgerState.isOpen` says. */
  constructor(isOpen: (key: string) => boolean = () => true) {
    this.#isOpen = isOpen;
  }

  /** Takes a plan in and returns those of its asks that are to be sent and were not among earlier plans. */
  add(planned: PlannedRewrite): readonly BulkAsk[] {
    const fresh = planned.asks.filter(({ key }) => !this.#seen.has(key) && this.#isOpen(key));
    for (const { key } of planned.asks) this.#seen.add(key);
    const before = this.#totals;
    this.#totals = {
      responses: before.responses + 1,
      asks: before.asks + fresh.length,
      inputTokens: before.inputTokens + planned.input.tokens * fresh.length,
      outputTokens: before.outputTokens + planned.outputTokens * fresh.length,
      estimateUsd: plus(before.estimateUsd, planned.estimateUsd, fresh.length),
      worstUsd: plus(before.worstUsd, planned.asks[0]?.worstUsd ?? null, fresh.length),
    };
    return fresh;
  }

  get totals(): PlanTotals {
    return this.#totals;
  }
}

function plus(sum: number | null, each: number | null, count: number): number | null {
  return sum === null || (each === null && count > 0) ? null : sum + (each ?? 0) * count;
}

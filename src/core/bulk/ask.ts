import type { RewritePrompt } from '../rewrite/strategy.ts';
import { hashText } from '../text/hash.ts';

export type Effort = 'low' | 'medium' | 'high';

/** What is sent for one rewrite. */
export interface BulkPrompt extends RewritePrompt {
  readonly model: string;
  readonly maxTokens: number;
  readonly effort: Effort | null;
}

/** One request to a model; identical requests have the same key and are asked once. */
export interface BulkAsk {
  /** From `askKey`. */
  readonly key: string;
  readonly prompt: BulkPrompt;
  /** The most that it can cost in the mode of the run, US dollars; null when the price is not known. */
  readonly worstUsd: number | null;
}

/** Tokens of an answer as the provider counted them; `inputTokens` is all of the prompt, what was stored included. */
export interface BulkUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly storedTokens: number;
  readonly reusedTokens: number;
}

/** An answer as it came, not yet read as a rewrite. */
export interface RawAnswer {
  readonly text: string;
  readonly model: string;
  readonly answerId: string | null;
  readonly usage: BulkUsage;
  /** US dollars; null when the price is not known. */
  readonly costUsd: number | null;
}

/** Why an ask has no answer. */
export interface AskFailure {
  /** A `ModelFault`, or `expired`, `canceled` and `missing` of a batch. */
  readonly fault: string;
  /** A sentence for the curator, without any key. */
  readonly problem: string;
  /** Whether asking again later may succeed. */
  readonly retryable: boolean;
  /** What it cost all the same; null when that is not known, and then the worst is counted. */
  readonly spentUsd: number | null;
}

/** The hash of a request, as provenance names it. */
export function requestHash(prompt: BulkPrompt): string {
  const { system, user, model, maxTokens, effort } = prompt;
  return hashText(JSON.stringify([system, user, model, maxTokens, effort]));
}

/** Names one of the candidates, from 1, that a request is asked for. */
export function askKey(hash: string, candidate: number): string {
  return `${hash}-${candidate}`;
}

/** The hash of the request that an ask is a candidate of. */
export function requestOf(key: string): string {
  return key.replace(/-\d+$/, '');
}

/** The name of an ask within a batch, by which its result is found again; the run tells our batches from others. */
export function customId(run: string, key: string): string {
  return `${run}-${key}`;
}

/** The key in a `custom_id` of this run; null for any other. */
export function keyOfCustomId(run: string, id: string): string | null {
  const key = id.startsWith(`${run}-`) ? id.slice(run.length + 1) : '';
  return /^[0-9a-f]{16}-\d{1,2}$/.test(key) ? key : null;
}

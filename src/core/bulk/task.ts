import { estimateTokens } from '../judge/estimate.ts';
import type { RewritePrompt } from '../rewrite/strategy.ts';
import { hashText } from '../text/hash.ts';

/** With what a model is asked. */
export interface AskSettings {
  readonly model: string;
  readonly maxTokens: number;
  readonly effort: 'low' | 'medium' | 'high' | null;
}

/** One request of a bulk run: all that is needed to send it. */
export interface BulkTask extends AskSettings {
  /** Its hash, by which the ledger knows it. */
  readonly request: string;
  readonly prompt: RewritePrompt;
  /** By `estimateTokens`. */
  readonly inputTokens: number;
  /** More than the prompt can have: a token has at least one byte. */
  readonly mostInputTokens: number;
}

/**
 * The hash by which an answer to a request is found again. Candidates of one response are asked for with the same words, so
 * the second, third, … have a hash of their own.
 * @param candidate from 0.
 */
export function requestHash(prompt: RewritePrompt, settings: AskSettings, candidate = 0): string {
  const { model, maxTokens, effort } = settings;
  const parts = [prompt.system, prompt.user, model, maxTokens, effort];
  return hashText(JSON.stringify(candidate === 0 ? parts : [...parts, candidate]));
}

/** Bytes of a request beside its two texts, at most. */
const FRAME = 1_000;

/** The requests for so many candidates of one rewrite. */
export function bulkTasks(
  prompt: RewritePrompt,
  settings: AskSettings,
  candidates: number,
): readonly BulkTask[] {
  const { model, maxTokens, effort } = settings;
  const inputTokens = estimateTokens(prompt.system) + estimateTokens(prompt.user);
  const mostInputTokens = bytesOf(prompt.system) + bytesOf(prompt.user) + FRAME;
  return Array.from({ length: candidates }, (_, i) => ({
    request: requestHash(prompt, settings, i),
    prompt,
    inputTokens,
    mostInputTokens,
    model,
    maxTokens,
    effort,
  }));
}

/** Bytes of a text in UTF-8, at most. */
function bytesOf(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) bytes += code > 0x7ff ? 2 : 1;
  }
  return bytes;
}

import type { JudgeEstimate } from '../core/judge/estimate.ts';
import { sharedCostUsd } from './models.ts';

/** A provider stores no prompt shorter than this; smaller models than the largest want more, so this is on the safe side. */
const LEAST_STORED_TOKENS = 4_096;

/**
 * What judging these responses is expected to cost, in US dollars: the first request stores what all share, the others
 * reuse it. Null when the model's price is not known.
 */
export function judgingCostUsd(model: string, estimate: JudgeEstimate): number | null {
  const { responses, prefixTokens, inputTokens, outputTokens } = estimate;
  if (responses === 0) return 0;
  const each = {
    inputTokens: prefixTokens + inputTokens / responses,
    outputTokens: outputTokens / responses,
    storedTokens: 0,
    reusedTokens: 0,
  };
  const stored = prefixTokens >= LEAST_STORED_TOKENS ? prefixTokens : 0;
  const first = sharedCostUsd(model, { ...each, storedTokens: stored });
  const other = sharedCostUsd(model, { ...each, reusedTokens: stored });
  return first === null || other === null ? null : first + (responses - 1) * other;
}

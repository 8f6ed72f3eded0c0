import { type Agreement, agreement } from './agreement.ts';

/** A response's score by an assessor, and whether the curator would send it back. */
export interface Scored {
  readonly curator: boolean;
  /** 0 to 1, higher for worse. */
  readonly score: number;
}

export interface SuggestedThreshold {
  /** Flag from this score on. */
  readonly threshold: number;
  readonly agreement: Agreement;
}

/** Fewer verdicts of either kind say more about chance than about the curator. */
export const LEAST_OF_EACH = 5;
const LEAST = 20;

/**
 * The threshold at which flags would agree best with the curator (by F1; among equals the one that flags less); null
 * where there are too few verdicts to tell. It lies midway between two scores that occur.
 */
export function suggestThreshold(scored: readonly Scored[]): SuggestedThreshold | null {
  const flagged = scored.filter(({ curator }) => curator).length;
  if (scored.length < LEAST || flagged < LEAST_OF_EACH || scored.length - flagged < LEAST_OF_EACH)
    return null;
  const descending = [...scored].sort((a, b) => b.score - a.score);
  let best = { f1: -1, threshold: 1 };
  let hits = 0;
  for (const [index, { curator, score }] of descending.entries()) {
    if (curator) hits++;
    const next = descending[index + 1]?.score ?? 0;
    // Equal scores are flagged together or not at all.
    if (next === score) continue;
    const f1 = (2 * hits) / (index + 1 + flagged);
    if (f1 > best.f1) best = { f1, threshold: (score + next) / 2 };
  }
  return {
    threshold: best.threshold,
    agreement: agreement(
      scored.map(({ curator, score }) => ({ curator, assessor: score >= best.threshold })),
    ),
  };
}

import type { PaidAnswer } from './cost.ts';

/** An answer, and which record's response it was for. */
export interface PaidForRecord extends PaidAnswer {
  readonly record: string;
  readonly response: string;
}

/** Answers by their datasets' URIs, the dataset that was paid for last at the end. */
export type PaidByDataset = Readonly<Record<string, readonly PaidForRecord[]>>;

/**
 * What was paid with one more answer.
 * @param most answers that are remembered in all; those of the datasets that nothing was paid for longest go first.
 */
export function withPaid(
  known: PaidByDataset,
  dataset: string,
  answer: PaidForRecord,
  most: number,
): PaidByDataset {
  const { [dataset]: own = [], ...others } = known;
  const all = Object.entries({ ...others, [dataset]: [...own, answer] });
  let over = all.reduce((sum, [, answers]) => sum + answers.length, 0) - most;
  const kept = all.map(([uri, answers]) => {
    const left = answers.slice(Math.max(0, over));
    over -= answers.length - left.length;
    return [uri, left] as const;
  });
  return Object.fromEntries(kept.filter(([, answers]) => answers.length > 0));
}

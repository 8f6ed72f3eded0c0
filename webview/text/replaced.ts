import type { DiffPartView } from '../../src/protocol/proposals.ts';

/** Below this share of the original a difference is two texts in one, and reading the new one alone is easier. */
const KEPT_SHARE = 0.35;

/** Whether a rewrite replaces most of a text, by characters of the original. */
export function isReplaced(diff: readonly DiffPartView[]): boolean {
  let [kept, removed] = [0, 0];
  for (const { kind, text } of diff) {
    if (kind === 'same') kept += text.length;
    else if (kind === 'removed') removed += text.length;
  }
  return removed > 0 && kept < KEPT_SHARE * (kept + removed);
}

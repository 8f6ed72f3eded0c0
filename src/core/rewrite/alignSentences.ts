import { wordsOf } from './checks/words.ts';

/** Sentences of the original and those of the rewrite that stand for them; either may be none. */
export interface SentencePair {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Two sentences with a smaller share of their words in common are two sentences, and not one that was changed. */
const ALIKE = 0.3;
/** Pairs of sentences that are compared at most. */
const MOST_PAIRS = 2_500;

/**
 * Parts a stretch in which everything changed into changes that can be taken on their own: a sentence and what became of it,
 * a sentence that came, a sentence that went. Of a stretch with nothing in common the first new sentence stands for the old
 * ones, and the others came; a stretch that is too long for that stays one change.
 */
export function alignSentences(before: readonly string[], after: readonly string[]): readonly SentencePair[] {
  if (before.length === 0) return after.map((sentence) => ({ before: [], after: [sentence] }));
  if (after.length === 0) return before.map((sentence) => ({ before: [sentence], after: [] }));
  if (before.length * after.length > MOST_PAIRS) return [{ before, after }];
  const matches = bestMatches(before, after);
  if (matches.length === 0)
    return [{ before, after: after.slice(0, 1) }, ...alignSentences([], after.slice(1))];
  const pairs: SentencePair[] = [];
  let [from, to] = [0, 0];
  for (const [old, now] of [...matches, [before.length, after.length] as const]) {
    const [went, came] = [before.slice(from, old), after.slice(to, now)];
    if (went.length + came.length > 0) pairs.push(...alignSentences(went, came));
    if (old < before.length)
      pairs.push({ before: before.slice(old, old + 1), after: after.slice(now, now + 1) });
    [from, to] = [old + 1, now + 1];
  }
  return pairs;
}

/** The pairs of alike sentences, in the order of both texts, that are most alike together. */
function bestMatches(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [old: number, now: number])[] {
  const words = (sentence: string) => new Set(wordsOf(sentence).map(({ text }) => text));
  const [olds, nows] = [before.map(words), after.map(words)];
  const width = after.length + 1;
  const best = new Float64Array((before.length + 1) * width);
  const score = (old: number, now: number) => {
    const share = likeness(olds[old] ?? new Set(), nows[now] ?? new Set());
    return share >= ALIKE ? share : 0;
  };
  const scores = olds.map((_, old) => nows.map((__, now) => score(old, now)));
  const at = (old: number, now: number) => best[old * width + now] ?? 0;
  for (let old = before.length - 1; old >= 0; old--) {
    for (let now = after.length - 1; now >= 0; now--) {
      const paired = (scores[old]?.[now] ?? 0) + at(old + 1, now + 1);
      best[old * width + now] = Math.max(at(old + 1, now), at(old, now + 1), paired);
    }
  }
  const matches: (readonly [number, number])[] = [];
  for (let old = 0, now = 0; old < before.length && now < after.length; ) {
    const own = scores[old]?.[now] ?? 0;
    if (own > 0 && at(old, now) === own + at(old + 1, now + 1)) matches.push([old++, now++]);
    else if (at(old, now) === at(old + 1, now)) old++;
    else now++;
  }
  return matches;
}

/** The share of their words that two sentences have in common, 0 to 1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared++;
  return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}

import type { Constitution, Passage } from './constitution.ts';
import { normaliseText } from './plainText.ts';

/**
 * What became of a cited passage in another edition: `same` words (perhaps under another heading, so with another
 * id), `changed` words that are still clearly that passage, or `gone`. Where two passages have an equal claim, the
 * answer is `gone`: a citation is never moved by a guess.
 */
export type CitationFate =
  | { readonly kind: 'same'; readonly id: string }
  | { readonly kind: 'changed'; readonly id: string }
  | { readonly kind: 'gone' };

/** Share of word pairs two passages must have in common to be versions of one text. */
const ALIKE = 0.5;
/** Share of an old passage's word pairs that a longer new one must hold to have taken it in. */
const TAKEN_IN = 0.85;
/** How far the best claim must be ahead of the next. */
const MARGIN = 0.1;
/** A text of fewer word pairs is too short to be recognised in another. */
const FEWEST_PAIRS = 6;

function wordPairs(normalised: string): ReadonlyMap<string, number> {
  const words = normalised.match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = new Map<string, number>();
  for (let i = 1; i < words.length; i++) {
    const pair = `${words[i - 1]} ${words[i]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function total(pairs: ReadonlyMap<string, number>): number {
  return [...pairs.values()].reduce((sum, n) => sum + n, 0);
}

interface Claim {
  readonly at: number;
  readonly likeness: number;
  readonly takenIn: boolean;
}

/** Says for every passage id of `old` what became of it in `next`, by the passages' words alone. */
export function mapCitations(old: Constitution, next: Constitution): ReadonlyMap<string, CitationFate> {
  const oldTexts = old.passages.map((passage) => normaliseText(passage.text));
  const nextTexts = next.passages.map((passage) => normaliseText(passage.text));
  const places = new Map<string, number[]>();
  nextTexts.forEach((text, at) => {
    places.set(text, [...(places.get(text) ?? []), at]);
  });
  const fates = new Map<string, CitationFate>();
  const spoken = new Set(oldTexts);
  const pairsOfNext = nextTexts.map((text) => (spoken.has(text) ? null : wordPairs(text)));
  const holders = new Map<string, number[]>();
  pairsOfNext.forEach((pairs, at) => {
    for (const pair of pairs?.keys() ?? []) {
      const known = holders.get(pair);
      if (known === undefined) {
        holders.set(pair, [at]);
      } else {
        known.push(at);
      }
    }
  });

  const claims = new Map<number, { passage: Passage; claim: Claim }[]>();
  old.passages.forEach((passage, i) => {
    const text = oldTexts[i] ?? '';
    const exact = (places.get(text) ?? []).flatMap((at) => next.passages[at] ?? []);
    const same = sameWords(passage, exact);
    fates.set(passage.id, same === null ? { kind: 'gone' } : { kind: 'same', id: same.id });
    const claim = exact.length > 0 ? null : bestClaim(wordPairs(text), pairsOfNext, holders);
    if (claim !== null) {
      claims.set(claim.at, [...(claims.get(claim.at) ?? []), { passage, claim }]);
    }
  });
  for (const [at, claimants] of claims) {
    const id = next.passages[at]?.id ?? '';
    const ranked = claimants
      .filter(({ claim }) => !claim.takenIn)
      .sort((a, b) => b.claim.likeness - a.claim.likeness);
    const [first, second] = ranked;
    for (const { passage, claim } of claimants) {
      const isClear = second === undefined || (first?.claim.likeness ?? 0) - second.claim.likeness >= MARGIN;
      // Several old passages may have gone into one new one whole; only one can have been rewritten into it.
      if (claim.takenIn || (passage === first?.passage && isClear)) {
        fates.set(passage.id, { kind: 'changed', id });
      }
    }
  }
  return fates;
}

function sameWords(passage: Passage, exact: readonly Passage[]): Passage | null {
  if (exact.length <= 1) {
    return exact[0] ?? null;
  }
  const byId = exact.find((candidate) => candidate.id === passage.id);
  const inSection = exact.filter((candidate) => candidate.section === passage.section);
  return byId ?? (inSection.length === 1 ? (inSection[0] ?? null) : null);
}

function bestClaim(
  pairs: ReadonlyMap<string, number>,
  pairsOfNext: readonly (ReadonlyMap<string, number> | null)[],
  holders: ReadonlyMap<string, readonly number[]>,
): Claim | null {
  const size = total(pairs);
  if (size < FEWEST_PAIRS) {
    return null;
  }
  const common = new Map<number, number>();
  for (const [pair, n] of pairs) {
    for (const at of holders.get(pair) ?? []) {
      common.set(at, (common.get(at) ?? 0) + Math.min(n, pairsOfNext[at]?.get(pair) ?? 0));
    }
  }
  const ranked = [...common]
    .map(([at, n]) => {
      const other = total(pairsOfNext[at] ?? new Map());
      const alike = (2 * n) / (size + other);
      const takenIn = n / size >= TAKEN_IN && other > size;
      return { at, likeness: takenIn ? Math.max(alike, n / size) : alike, takenIn };
    })
    .filter((claim) => claim.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness || a.at - b.at);
  const [first, second] = ranked;
  return first === undefined || (second !== undefined && first.likeness - second.likeness < MARGIN)
    ? null
    : first;
}

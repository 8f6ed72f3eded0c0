/** What several raters said of one item, by rater. Items that fewer than two rated say nothing of agreement. */
export type Ratings = ReadonlyMap<string, string>;

/** How far several raters agree; each figure is null where it is not defined. */
export interface RaterAgreement {
  readonly raters: readonly string[];
  /** Items that two or more rated. */
  readonly items: number;
  /** Share of the pairs of ratings of one item that are the same, 0 to 1. */
  readonly raw: number | null;
  /** Cohen's kappa of each two raters over the items that both rated. */
  readonly cohen: readonly {
    readonly raters: readonly [string, string];
    readonly items: number;
    readonly kappa: number | null;
  }[];
  /** Fleiss' kappa, over however many rated each item. */
  readonly fleiss: number | null;
  /** Krippendorff's alpha for nominal data. */
  readonly alpha: number | null;
}

/** Agreement beyond chance: 1 is perfect, 0 what chance gives. Null where chance alone would agree wholly. */
function beyondChance(observed: number, expected: number): number | null {
  return 1 - expected < 1e-12 ? null : (observed - expected) / (1 - expected);
}

export function raterAgreement(all: readonly Ratings[]): RaterAgreement {
  const items = all.filter((ratings) => ratings.size >= 2);
  const raters = [...new Set(items.flatMap((ratings) => [...ratings.keys()]))].sort();
  const pairs = raters.flatMap((a, i) => raters.slice(i + 1).map((b) => [a, b] as const));
  return {
    raters,
    items: items.length,
    raw: rawAgreement(items),
    cohen: pairs.flatMap(([a, b]) => {
      const both = items.filter((ratings) => ratings.has(a) && ratings.has(b));
      return both.length === 0
        ? []
        : [{ raters: [a, b] as const, items: both.length, kappa: cohen(both, a, b) }];
    }),
    fleiss: fleiss(items),
    alpha: krippendorff(items),
  };
}

function rawAgreement(items: readonly Ratings[]): number | null {
  let same = 0;
  let pairs = 0;
  for (const ratings of items) {
    const n = ratings.size;
    pairs += (n * (n - 1)) / 2;
    for (const count of tally(ratings.values()).values()) same += (count * (count - 1)) / 2;
  }
  return pairs === 0 ? null : same / pairs;
}

function cohen(items: readonly Ratings[], a: string, b: string): number | null {
  const said = (rater: string) => items.map((ratings) => ratings.get(rater) as string);
  const [ofA, ofB] = [said(a), said(b)];
  const n = items.length;
  const observed = ofA.filter((value, i) => value === ofB[i]).length / n;
  const [countA, countB] = [tally(ofA), tally(ofB)];
  let expected = 0;
  for (const [value, count] of countA) expected += (count / n) * ((countB.get(value) ?? 0) / n);
  return beyondChance(observed, expected);
}

/** Items may have different numbers of raters: each counts with the agreement among its own. */
function fleiss(items: readonly Ratings[]): number | null {
  if (items.length === 0) return null;
  const counts = items.map((ratings) => tally(ratings.values()));
  let observed = 0;
  counts.forEach((count, i) => {
    const n = items[i]?.size ?? 0;
    observed += [...count.values()].reduce((sum, k) => sum + k * (k - 1), 0) / (n * (n - 1)) / items.length;
  });
  const totals = tally(items.flatMap((ratings) => [...ratings.values()]));
  const all = [...totals.values()].reduce((sum, k) => sum + k, 0);
  const expected = [...totals.values()].reduce((sum, k) => sum + (k / all) ** 2, 0);
  return beyondChance(observed, expected);
}

/** One minus observed over expected disagreement, of the matrix of coincidences. */
function krippendorff(items: readonly Ratings[]): number | null {
  const totals = tally(items.flatMap((ratings) => [...ratings.values()]));
  const n = [...totals.values()].reduce((sum, k) => sum + k, 0);
  let expected = n * n;
  for (const k of totals.values()) expected -= k * k;
  if (expected === 0) return null;
  let observed = 0;
  for (const ratings of items) {
    const m = ratings.size;
    const same = [...tally(ratings.values()).values()].reduce((sum, k) => sum + k * (k - 1), 0);
    observed += (m * (m - 1) - same) / (m - 1);
  }
  return 1 - ((n - 1) * observed) / expected;
}

function tally(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

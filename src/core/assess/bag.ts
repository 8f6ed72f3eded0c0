import type { Profile } from './profile.ts';
import type { Situation } from './situation.ts';
import { stemHash } from './wordHash.ts';

/**
 * A bag scores a text by its words alone, hashed into buckets: it knows what the lexicon has no class
 * for. Both say whether anything is at stake: `asked` from the user's words, `answered` from the answer's first ones and
 * their pairs.
 */
export const BAGS = {
  asked: { words: 400, pairs: false, of: (s: Situation): readonly Profile[] => [s.request, s.background] },
  answered: { words: 150, pairs: true, of: (s: Situation): readonly Profile[] => [s.answer] },
} as const;
export type BagName = keyof typeof BAGS;
export const BAG_NAMES = Object.keys(BAGS) as BagName[];

export const BUCKETS = 1 << 16;
const LEAST_WORDS = 4;

export interface BagWeights {
  readonly bias: number;
  /** Buckets that training saw more than once, ascending. */
  readonly buckets: readonly number[];
  /** The weight of each of them, in thousandths. */
  readonly weights: readonly number[];
}

export interface BagsWeights {
  /** A hash of one word: when it differs, words are hashed otherwise than in training. */
  readonly probe: number;
  readonly bags: Readonly<Record<string, BagWeights>>;
}

export const PROBE = stemHash('probing');

/** The last text that fell into a bucket: bytes, so that all of them stay at hand; they begin again after 255 texts. */
const stamps = new Uint8Array(BUCKETS);
let stamp = 0;
let found = new Int32Array(1024);

/**
 * The buckets that the texts of a bag fall into, each once, in the order of their first words. Linear in the words it
 * reads. The array is used again for the next text: `count` of its cells hold.
 * @param weights where they are given, buckets that weigh nothing are left out
 */
export function buckets(
  name: BagName,
  s: Situation,
  weights: BucketWeights | null = null,
): { readonly found: Int32Array; readonly count: number } {
  const { words, pairs, of } = BAGS[name];
  stamp++;
  if (stamp > 255) {
    stamps.fill(0);
    stamp = 1;
  }
  let count = 0;
  for (const { scan } of of(s)) {
    const n = Math.min(scan.count, words);
    const { stem } = scan;
    if (found.length < count + 2 * n) {
      const wider = new Int32Array(2 * (count + 2 * n));
      wider.set(found);
      found = wider;
    }
    for (let i = 0; i < n; i++) {
      const word = stem[i] as number;
      const bucket = (word ^ (word >>> 15)) & (BUCKETS - 1);
      if (weighs(weights, bucket) && stamps[bucket] !== stamp) {
        stamps[bucket] = stamp;
        found[count++] = bucket;
      }
      if (!pairs || i + 1 === n) continue;
      const pair = Math.imul(word, 31) + (stem[i + 1] as number);
      const second = (pair ^ (pair >>> 15)) & (BUCKETS - 1);
      if (!weighs(weights, second) || stamps[second] === stamp) continue;
      stamps[second] = stamp;
      found[count++] = second;
    }
  }
  return { found, count };
}

/** The weight of every bucket, and a bit for each that weighs something: so few that they stay at hand. */
interface BucketWeights {
  readonly weights: Int16Array;
  readonly some: Int32Array;
}

function weighs(weights: BucketWeights | null, bucket: number): boolean {
  return weights === null || (((weights.some[bucket >> 5] as number) >>> (bucket & 31)) & 1) === 1;
}

/** What one bucket weighs in a text with so many known ones: long texts must not shout. */
export function share(known: number): number {
  return 1 / Math.sqrt(Math.max(LEAST_WORDS, known));
}

export class Bags {
  private readonly bags = new Map<BagName, BucketWeights & { readonly bias: number }>();

  /** Throws when a bag is missing or words were hashed otherwise: they must be trained again. */
  constructor({ probe, bags }: BagsWeights) {
    if (probe !== PROBE) throw new Error('words are hashed otherwise than in training: run npm run train');
    for (const name of BAG_NAMES) {
      const bag = bags[name];
      if (!bag) throw new Error(`the weights lack the bag ${name}: run npm run train`);
      const weights = new Int16Array(BUCKETS);
      const some = new Int32Array(BUCKETS / 32);
      bag.buckets.forEach((bucket, k) => {
        const weight = bag.weights[k] ?? 0;
        weights[bucket] = weight;
        if (weight !== 0) some[bucket >> 5] = (some[bucket >> 5] as number) | (1 << (bucket & 31));
      });
      this.bags.set(name, { bias: bag.bias, weights, some });
    }
  }

  /** The logit of a bag. */
  score(name: BagName, s: Situation): number {
    const bag = this.bags.get(name) as BucketWeights & { readonly bias: number };
    const { bias, weights } = bag;
    let sum = 0;
    const { found, count } = buckets(name, s, bag);
    for (let k = 0; k < count; k++) sum += weights[found[k] as number] as number;
    return bias + (sum / 1000) * share(count);
  }
}

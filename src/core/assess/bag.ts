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

const stamps = new Int32Array(BUCKETS);
let stamp = 0;

/** Calls `each` once for every bucket that the texts of a bag fall into. Linear in the words it reads. */
export function buckets(name: BagName, s: Situation, each: (bucket: number) => void): void {
  const { words, pairs, of } = BAGS[name];
  stamp++;
  const see = (hash: number): void => {
    const bucket = (hash ^ (hash >>> 15)) & (BUCKETS - 1);
    if (stamps[bucket] === stamp) return;
    stamps[bucket] = stamp;
    each(bucket);
  };
  for (const { scan } of of(s)) {
    const n = Math.min(scan.count, words);
    for (let i = 0; i < n; i++) {
      const word = scan.stem[i] as number;
      see(word);
      if (pairs && i + 1 < n) see(Math.imul(word, 31) + (scan.stem[i + 1] as number));
    }
  }
}

/** What one bucket weighs in a text with so many known ones: long texts must not shout. */
export function share(known: number): number {
  return 1 / Math.sqrt(Math.max(LEAST_WORDS, known));
}

export class Bags {
  private readonly weights = new Map<BagName, { bias: number; weights: Int32Array }>();

  /** Throws when a bag is missing or words were hashed otherwise: they must be trained again. */
  constructor({ probe, bags }: BagsWeights) {
    if (probe !== PROBE) throw new Error('words are hashed otherwise than in training: run npm run train');
    for (const name of BAG_NAMES) {
      const bag = bags[name];
      if (!bag) throw new Error(`the weights lack the bag ${name}: run npm run train`);
      const weights = new Int32Array(BUCKETS);
      bag.buckets.forEach((bucket, k) => {
        weights[bucket] = bag.weights[k] ?? 0;
      });
      this.weights.set(name, { bias: bag.bias, weights });
    }
  }

  /** The logit of a bag. */
  score(name: BagName, s: Situation): number {
    const { bias, weights } = this.weights.get(name) as { bias: number; weights: Int32Array };
    let sum = 0;
    let known = 0;
    buckets(name, s, (bucket) => {
      const w = weights[bucket] as number;
      if (w === 0) return;
      sum += w;
      known++;
    });
    return bias + (sum / 1000) * share(known);
  }
}

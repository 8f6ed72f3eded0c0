import { FEATURE_NAMES, FEATURE_SETS, type FeatureSet } from './features.ts';
import { Trees, treeKey } from './trees.ts';

/**
 * A head is one yes-or-no question about a response, answered by a score (a logit): a regularised linear model over
 * standardised features and, for the questions that matter most, small boosted trees; where both exist their mean.
 */
export const HEADS = {
  request: { reads: 'request', trees: true },
  stakes: { reads: 'stakes', trees: true },
  assistantHolds: { reads: 'stakes', trees: false },
  bad: { reads: 'answer', trees: true },
  atLeastThin: { reads: 'answer', trees: false },
  atLeastAdequate: { reads: 'answer', trees: true },
  atLeastAdmirable: { reads: 'answer', trees: false },
  'unreasoned-refusal': { reads: 'answer', trees: false },
  'unreasoned-compliance': { reads: 'answer', trees: false },
  'verdict-without-why': { reads: 'answer', trees: false },
  'one-sided': { reads: 'answer', trees: false },
  moralizing: { reads: 'answer', trees: false },
  'rationalized-harm': { reads: 'answer', trees: false },
} as const satisfies Record<string, { readonly reads: FeatureSet; readonly trees: boolean }>;
export type Head = keyof typeof HEADS;
export const HEAD_NAMES = Object.keys(HEADS) as Head[];

/** What `scripts/train.ts` writes: plain numbers, keyed by the names of features. */
export interface HeadWeights {
  readonly bias: number;
  /** Feature name to weight a standard deviation. */
  readonly linear: Readonly<Record<string, number>>;
  readonly treeBias: number;
  /** One row a tree: the features of its questions (numbers of `features`), thresholds, leaves. */
  readonly trees: readonly (readonly number[])[];
}

/** How the scores that say whether anything is at stake are added up to one logit. */
export interface Blend {
  readonly bias: number;
  /** The head that reads request and answer; that of the request alone adds nothing to it. */
  readonly stakes: number;
  /** The bags' scores. */
  readonly asked: number;
  readonly answered: number;
}

export interface Weights {
  readonly blend: Blend;
  /** Names that the trees' numbers stand for. */
  readonly features: readonly string[];
  /** Feature name to mean and spread in training. */
  readonly scale: Readonly<Record<string, readonly [mean: number, spread: number]>>;
  readonly heads: Readonly<Record<string, HeadWeights>>;
  /** Probabilities above which a question counts as answered with yes; unnamed ones are one half. */
  readonly thresholds: Readonly<Record<string, number>>;
}

/** One feature's share in a head's linear score. */
export interface Contribution {
  readonly feature: string;
  readonly amount: number;
}

interface Compiled {
  /** The linear score of a vector of zeros. */
  readonly base: number;
  /** The weight of every feature; zero for those that the head does not read. */
  readonly weight: Float64Array;
  readonly treeBias: number;
  readonly trees: Trees;
}

export class Model {
  readonly thresholds: Readonly<Record<string, number>>;
  readonly blend: Blend;
  private readonly mean = new Float64Array(FEATURE_NAMES.length);
  private readonly inverse = new Float64Array(FEATURE_NAMES.length);
  /** What a value of zero is in standard deviations. */
  private readonly zero = new Float64Array(FEATURE_NAMES.length);
  private readonly heads = new Map<Head, Compiled>();

  /** Throws when the weights name a feature or lack a head that the program has: they must be trained again. */
  constructor(weights: Weights) {
    const at = new Map(FEATURE_NAMES.map((name, i) => [name, i] as const));
    const find = (name: string): number => {
      const i = at.get(name);
      if (i === undefined)
        throw new Error(`the weights name the feature ${name}, which does not exist: run npm run train`);
      return i;
    };
    this.thresholds = weights.thresholds;
    this.blend = weights.blend;
    for (const [name, [mean, spread]] of Object.entries(weights.scale)) {
      this.mean[find(name)] = mean;
      this.inverse[find(name)] = 1 / spread;
      this.zero[find(name)] = this.standard(find(name), 0);
    }
    const numbers = weights.features.map(find);
    for (const head of HEAD_NAMES) {
      const w = weights.heads[head];
      if (!w) throw new Error(`the weights lack the head ${head}: run npm run train`);
      const weight = new Float64Array(FEATURE_NAMES.length);
      let base = w.bias;
      for (const [name, x] of Object.entries(w.linear)) {
        const i = find(name);
        weight[i] = x;
        base += this.standard(i, 0) * x;
      }
      this.heads.set(head, { base, weight, treeBias: w.treeBias, trees: new Trees(w.trees, numbers) });
    }
  }

  /** What a feature is in standard deviations. */
  private standard(i: number, value: number): number {
    return clamp((value - (this.mean[i] as number)) * (this.inverse[i] as number));
  }

  /** The vector whose parts below hold; null before the first. */
  private vector: Float64Array | null = null;
  /** The features that are not zero, most of which are: so many of them, and by how much each moves from where zero is. */
  private present = 0;
  private readonly which = new Int32Array(FEATURE_NAMES.length);
  private readonly moved = new Float64Array(FEATURE_NAMES.length);
  private readonly keys = new Int32Array(FEATURE_NAMES.length);

  /**
   * Works out once what all heads need of a vector; to be called when one that was read before has changed.
   * @param from the first feature that is read: those before it are as they were at the last call
   * @param to the one after the last: heads that look at none of the others may be asked
   */
  read(values: Float64Array, from = 0, to = values.length): void {
    const { which, moved, keys, mean, inverse, zero } = this;
    let present = from === 0 ? 0 : this.present;
    for (let i = from; i < to; i++) {
      const value = values[i] as number;
      if (value === 0) {
        keys[i] = 0;
        continue;
      }
      const spread = inverse[i] as number;
      const middle = mean[i] as number;
      which[present] = i;
      moved[present] = clamp((value - middle) * spread) - (zero[i] as number);
      present++;
      keys[i] = treeKey(value);
    }
    this.present = present;
    this.vector = values;
  }

  /**
   * The logit of a head. The vector must not be changed while its heads are asked. Where only a logit between `low` and
   * `high` has to be exact, another is any number beyond the same end, which takes fewer trees to find.
   */
  score(
    head: Head,
    values: Float64Array,
    low = Number.NEGATIVE_INFINITY,
    high = Number.POSITIVE_INFINITY,
  ): number {
    const { base, weight, trees, treeBias } = this.heads.get(head) as Compiled;
    if (this.vector !== values) this.read(values);
    const { which, moved, present } = this;
    let linear = base;
    for (let k = 0; k < present; k++) linear += (moved[k] as number) * (weight[which[k] as number] as number);
    if (trees.count === 0) return linear;
    const rest = linear + treeBias;
    return (rest + trees.sum(this.keys, 2 * low - rest - MARGIN, 2 * high - rest + MARGIN)) / 2;
  }

  probability(head: Head, values: Float64Array): number {
    return sigmoid(this.score(head, values));
  }

  /** The probability above which a question counts as answered with yes. */
  threshold(head: Head): number {
    return this.thresholds[head] ?? 0.5;
  }

  /** Whether a head answers yes. */
  says(head: Head, values: Float64Array): boolean {
    const threshold = this.threshold(head);
    const edge = logit(threshold);
    return sigmoid(this.score(head, values, edge, edge)) >= threshold;
  }

  /** The features that moved a head's linear score most, strongest first. */
  contributions(head: Head, values: Float64Array, limit: number): Contribution[] {
    const { weight } = this.heads.get(head) as Compiled;
    return Array.from(weight, (w, i) => ({
      feature: FEATURE_NAMES[i] as string,
      amount: this.standard(i, values[i] as number) * w,
    }))
      .filter((c) => c.amount !== 0)
      .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
      .slice(0, limit);
  }
}

/** More than what rounding can take a logit across the number that it is compared with. */
const MARGIN = 1e-6;

/** What a probability is the sigmoid of. */
export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** Inputs far outside what was seen in training count as the edge of it. */
export function clamp(z: number): number {
  return z > 4 ? 4 : z < -4 ? -4 : z;
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** The numbers of the features that a head reads. */
export function inputs(head: Head): readonly number[] {
  return FEATURE_SETS[HEADS[head].reads];
}

import { FEATURE_NAMES, FEATURE_SETS, type FeatureSet } from './features.ts';

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

/** Depth of the trees: seven questions, eight leaves. */
export const TREE_DEPTH = 3;
const QUESTIONS = 2 ** TREE_DEPTH - 1;
const LEAVES = 2 ** TREE_DEPTH;

/** What `scripts/train.ts` writes: plain numbers, keyed by the names of features. */
export interface HeadWeights {
  readonly bias: number;
  /** Feature name to weight a standard deviation. */
  readonly linear: Readonly<Record<string, number>>;
  readonly treeBias: number;
  /** One row a tree: the features of its questions (numbers of `features`), thresholds, leaves. */
  readonly trees: readonly (readonly number[])[];
}

export interface Weights {
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
  readonly bias: number;
  readonly index: Int32Array;
  readonly weight: Float64Array;
  readonly treeBias: number;
  readonly ask: Int32Array;
  readonly threshold: Float64Array;
  readonly leaf: Float64Array;
  readonly trees: number;
}

export class Model {
  readonly thresholds: Readonly<Record<string, number>>;
  private readonly mean = new Float64Array(FEATURE_NAMES.length);
  private readonly inverse = new Float64Array(FEATURE_NAMES.length);
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
    for (const [name, [mean, spread]] of Object.entries(weights.scale)) {
      this.mean[find(name)] = mean;
      this.inverse[find(name)] = 1 / spread;
    }
    const numbers = weights.features.map(find);
    for (const head of HEAD_NAMES) {
      const w = weights.heads[head];
      if (!w) throw new Error(`the weights lack the head ${head}: run npm run train`);
      const linear = Object.entries(w.linear);
      const ask = new Int32Array(w.trees.length * QUESTIONS);
      const threshold = new Float64Array(w.trees.length * QUESTIONS);
      const leaf = new Float64Array(w.trees.length * LEAVES);
      w.trees.forEach((row, t) => {
        for (let q = 0; q < QUESTIONS; q++) {
          ask[t * QUESTIONS + q] = numbers[row[q] ?? 0] ?? 0;
          threshold[t * QUESTIONS + q] = row[QUESTIONS + q] ?? 0;
        }
        for (let k = 0; k < LEAVES; k++) leaf[t * LEAVES + k] = row[2 * QUESTIONS + k] ?? 0;
      });
      this.heads.set(head, {
        bias: w.bias,
        index: Int32Array.from(linear, ([name]) => find(name)),
        weight: Float64Array.from(linear, ([, x]) => x),
        treeBias: w.treeBias,
        ask,
        threshold,
        leaf,
        trees: w.trees.length,
      });
    }
  }

  private readonly standard = new Float64Array(FEATURE_NAMES.length);
  private standardOf: Float64Array | null = null;

  /** The features in standard deviations, worked out once for all heads that read the same features. */
  private standardised(values: Float64Array): Float64Array {
    const { standard, mean, inverse } = this;
    if (this.standardOf !== values) {
      for (let i = 0; i < values.length; i++)
        standard[i] = clamp(((values[i] as number) - (mean[i] as number)) * (inverse[i] as number));
      this.standardOf = values;
    }
    return standard;
  }

  /** The logit of a head. */
  score(head: Head, values: Float64Array): number {
    const h = this.heads.get(head) as Compiled;
    // The head of the request is asked alone, for most responses: what it does not read need not be worked out.
    const linear =
      head === 'request' && this.standardOf !== values
        ? this.linearAlone(h, values)
        : linearScore(h, this.standardised(values));
    return h.trees === 0 ? linear : (linear + treeScore(h, values)) / 2;
  }

  /** The same sum as `linearScore`, for one head. */
  private linearAlone({ bias, index, weight }: Compiled, values: Float64Array): number {
    const { mean, inverse } = this;
    let sum = bias;
    for (let k = 0; k < index.length; k++) {
      const i = index[k] as number;
      const z = clamp(((values[i] as number) - (mean[i] as number)) * (inverse[i] as number));
      sum += z * (weight[k] as number);
    }
    return sum;
  }

  probability(head: Head, values: Float64Array): number {
    return sigmoid(this.score(head, values));
  }

  /** Whether a head answers yes. */
  says(head: Head, values: Float64Array): boolean {
    return this.probability(head, values) >= (this.thresholds[head] ?? 0.5);
  }

  /** The features that moved a head's linear score most, strongest first. */
  contributions(head: Head, values: Float64Array, limit: number): Contribution[] {
    const h = this.heads.get(head) as Compiled;
    const z = this.standardised(values);
    return Array.from(h.index, (i, k) => ({
      feature: FEATURE_NAMES[i] as string,
      amount: (z[i] as number) * (h.weight[k] as number),
    }))
      .filter((c) => c.amount !== 0)
      .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
      .slice(0, limit);
  }
}

function linearScore({ bias, index, weight }: Compiled, standard: Float64Array): number {
  let sum = bias;
  for (let k = 0; k < index.length; k++)
    sum += (standard[index[k] as number] as number) * (weight[k] as number);
  return sum;
}

/** Which way a tree goes is as good as random to a processor, so the answers are added up and not branched on. */
function treeScore({ treeBias, trees, ask, threshold, leaf }: Compiled, values: Float64Array): number {
  let sum = treeBias;
  for (let t = 0; t < trees; t++) {
    const base = t * QUESTIONS;
    let node = 1 + +((values[ask[base] as number] as number) > (threshold[base] as number));
    let at = base + node;
    node = node * 2 + 1 + +((values[ask[at] as number] as number) > (threshold[at] as number));
    at = base + node;
    node = node * 2 + 1 + +((values[ask[at] as number] as number) > (threshold[at] as number));
    sum += leaf[t * LEAVES + node - QUESTIONS] as number;
  }
  return sum;
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

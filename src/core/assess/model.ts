import { FEATURE_NAMES } from './features.ts';
import type { Situation } from './situation.ts';
import { HashTable, stemHash } from './wordHash.ts';

/**
 * Linear models over the features of a response and over single words of the request and the answer. A head is one
 * question with a yes or no; all heads read the same inputs.
 */
export const HEADS = [
  'stakes',
  'assistantHolds',
  'atLeastThin',
  'atLeastAdequate',
  'atLeastAdmirable',
  'bad',
  'flag',
  'unreasoned-refusal',
  'unreasoned-compliance',
  'verdict-without-why',
  'one-sided',
  'moralizing',
  'rationalized-harm',
] as const;
export type Head = (typeof HEADS)[number];

/** What `scripts/train.ts` writes. Words stand for their stems; weights are per head, in the order of `heads`. */
export interface Weights {
  readonly heads: readonly string[];
  readonly bias: readonly number[];
  /** Feature name to mean, spread, and a weight a head. */
  readonly features: Readonly<Record<string, readonly number[]>>;
  readonly requestWords: Readonly<Record<string, readonly number[]>>;
  readonly answerWords: Readonly<Record<string, readonly number[]>>;
}

/** One input's share in a head's score. */
export interface Contribution {
  readonly input: string;
  readonly amount: number;
}

export class LinearModel {
  private readonly heads: number;
  private readonly bias: Float64Array;
  private readonly mean: Float64Array;
  private readonly scale: Float64Array;
  private readonly weights: Float64Array;
  private readonly request: WordWeights;
  private readonly answer: WordWeights;

  constructor(weights: Weights) {
    const n = HEADS.length;
    const order = HEADS.map((h) => weights.heads.indexOf(h));
    if (order.includes(-1)) throw new Error('the weights file lacks a head of the model: run npm run train');
    const pick = (values: readonly number[], offset: number): number[] => order.map((i) => values[offset + i] ?? 0);
    this.heads = n;
    this.bias = Float64Array.from(pick(weights.bias, 0));
    this.mean = new Float64Array(FEATURE_NAMES.length);
    this.scale = new Float64Array(FEATURE_NAMES.length);
    this.weights = new Float64Array(FEATURE_NAMES.length * n);
    FEATURE_NAMES.forEach((name, i) => {
      const row = weights.features[name];
      if (!row) return;
      this.mean[i] = row[0] ?? 0;
      this.scale[i] = row[1] ? 1 / row[1] : 0;
      this.weights.set(pick(row, 2), i * n);
    });
    this.request = new WordWeights(weights.requestWords, n, (row) => pick(row, 0));
    this.answer = new WordWeights(weights.answerWords, n, (row) => pick(row, 0));
  }

  /** A logit for each head, in the order of `HEADS`. */
  score(values: Float64Array, s: Situation): Float64Array {
    const out = Float64Array.from(this.bias);
    const n = this.heads;
    for (let i = 0; i < values.length; i++) {
      const scale = this.scale[i] as number;
      if (scale === 0) continue;
      const z = clamp(((values[i] as number) - (this.mean[i] as number)) * scale);
      const row = i * n;
      for (let h = 0; h < n; h++) out[h] = (out[h] as number) + z * (this.weights[row + h] as number);
    }
    for (const stem of requestStems(s)) this.request.add(stem, out);
    for (const stem of s.answer.stems.keys()) this.answer.add(stem, out);
    return out;
  }

  /** The inputs that moved a head's score most, strongest first. */
  contributions(values: Float64Array, head: Head, limit: number): Contribution[] {
    const h = HEADS.indexOf(head);
    const all = FEATURE_NAMES.map((input, i) => ({
      input,
      amount:
        clamp(((values[i] as number) - (this.mean[i] as number)) * (this.scale[i] as number)) *
        (this.weights[i * this.heads + h] as number),
    }));
    return all
      .filter((c) => c.amount !== 0)
      .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
      .slice(0, limit);
  }
}

/** Inputs far outside what was seen in training count as the edge of it. */
export function clamp(z: number): number {
  return z > 4 ? 4 : z < -4 ? -4 : z;
}

/** Topic words of the request, and of what led to it. */
export function requestStems(s: Situation): Set<number> {
  const stems = new Set(s.request.stems.keys());
  for (const stem of s.background.stems.keys()) stems.add(stem);
  for (const stem of s.actions.stems.keys()) stems.add(stem);
  return stems;
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

class WordWeights {
  private readonly table: HashTable;
  private readonly rows: Float64Array;
  private readonly width: number;

  constructor(words: Readonly<Record<string, readonly number[]>>, width: number, pick: (row: readonly number[]) => number[]) {
    const entries = Object.entries(words);
    this.width = width;
    this.rows = new Float64Array(entries.length * width);
    this.table = new HashTable(
      entries.map(([word, row], i) => {
        this.rows.set(pick(row), i * width);
        return [stemHash(word), i] as const;
      }),
    );
  }

  add(stem: number, out: Float64Array): void {
    const i = this.table.get(stem);
    if (i < 0) return;
    const row = i * this.width;
    for (let h = 0; h < this.width; h++) out[h] = (out[h] as number) + (this.rows[row + h] as number);
  }
}

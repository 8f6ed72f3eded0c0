import { FEATURE_NAMES } from '../src/core/assess/features.ts';
import { clamp, HEADS, type Head, type Weights } from '../src/core/assess/model.ts';
import type { Example, Label } from './trainData.ts';

const LEVELS = ['n/a', 'absent', 'thin', 'adequate', 'admirable'];

/** The answer to a head's question for a label; null where the question does not arise. */
export function target(head: Head, label: Label): boolean | null {
  if (head === 'stakes') return label.stakes === 'some';
  if (head === 'flag') return label.flag;
  if (label.stakes !== 'some') return null;
  const level = LEVELS.indexOf(label.reasoning);
  switch (head) {
    case 'assistantHolds':
      return label.holder === 'assistant';
    case 'atLeastThin':
      return level >= 2;
    case 'atLeastAdequate':
      return level >= 3;
    case 'atLeastAdmirable':
      return level >= 4;
    case 'bad':
      return label.flag;
    default:
      return label.codes.includes(head);
  }
}

export interface TrainOptions {
  readonly denseL2: number;
  readonly wordL2: number;
  readonly minDocuments: number;
  readonly iterations: number;
}

export const DEFAULTS: TrainOptions = { denseL2: 12, wordL2: 6, minDocuments: 5, iterations: 160 };

interface Vocabulary {
  readonly index: Map<number, number>;
  readonly stems: number[];
}

function vocabulary(lists: readonly (readonly number[])[], min: number): Vocabulary {
  const seen = new Map<number, number>();
  for (const list of lists) for (const stem of list) seen.set(stem, (seen.get(stem) ?? 0) + 1);
  const stems = [...seen].filter(([, n]) => n >= min).map(([stem]) => stem);
  return { index: new Map(stems.map((s, i) => [s, i])), stems };
}

/** Which heads may look at single words; the rest would learn topics, not reasons. */
const REQUEST_WORDS: ReadonlySet<Head> = new Set<Head>(['stakes', 'assistantHolds', 'flag']);
const ANSWER_WORDS: ReadonlySet<Head> = new Set<Head>([
  'stakes',
  'flag',
  'bad',
  'atLeastThin',
  'atLeastAdequate',
  'atLeastAdmirable',
  'unreasoned-refusal',
  'unreasoned-compliance',
  'verdict-without-why',
  'moralizing',
  'rationalized-harm',
  'one-sided',
  'assistantHolds',
]);

/** Fits every head by regularised logistic regression; `wordOf` names stems in the file. */
export function fit(
  examples: readonly Example[],
  wordOf: (stem: number) => string,
  options: TrainOptions = DEFAULTS,
  seconds = true,
): Weights {
  const d = FEATURE_NAMES.length;
  const mean = new Float64Array(d);
  const spread = new Float64Array(d);
  for (const e of examples)
    for (let i = 0; i < d; i++) mean[i] = (mean[i] as number) + (e.dense[i] as number) / examples.length;
  for (const e of examples) {
    for (let i = 0; i < d; i++)
      spread[i] =
        (spread[i] as number) + ((e.dense[i] as number) - (mean[i] as number)) ** 2 / examples.length;
  }
  for (let i = 0; i < d; i++) spread[i] = Math.sqrt(spread[i] as number);
  const rows = examples.map((e) => {
    const row = new Float64Array(d);
    for (let i = 0; i < d; i++) {
      const s = spread[i] as number;
      row[i] = s > 1e-6 ? clamp(((e.dense[i] as number) - (mean[i] as number)) / Math.max(s, 0.02)) : 0;
    }
    return row;
  });
  const request = vocabulary(
    examples.map((e) => e.requestStems),
    options.minDocuments,
  );
  const answer = vocabulary(
    examples.map((e) => e.answerStems),
    options.minDocuments,
  );
  const requestRows = examples.map((e) =>
    e.requestStems.map((s) => request.index.get(s) ?? -1).filter((i) => i >= 0),
  );
  const answerRows = examples.map((e) =>
    e.answerStems.map((s) => answer.index.get(s) ?? -1).filter((i) => i >= 0),
  );

  const R = request.stems.length;
  const A = answer.stems.length;
  const bias: number[] = [];
  const out: Float64Array[] = [];
  for (const head of HEADS) {
    const chosen: { row: number; y: number; w: number }[] = [];
    examples.forEach((e, row) => {
      const labels = seconds && e.record.second ? [e.record.label, e.record.second] : [e.record.label];
      for (const label of labels) {
        const y = target(head, label);
        if (y !== null) chosen.push({ row, y: y ? 1 : 0, w: 1 / labels.length });
      }
    });
    const useR = REQUEST_WORDS.has(head);
    const useA = ANSWER_WORDS.has(head);
    const size = d + R + A + 1;
    const w = new Float64Array(size);
    const grad = new Float64Array(size);
    const velocity = new Float64Array(size);
    const look = new Float64Array(size);
    const l2 = (i: number): number => (i < d ? options.denseL2 : i < size - 1 ? options.wordL2 : 0);
    // A bound on the curvature keeps the step safe: words are sparse, features are standardised but many correlate.
    const weightSum = chosen.reduce((s, c) => s + c.w, 0);
    const step = 1 / (0.25 * weightSum * 40 + options.denseL2);
    for (let it = 0; it < options.iterations * 3; it++) {
      const momentum = it / (it + 3);
      for (let i = 0; i < size; i++) look[i] = (w[i] as number) + momentum * (velocity[i] as number);
      grad.fill(0);
      for (const c of chosen) {
        const row = rows[c.row] as Float64Array;
        let z = look[size - 1] as number;
        for (let i = 0; i < d; i++) z += (row[i] as number) * (look[i] as number);
        const rr = requestRows[c.row] as number[];
        const ar = answerRows[c.row] as number[];
        if (useR) for (const i of rr) z += look[d + i] as number;
        if (useA) for (const i of ar) z += look[d + R + i] as number;
        const g = (1 / (1 + Math.exp(-z)) - c.y) * c.w;
        for (let i = 0; i < d; i++) grad[i] = (grad[i] as number) + g * (row[i] as number);
        if (useR) for (const i of rr) grad[d + i] = (grad[d + i] as number) + g;
        if (useA) for (const i of ar) grad[d + R + i] = (grad[d + R + i] as number) + g;
        grad[size - 1] = (grad[size - 1] as number) + g;
      }
      for (let i = 0; i < size; i++) {
        const next = (look[i] as number) - step * ((grad[i] as number) + l2(i) * (look[i] as number));
        velocity[i] = next - (w[i] as number);
        w[i] = next;
      }
    }
    bias.push(w[size - 1] as number);
    out.push(w);
  }
  const round = (x: number): number => Number(x.toFixed(4));
  const featureRows: Record<string, number[]> = {};
  FEATURE_NAMES.forEach((name, i) => {
    if ((spread[i] as number) <= 1e-6) return;
    featureRows[name] = [
      round(mean[i] as number),
      round(Math.max(spread[i] as number, 0.02)),
      ...out.map((w) => round(w[i] as number)),
    ];
  });
  const words = (v: Vocabulary, offset: number): Record<string, number[]> => {
    const entries = v.stems.map(
      (stem, i) => [wordOf(stem), out.map((w) => round(w[offset + i] as number))] as const,
    );
    return Object.fromEntries(entries.sort((a, b) => (a[0] < b[0] ? -1 : 1)));
  };
  return {
    heads: [...HEADS],
    bias: bias.map(round),
    features: featureRows,
    requestWords: words(request, d),
    answerWords: words(answer, d + R),
  };
}

import { FAULT_CODES } from '../src/core/assess/assessment.ts';
import { FEATURE_NAMES } from '../src/core/assess/features.ts';
import {
  type Blend,
  HEAD_NAMES,
  HEADS,
  type Head,
  type HeadWeights,
  inputs,
  type Weights,
} from '../src/core/assess/model.ts';
import { type Example, type Label, toExample } from './trainData.ts';
import { fitLinear, scaleOf, standardise } from './trainLinear.ts';
import { fitTrees, TREE_DEFAULTS, type TreeOptions } from './trainTrees.ts';
import { variants } from './trainVariants.ts';

const LEVELS = ['n/a', 'absent', 'thin', 'adequate', 'admirable'];

/** The answer to a head's question for a label; null where the question does not arise. */
export function target(head: Head, label: Label): boolean | null {
  if (head === 'stakes' || head === 'request') return label.stakes === 'some';
  if (label.stakes !== 'some') return null;
  const level = LEVELS.indexOf(label.reasoning);
  switch (head) {
    case 'assistantHolds':
      return label.holder === 'assistant';
    case 'bad':
      return label.flag;
    case 'atLeastThin':
      return level >= 2;
    case 'atLeastAdequate':
      return level >= 3;
    case 'atLeastAdmirable':
      return level >= 4;
    default:
      return label.codes.includes(head);
  }
}

export interface ModelOptions {
  /** The penalty of the heads that decide a verdict, and of those that only name a fault. */
  readonly l2: { readonly verdict: number; readonly fault: number };
  readonly trees: TreeOptions;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly blend: Blend;
}

export const MODEL_DEFAULTS: ModelOptions = {
  l2: { verdict: 120, fault: 40 },
  trees: TREE_DEFAULTS,
  // Equal parts until `fitBlend` has found better ones.
  blend: { bias: 0, stakes: 1, asked: 0.3, answered: 0.4 },
  thresholds: { stakes: 0.6, bad: 0.32, moralizing: 0.4, 'one-sided': 0.4, 'rationalized-harm': 0.4 },
};

const VARIANTS_SEED = 5;
const FAULTS: ReadonlySet<string> = new Set(FAULT_CODES);

interface Row {
  readonly values: Float64Array;
  readonly y: number;
  readonly w: number;
}

/** Fits every head. `requests` are labelled for stakes and holder alone and serve those heads only. */
export function fitModel(
  corpus: readonly Example[],
  asked: readonly Example[],
  options: ModelOptions = MODEL_DEFAULTS,
): Weights {
  const changed = variants(
    [...corpus, ...asked].map((e) => e.record),
    VARIANTS_SEED,
  ).map(toExample);
  const ofAsked = (e: Example): boolean => e.record.file === 'requests.jsonl';
  const examples = [...corpus, ...changed.filter((e) => !ofAsked(e))];
  const requests = [...asked, ...changed.filter(ofAsked)];
  const scale = scaleOf([...examples, ...requests].map((e) => e.dense));
  const round = (x: number, digits = 4): number => Number(x.toFixed(digits));
  const named = new Map<string, number>();
  const number = (feature: number): number => {
    const name = FEATURE_NAMES[feature] as string;
    const known = named.get(name);
    if (known !== undefined) return known;
    named.set(name, named.size);
    return named.size - 1;
  };
  const heads: Record<string, HeadWeights> = {};
  for (const head of HEAD_NAMES) {
    const rows = rowsFor(head, examples, requests);
    const columns = inputs(head);
    if (rows.length === 0) {
      heads[head] = { bias: 0, linear: {}, treeBias: 0, trees: [] };
      continue;
    }
    const wanted = rows.map((r) => r.y);
    const weights = rows.map((r) => r.w);
    const linear = fitLinear(
      rows.map((r) => standardise(r.values, scale, columns)),
      wanted,
      weights,
      FAULTS.has(head) ? options.l2.fault : options.l2.verdict,
    );
    const trees = HEADS[head].trees
      ? fitTrees(
          rows.map((r) => r.values),
          wanted,
          weights,
          columns,
          options.trees,
        )
      : { bias: 0, trees: [] };
    heads[head] = {
      bias: round(linear.bias),
      linear: Object.fromEntries(
        columns
          .map((c, k) => [FEATURE_NAMES[c] as string, round(linear.weights[k] as number)] as const)
          .filter(([, w]) => w !== 0),
      ),
      treeBias: round(trees.bias),
      trees: trees.trees.map((row) =>
        row.map((x, k) => (k < 7 ? number(x) : x === Number.MAX_SAFE_INTEGER ? 1e6 : round(x))),
      ),
    };
  }
  return {
    features: [...named.keys()],
    scale: Object.fromEntries(
      FEATURE_NAMES.map((name, i) => [
        name,
        [round(scale.mean[i] as number), round(scale.spread[i] as number)] as const,
      ]),
    ),
    heads,
    thresholds: options.thresholds,
    blend: options.blend,
  };
}

function rowsFor(head: Head, examples: readonly Example[], requests: readonly Example[]): Row[] {
  const rows: Row[] = [];
  if (head === 'request') {
    // A request that stands under many responses must not count many times.
    const seen = new Set<string>();
    for (const e of [...requests, ...examples]) {
      const key = `${e.record.group} ${e.record.label.stakes} ${e.record.variant ?? ''}`;
      if (seen.has(key)) continue;
      seen.add(key);
      rows.push({ values: e.dense, y: e.record.label.stakes === 'some' ? 1 : 0, w: 1 });
    }
    return rows;
  }
  for (const e of examples) {
    // What was changed about a request says something about stakes and nothing about reasons.
    if (e.record.variant !== undefined && head !== 'stakes') continue;
    const labels = e.record.second ? [e.record.label, e.record.second] : [e.record.label];
    for (const label of labels) {
      const y = target(head, label);
      if (y !== null) rows.push({ values: e.dense, y: y ? 1 : 0, w: 1 / labels.length });
    }
  }
  return rows;
}

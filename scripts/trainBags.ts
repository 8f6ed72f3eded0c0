import {
  BAG_NAMES,
  type BagName,
  type BagsWeights,
  type BagWeights,
  BUCKETS,
  buckets,
  PROBE,
  share,
} from '../src/core/assess/bag.ts';
import { type Example, type Label, toExample } from './trainData.ts';
import { variants } from './trainVariants.ts';

/** A bucket counts when this many texts fall into it. */
const LEAST_TEXTS = 2;
const ROUNDS = 60;
const L2 = 0.005;
const BIAS_RATE = 0.05;
const VARIANTS_SEED = 5;

interface Row {
  readonly buckets: readonly number[];
  readonly y: number;
}

/** Fits the bags. `requests` are labelled for stakes alone and serve the bag of what is asked only. */
export function fitBags(corpus: readonly Example[], requests: readonly Example[]): BagsWeights {
  // Requests run together keep single words of long texts from weighing as much as those of short ones.
  const joined = variants(
    [...corpus, ...requests].map((e) => e.record),
    VARIANTS_SEED,
  )
    .filter((r) => r.variant === 'joined' && r.file === 'requests.jsonl')
    .map(toExample);
  const asked = [...requests, ...joined];
  return {
    probe: PROBE,
    bags: Object.fromEntries(BAG_NAMES.map((name) => [name, fitBag(rowsOf(name, corpus, asked))])),
  };
}

function rowsOf(name: BagName, corpus: readonly Example[], requests: readonly Example[]): Row[] {
  const seen = new Set<string>();
  return [...requests, ...corpus].flatMap((e) => {
    const { record } = e;
    const labels = record.second ? [record.label, record.second] : [record.label];
    const yes = (f: (l: Label) => boolean): number => labels.filter(f).length / labels.length;
    if (name === 'asked') {
      const key = `${record.group} ${record.label.stakes} ${record.variant ?? ''}`;
      if (seen.has(key)) return [];
      seen.add(key);
    } else if (record.file === 'requests.jsonl') return [];
    const { found, count } = buckets(name, e.situation);
    return [{ buckets: [...found.subarray(0, count)], y: yes((l) => l.stakes === 'some') }];
  });
}

/** Logistic regression with an L2 penalty by gradient steps in the rows' order: the same rows give the same weights. */
function fitBag(rows: readonly Row[]): BagWeights {
  const texts = new Int32Array(BUCKETS);
  for (const row of rows) for (const b of row.buckets) texts[b] = (texts[b] as number) + 1;
  const kept = rows.map((row) => {
    const known = row.buckets.filter((b) => (texts[b] as number) >= LEAST_TEXTS);
    return { known, x: share(known.length), y: row.y };
  });
  const w = new Float64Array(BUCKETS);
  let bias = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const rate = 1 / (1 + round * 0.1);
    for (const { known, x, y } of kept) {
      let z = bias;
      for (const b of known) z += (w[b] as number) * x;
      const g = 1 / (1 + Math.exp(-z)) - y;
      bias -= rate * BIAS_RATE * g;
      for (const b of known) w[b] = (w[b] as number) - rate * (g * x + L2 * (w[b] as number));
    }
  }
  const rounded = Array.from(w, (v) => Math.round(v * 1000));
  const used = rounded.flatMap((v, b) => (v === 0 ? [] : [b]));
  return { bias: Number(bias.toFixed(4)), buckets: used, weights: used.map((b) => rounded[b] as number) };
}

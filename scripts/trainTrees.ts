import { TREE_DEPTH } from '../src/core/assess/trees.ts';
import { random } from './trainData.ts';

const QUESTIONS = 2 ** TREE_DEPTH - 1;
const LEAVES = 2 ** TREE_DEPTH;

export interface TreeOptions {
  readonly trees: number;
  readonly rate: number;
  /** Share of the rows and of the columns that each tree sees. */
  readonly rows: number;
  readonly columns: number;
  readonly leafRows: number;
  readonly l2: number;
  readonly seed: number;
}

export const TREE_DEFAULTS: TreeOptions = {
  trees: 240,
  rate: 0.04,
  rows: 0.6,
  columns: 0.25,
  leafRows: 4,
  l2: 1,
  seed: 11,
};

export interface FittedTrees {
  readonly bias: number;
  /** Questions' columns (of the row), thresholds, leaves: the layout of `HeadWeights.trees`. */
  readonly trees: number[][];
}

const BINS = 24;

/** Gradient boosting of logistic loss with full trees of fixed depth over binned columns; seeded. */
export function fitTrees(
  rows: readonly Float64Array[],
  wanted: readonly number[],
  weights: readonly number[],
  columns: readonly number[],
  options: TreeOptions = TREE_DEFAULTS,
): FittedTrees {
  const n = rows.length;
  const next = random(options.seed);
  const cuts = columns.map((c) => cutsOf(rows, c));
  const bins = columns.map((c, k) => {
    const cut = cuts[k] as number[];
    return Uint8Array.from(rows, (row) => {
      const x = row[c] as number;
      let b = 0;
      while (b < cut.length && x > (cut[b] as number)) b++;
      return b;
    });
  });
  let up = 0;
  let all = 0;
  wanted.forEach((y, i) => {
    up += y * (weights[i] as number);
    all += weights[i] as number;
  });
  const share = Math.min(0.98, Math.max(0.02, up / all));
  const bias = Math.log(share / (1 - share));
  const score = new Float64Array(n).fill(bias);
  const trees: number[][] = [];
  for (let t = 0; t < options.trees; t++) {
    const gradient = new Float64Array(n);
    const curvature = new Float64Array(n);
    const used: number[] = [];
    for (let i = 0; i < n; i++) {
      const p = 1 / (1 + Math.exp(-(score[i] as number)));
      gradient[i] = ((wanted[i] as number) - p) * (weights[i] as number);
      curvature[i] = p * (1 - p) * (weights[i] as number);
      if (next() < options.rows) used.push(i);
    }
    const candidates: number[] = [];
    for (let k = 0; k < columns.length; k++)
      if ((cuts[k] as number[]).length > 0 && next() < options.columns) candidates.push(k);
    const tree = grow(used, candidates, bins, cuts, gradient, curvature, options);
    const row = new Array<number>(2 * QUESTIONS + LEAVES).fill(0);
    for (let q = 0; q < QUESTIONS; q++) {
      row[q] = columns[tree.column[q] as number] ?? columns[0] ?? 0;
      row[QUESTIONS + q] = tree.cut[q] as number;
    }
    for (let k = 0; k < LEAVES; k++) row[2 * QUESTIONS + k] = (tree.leaf[k] as number) * options.rate;
    trees.push(row);
    for (let i = 0; i < n; i++)
      score[i] = (score[i] as number) + (row[2 * QUESTIONS + leafOf(rows[i] as Float64Array, row)] as number);
  }
  return { bias, trees };
}

function leafOf(values: Float64Array, row: readonly number[]): number {
  let node = 0;
  for (let d = 0; d < TREE_DEPTH; d++)
    node = node * 2 + ((values[row[node] as number] as number) > (row[QUESTIONS + node] as number) ? 2 : 1);
  return node - QUESTIONS;
}

function cutsOf(rows: readonly Float64Array[], column: number): number[] {
  const sorted = rows.map((r) => r[column] as number).sort((a, b) => a - b);
  const out: number[] = [];
  for (let b = 1; b < BINS; b++) {
    const i = Math.floor((b * sorted.length) / BINS);
    const a = sorted[Math.max(0, i - 1)] as number;
    const z = sorted[i] as number;
    const cut = Number(((a + z) / 2).toFixed(4));
    if (cut > (sorted[0] as number) - 1e-9 && cut < (sorted.at(-1) as number) && out.at(-1) !== cut)
      out.push(cut);
  }
  // Rare signs are zero for nearly all rows; their one useful cut is just above zero.
  const rare = sorted.find((x) => x > (sorted[0] as number) + 1e-9);
  if (rare !== undefined && out.length === 0)
    out.push(Number((((sorted[0] as number) + rare) / 2).toFixed(4)));
  return out;
}

interface Grown {
  readonly column: number[];
  readonly cut: number[];
  readonly leaf: number[];
}

function grow(
  used: readonly number[],
  candidates: readonly number[],
  bins: readonly Uint8Array[],
  cuts: readonly (readonly number[])[],
  gradient: Float64Array,
  curvature: Float64Array,
  options: TreeOptions,
): Grown {
  const column = new Array<number>(QUESTIONS).fill(candidates[0] ?? 0);
  const cut = new Array<number>(QUESTIONS).fill(Number.MAX_SAFE_INTEGER);
  const members: number[][] = new Array(QUESTIONS + LEAVES);
  members[0] = [...used];
  const g = new Float64Array(BINS + 1);
  const h = new Float64Array(BINS + 1);
  const c = new Int32Array(BINS + 1);
  for (let q = 0; q < QUESTIONS; q++) {
    const rows = members[q] as number[];
    let totalG = 0;
    let totalH = 0;
    for (const i of rows) {
      totalG += gradient[i] as number;
      totalH += curvature[i] as number;
    }
    let best = 1e-4;
    let bestColumn = -1;
    let bestCut = 0;
    if (rows.length >= 2 * options.leafRows) {
      const base = (totalG * totalG) / (totalH + options.l2);
      for (const k of candidates) {
        const bin = bins[k] as Uint8Array;
        const size = (cuts[k] as readonly number[]).length;
        g.fill(0);
        h.fill(0);
        c.fill(0);
        for (const i of rows) {
          const b = bin[i] as number;
          g[b] = (g[b] as number) + (gradient[i] as number);
          h[b] = (h[b] as number) + (curvature[i] as number);
          c[b] = (c[b] as number) + 1;
        }
        let lg = 0;
        let lh = 0;
        let lc = 0;
        for (let b = 0; b < size; b++) {
          lg += g[b] as number;
          lh += h[b] as number;
          lc += c[b] as number;
          if (lc < options.leafRows || rows.length - lc < options.leafRows) continue;
          const rg = totalG - lg;
          const rh = totalH - lh;
          const gain = (lg * lg) / (lh + options.l2) + (rg * rg) / (rh + options.l2) - base;
          if (gain > best) {
            best = gain;
            bestColumn = k;
            bestCut = b;
          }
        }
      }
    }
    const left: number[] = [];
    const right: number[] = [];
    if (bestColumn < 0) left.push(...rows);
    else {
      column[q] = bestColumn;
      cut[q] = (cuts[bestColumn] as readonly number[])[bestCut] as number;
      const bin = bins[bestColumn] as Uint8Array;
      for (const i of rows) ((bin[i] as number) <= bestCut ? left : right).push(i);
    }
    members[2 * q + 1] = left;
    members[2 * q + 2] = right;
  }
  const leaf: number[] = [];
  for (let k = 0; k < LEAVES; k++) {
    let totalG = 0;
    let totalH = 0;
    for (const i of members[QUESTIONS + k] as number[]) {
      totalG += gradient[i] as number;
      totalH += curvature[i] as number;
    }
    leaf.push(Math.max(-3, Math.min(3, totalG / (totalH + options.l2))));
  }
  return { column, cut, leaf };
}

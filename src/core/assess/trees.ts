/** Depth of the trees: seven questions, eight leaves. */
export const TREE_DEPTH = 3;
const QUESTIONS = 2 ** TREE_DEPTH - 1;
const LEAVES = 2 ** TREE_DEPTH;

/** Leaves are written with four digits, so that in these units they are whole. */
const LEAF_UNITS = 10_000;

/** Steps of a feature's value that trees tell apart: far finer than the four digits of their thresholds. */
const KEY_UNITS = 2 ** 20;
const MOST = 2 ** 30 - 1;

/** A feature's value as trees compare it. */
export function treeKey(value: number): number {
  const key = Math.floor(value * KEY_UNITS);
  return key > MOST ? MOST : key < -MOST ? -MOST : key;
}

/**
 * Boosted trees as whole numbers, which a processor compares without a branch: which way a tree goes is as good as
 * random to it.
 */
export class Trees {
  readonly count: number;
  private readonly ask: Uint16Array;
  private readonly threshold: Int32Array;
  private readonly leaf: Int32Array;

  /** @param rows one a tree: the numbers in `features` of its questions, thresholds, leaves */
  constructor(rows: readonly (readonly number[])[], features: readonly number[]) {
    this.count = rows.length;
    this.ask = new Uint16Array(rows.length * QUESTIONS);
    this.threshold = new Int32Array(rows.length * QUESTIONS);
    this.leaf = new Int32Array(rows.length * LEAVES);
    rows.forEach((row, t) => {
      for (let q = 0; q < QUESTIONS; q++) {
        this.ask[t * QUESTIONS + q] = features[row[q] ?? 0] ?? 0;
        this.threshold[t * QUESTIONS + q] = treeKey(row[QUESTIONS + q] ?? 0);
      }
      for (let k = 0; k < LEAVES; k++)
        this.leaf[t * LEAVES + k] = Math.round((row[2 * QUESTIONS + k] ?? 0) * LEAF_UNITS);
    });
  }

  /** The sum of the leaves that a vector falls into, given by its keys. */
  sum(keys: Int32Array): number {
    const { count, ask, threshold, leaf } = this;
    let sum = 0;
    let base = 0;
    for (let t = 0; t < count; t++) {
      // The sign of the difference is the answer: one where the key is above the threshold.
      let node = 1 + (((threshold[base] as number) - (keys[ask[base] as number] as number)) >>> 31);
      let at = base + node;
      node = node * 2 + 1 + (((threshold[at] as number) - (keys[ask[at] as number] as number)) >>> 31);
      at = base + node;
      node = node * 2 + 1 + (((threshold[at] as number) - (keys[ask[at] as number] as number)) >>> 31);
      sum += leaf[t * LEAVES + node - QUESTIONS] as number;
      base += QUESTIONS;
    }
    return sum / LEAF_UNITS;
  }
}

/** Depth of the trees: seven questions, eight leaves. */
export const TREE_DEPTH = 3;
const QUESTIONS = 2 ** TREE_DEPTH - 1;
const LEAVES = 2 ** TREE_DEPTH;

/** Leaves are written with four digits, so that in these units they are whole. */
const LEAF_UNITS = 10_000;
const MOST_LEAF = 32_767;

/** Steps of a feature's value that trees tell apart: far finer than the four digits of their thresholds. */
const KEY_UNITS = 2 ** 20;
const MOST_KEY = 2 ** 30 - 1;

/** A feature's value as trees compare it. */
export function treeKey(value: number): number {
  const key = Math.floor(value * KEY_UNITS);
  return key > MOST_KEY ? MOST_KEY : key < -MOST_KEY ? -MOST_KEY : key;
}

/**
 * Boosted trees as whole numbers, which a processor compares without a branch: which way a tree goes is as good as
 * random to it.
 */
export class Trees {
  readonly count: number;
  /** Eight cells a tree: none, its first question, then those below it from left to right. */
  private readonly ask: Uint16Array;
  private readonly threshold: Int32Array;
  private readonly leaf: Int16Array;

  /** @param rows one a tree: the numbers in `features` of its questions, thresholds, leaves */
  constructor(rows: readonly (readonly number[])[], features: readonly number[]) {
    this.count = rows.length;
    this.ask = new Uint16Array(rows.length * LEAVES);
    this.threshold = new Int32Array(rows.length * LEAVES);
    this.leaf = new Int16Array(rows.length * LEAVES);
    rows.forEach((row, t) => {
      for (let q = 0; q < QUESTIONS; q++) {
        this.ask[t * LEAVES + 1 + q] = features[row[q] ?? 0] ?? 0;
        this.threshold[t * LEAVES + 1 + q] = treeKey(row[QUESTIONS + q] ?? 0);
      }
      for (let k = 0; k < LEAVES; k++) {
        const leaf = Math.round((row[2 * QUESTIONS + k] ?? 0) * LEAF_UNITS);
        this.leaf[t * LEAVES + k] = Math.max(-MOST_LEAF, Math.min(MOST_LEAF, leaf));
      }
    });
  }

  /** The sum of the leaves that a vector falls into, given by its keys. */
  sum(keys: Int32Array): number {
    const { ask, threshold, leaf } = this;
    let sum = 0;
    for (let base = 0; base < leaf.length; base += LEAVES) {
      // The sign of the difference is the answer: one where the key is above the threshold.
      let at = base + 1;
      let node = 2 + (((threshold[at] as number) - (keys[ask[at] as number] as number)) >>> 31);
      at = base + node;
      node = 2 * node + (((threshold[at] as number) - (keys[ask[at] as number] as number)) >>> 31);
      at = base + node;
      node = 2 * node + (((threshold[at] as number) - (keys[ask[at] as number] as number)) >>> 31);
      sum += leaf[base + node - LEAVES] as number;
    }
    return sum / LEAF_UNITS;
  }
}

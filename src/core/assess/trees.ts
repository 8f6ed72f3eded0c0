/** Depth of the trees: seven questions, eight leaves. */
export const TREE_DEPTH = 3;
const QUESTIONS = 2 ** TREE_DEPTH - 1;
const LEAVES = 2 ** TREE_DEPTH;

/** Leaves are written with four digits, so that in these units they are whole. */
const LEAF_UNITS = 10_000;
const MOST_LEAF = 32_767;

/** Trees that are asked before it is seen whether the rest can matter. */
const ROUND = 16;

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
  /** The least and the most that a tree and those after it can add; zero after the last. */
  private readonly leastLeft: Int32Array;
  private readonly mostLeft: Int32Array;

  /** @param rows one a tree: the numbers in `features` of its questions, thresholds, leaves */
  constructor(rows: readonly (readonly number[])[], features: readonly number[]) {
    this.count = rows.length;
    this.ask = new Uint16Array(rows.length * LEAVES);
    this.threshold = new Int32Array(rows.length * LEAVES);
    this.leaf = new Int16Array(rows.length * LEAVES);
    // Those that tell most come first, so that little is left in doubt after a few.
    const ordered = [...rows].sort((a, b) => reach(b) - reach(a));
    ordered.forEach((row, t) => {
      for (let q = 0; q < QUESTIONS; q++) {
        this.ask[t * LEAVES + 1 + q] = features[row[q] ?? 0] ?? 0;
        this.threshold[t * LEAVES + 1 + q] = treeKey(row[QUESTIONS + q] ?? 0);
      }
      for (let k = 0; k < LEAVES; k++) {
        const leaf = Math.round((row[2 * QUESTIONS + k] ?? 0) * LEAF_UNITS);
        this.leaf[t * LEAVES + k] = Math.max(-MOST_LEAF, Math.min(MOST_LEAF, leaf));
      }
    });
    this.leastLeft = new Int32Array(rows.length + 1);
    this.mostLeft = new Int32Array(rows.length + 1);
    for (let t = rows.length - 1; t >= 0; t--) {
      const leaves = this.leaf.subarray(t * LEAVES, (t + 1) * LEAVES);
      this.leastLeft[t] = (this.leastLeft[t + 1] as number) + Math.min(...leaves);
      this.mostLeft[t] = (this.mostLeft[t + 1] as number) + Math.max(...leaves);
    }
  }

  /**
   * The sum of the leaves that a vector falls into, given by its keys. Where it is certain before all trees were asked
   * that the sum is below `low` or above `high`, any number that is so too.
   */
  sum(keys: Int32Array, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY): number {
    const { leastLeft, mostLeft } = this;
    const lowUnits = low * LEAF_UNITS;
    const highUnits = high * LEAF_UNITS;
    let sum = 0;
    for (let tree = 0; tree < this.count; tree += ROUND) {
      const most = sum + (mostLeft[tree] as number);
      if (most < lowUnits) return most / LEAF_UNITS;
      const least = sum + (leastLeft[tree] as number);
      if (least > highUnits) return least / LEAF_UNITS;
      sum += this.sumOf(tree, Math.min(this.count, tree + ROUND), keys);
    }
    return sum / LEAF_UNITS;
  }

  /** The same in whole units, of the trees from `first` up to, and not with, `end`. */
  private sumOf(first: number, end: number, keys: Int32Array): number {
    const { ask, threshold, leaf } = this;
    let sum = 0;
    for (let base = first * LEAVES; base < end * LEAVES; base += LEAVES) {
      // The sign of the difference is the answer: one where the key is above the threshold.
      let at = base + 1;
      let node = 2 + (((threshold[at] as number) - (keys[ask[at] as number] as number)) >>> 31);
      at = base + node;
      node = 2 * node + (((threshold[at] as number) - (keys[ask[at] as number] as number)) >>> 31);
      at = base + node;
      node = 2 * node + (((threshold[at] as number) - (keys[ask[at] as number] as number)) >>> 31);
      sum += leaf[base + node - LEAVES] as number;
    }
    return sum;
  }
}

/** How far apart the leaves of a tree lie. */
function reach(row: readonly number[]): number {
  const leaves = row.slice(2 * QUESTIONS);
  return Math.max(...leaves) - Math.min(...leaves);
}

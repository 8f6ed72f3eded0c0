import assert from 'node:assert/strict';
import { Random } from '../../../../scripts/bench/random.ts';
import { Trees, treeKey } from '../../../../src/core/assess/trees.ts';

/** Asks features 0, then 1 or 2, then 3 in every corner; the leaves are numbered from left to right. */
const ROW = [0, 1, 2, 3, 3, 3, 3, 0.5, 1, -1, 0, 0, 0, 0, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];

function leafOf(...values: number[]): number {
  return new Trees([ROW], [0, 1, 2, 3]).sum(Int32Array.from(values, treeKey));
}

describe('trees', () => {
  it('go right where a value is above the threshold, and left where it is not', () => {
    assert.equal(leafOf(0.5, 0, 0, 0), 0);
    assert.equal(leafOf(0.5001, 0, -1, 0), 0.4);
    assert.equal(leafOf(0.6, 0, -0.9, 2), 0.7);
    assert.equal(leafOf(-3, 1.0001, 0, -1), 0.2);
  });

  it('take values of any size', () => {
    assert.equal(leafOf(1e12, 0, 1e12, 1e12), 0.7);
    assert.equal(leafOf(-1e12, -1e12, 0, -1e12), 0);
  });

  it('add up', () => {
    const trees = new Trees([ROW, ROW], [0, 1, 2, 3]);
    assert.equal(trees.sum(Int32Array.from([1, 0, 0, 1], treeKey)), 1.4);
  });

  it('are asked until it is certain on which side of a number their sum lies', () => {
    const random = new Random(7);
    const value = (): number => Math.round((random.next() * 4 - 2) * 1e4) / 1e4;
    const row = (): number[] => [
      ...Array.from({ length: 7 }, () => random.below(9)),
      ...Array.from({ length: 15 }, value),
    ];
    const trees = new Trees(Array.from({ length: 77 }, row), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    let cutShort = 0;
    for (let round = 0; round < 200; round++) {
      const keys = Int32Array.from(Array.from({ length: 9 }, value), treeKey);
      const sum = trees.sum(keys);
      for (const edge of [sum, sum + 0.0001, sum - 0.0001, value() * 40]) {
        const bounded = trees.sum(keys, edge, edge);
        assert.equal(Math.sign(bounded - edge), Math.sign(sum - edge));
        if (bounded !== sum) cutShort++;
        if (sum >= edge) assert.equal(trees.sum(keys, edge), sum);
      }
    }
    assert.ok(cutShort > 100, `${cutShort} sums were cut short`);
  });
});

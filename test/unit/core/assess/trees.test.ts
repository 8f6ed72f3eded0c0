import assert from 'node:assert/strict';
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
});

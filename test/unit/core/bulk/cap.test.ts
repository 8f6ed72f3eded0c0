import assert from 'node:assert/strict';
import { SpendingCap } from '../../../../src/core/bulk/cap.ts';

describe('a spending cap', () => {
  it('is not passed by what is set aside, spent and possibly spent together', () => {
    const cap = new SpendingCap(1, 0.2, 0.1);
    const first = cap.reserve(0.4);
    assert.ok(first !== null);
    assert.equal(cap.reserve(0.4), null);
    cap.settle(first, 0.1);
    const second = cap.reserve(0.4);
    assert.ok(second !== null);
    cap.settle(second, null);
    cap.settle(second, null);
    assert.ok(Math.abs(cap.uncertainUsd - 0.5) < 1e-9);
    assert.ok(Math.abs(cap.committedUsd - 0.8) < 1e-9);
  });

  it('lets nothing pass whose price is not known, unless there is no cap', () => {
    assert.equal(new SpendingCap(1).reserve(null), null);
    assert.ok(new SpendingCap(null).reserve(null) !== null);
  });
});

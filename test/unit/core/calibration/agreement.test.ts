import assert from 'node:assert/strict';
import { agreement, cohensKappa, type Pair, proportion } from '../../../../src/core/calibration/agreement.ts';
import { type Scored, suggestThreshold } from '../../../../src/core/calibration/threshold.ts';

function pairs(both: number, assessorOnly: number, curatorOnly: number, neither: number): Pair[] {
  const of = (count: number, curator: boolean, assessor: boolean) =>
    Array.from({ length: count }, () => ({ curator, assessor }));
  return [
    ...of(both, true, true),
    ...of(assessorOnly, false, true),
    ...of(curatorOnly, true, false),
    ...of(neither, false, false),
  ];
}

const close = (value: number | null, expected: number, digits = 4) =>
  assert.equal(value?.toFixed(digits), expected.toFixed(digits));

describe('agreement', () => {
  it('counts who flags what', () => {
    const found = agreement(pairs(20, 10, 5, 15));
    const { count, agreed, both, assessorOnly, curatorOnly, neither } = found;
    assert.deepEqual([count, agreed, both, assessorOnly, curatorOnly, neither], [50, 35, 20, 10, 5, 15]);
    close(found.precision.value, 20 / 30);
    close(found.recall.value, 20 / 25);
    close(found.kappa.value, 0.4);
  });

  it('gives kappa the interval that the delta method gives', () => {
    const kappa = cohensKappa(20, 10, 5, 15);
    close(kappa.low, 0.1511);
    close(kappa.high, 0.6489);
    const wide = cohensKappa(40, 9, 3, 48);
    close(wide.value, 0.7593);
    close(wide.low, 0.6325);
    close(wide.high, 0.8861);
  });

  it('is perfect, none, or the opposite', () => {
    assert.equal(cohensKappa(5, 0, 0, 5).value, 1);
    assert.equal(cohensKappa(5, 5, 5, 5).value, 0);
    assert.equal(cohensKappa(0, 5, 5, 0).value, -1);
    assert.equal(cohensKappa(0, 5, 5, 0).low, -1);
  });

  it('says nothing where nothing can be said', () => {
    assert.deepEqual(agreement([]).precision, { value: null, low: 0, high: 1 });
    assert.equal(agreement([]).kappa.value, null);
    // Everybody always says yes: agreement by chance is certain.
    assert.equal(agreement(pairs(9, 0, 0, 0)).kappa.value, null);
    assert.equal(agreement(pairs(9, 0, 0, 0)).precision.value, 1);
    assert.equal(agreement(pairs(0, 0, 4, 4)).precision.value, null);
    assert.equal(agreement(pairs(0, 0, 4, 4)).recall.value, 0);
  });

  it('is unsure where there is little to go by', () => {
    // Wilson's interval, by hand: 0 of 10 and 9 of 10.
    const none = proportion(0, 10);
    close(none.low, 0);
    close(none.high, 0.2775);
    const most = proportion(9, 10);
    close(most.low, 0.5958);
    close(most.high, 0.9821);
    const many = proportion(900, 1000);
    assert.ok(many.high - many.low < 0.04);
  });
});

describe('the suggested threshold', () => {
  const scored = (
    ...rows: readonly (readonly [score: number, curator: boolean, times: number])[]
  ): Scored[] =>
    rows.flatMap(([score, curator, times]) => Array.from({ length: times }, () => ({ score, curator })));

  it('parts what can be parted', () => {
    const found = suggestThreshold(scored([0.9, true, 6], [0.7, true, 6], [0.3, false, 12]));
    close(found?.threshold ?? null, 0.5);
    assert.equal(found?.agreement.agreed, 24);
  });

  it('takes a few wrong flags for many right ones, and equal scores together', () => {
    const found = suggestThreshold(
      scored([0.8, true, 5], [0.6, true, 5], [0.6, false, 2], [0.4, true, 1], [0.4, false, 9]),
    );
    close(found?.threshold ?? null, 0.5);
    assert.equal(found?.agreement.both, 10);
    assert.equal(found?.agreement.assessorOnly, 2);
    assert.equal(found?.agreement.curatorOnly, 1);
  });

  it('is not given for a handful of verdicts, or for verdicts of one kind', () => {
    assert.equal(suggestThreshold(scored([0.9, true, 6], [0.1, false, 6])), null);
    assert.equal(suggestThreshold(scored([0.9, true, 26], [0.1, false, 4])), null);
    assert.equal(suggestThreshold([]), null);
  });
});

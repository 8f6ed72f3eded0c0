import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Ratings, raterAgreement } from '../../../../src/core/calibration/raters.ts';

/** One item a column: a rater's ratings as one character each, `.` where they gave none. */
function items(rows: Readonly<Record<string, string>>): Ratings[] {
  const length = Math.max(...Object.values(rows).map((row) => row.length));
  return Array.from(
    { length },
    (_, i) =>
      new Map(
        Object.entries(rows).flatMap(([rater, row]) => {
          const value = row[i] ?? '.';
          return value === '.' ? [] : [[rater, value] as const];
        }),
      ),
  );
}

function near(actual: number | null, expected: number): void {
  assert.ok(actual !== null && Math.abs(actual - expected) < 5e-4, `${actual} is not ${expected}`);
}

describe('agreement of several raters', () => {
  it('is one where all agree, and not defined where there was one answer only', () => {
    const whole = raterAgreement(items({ ann: 'yynn', bo: 'yynn' }));
    assert.deepEqual(
      [whole.raw, whole.cohen[0]?.kappa, whole.fleiss, whole.alpha, whole.items],
      [1, 1, 1, 1, 4],
    );
    const flat = raterAgreement(items({ ann: 'yy', bo: 'yy' }));
    assert.deepEqual([flat.raw, flat.cohen[0]?.kappa, flat.fleiss, flat.alpha], [1, null, null, null]);
  });

  it('counts only what two or more rated', () => {
    const result = raterAgreement(items({ ann: 'yn.y', bo: '.n..', cy: '..y.' }));
    assert.equal(result.items, 1);
    assert.deepEqual(result.raters, ['ann', 'bo']);
    assert.deepEqual(raterAgreement([]), {
      raters: [],
      items: 0,
      raw: null,
      cohen: [],
      fleiss: null,
      alpha: null,
    });
  });

  it('gives Cohen’s kappa of a table of 20, 5, 10, 15', () => {
    const ann = 'y'.repeat(25) + 'n'.repeat(25);
    const bo = 'y'.repeat(20) + 'n'.repeat(5) + 'y'.repeat(10) + 'n'.repeat(15);
    const result = raterAgreement(items({ ann, bo }));
    near(result.raw, 0.7);
    near(result.cohen[0]?.kappa ?? null, 0.4);
  });

  it('gives Fleiss’ kappa as worked out by hand', () => {
    // Three raters, four items: agreement 1, 1/3, 1/3, 1; shares 7/12 and 5/12.
    const result = raterAgreement(items({ a: 'yyyn', b: 'yynn', c: 'ynyn' }));
    const observed = (1 + 1 / 3 + 1 / 3 + 1) / 4;
    const expected = (7 / 12) ** 2 + (5 / 12) ** 2;
    near(result.fleiss, (observed - expected) / (1 - expected));
  });

  it('gives Krippendorff’s alpha of his example of four observers with values missing', () => {
    const result = raterAgreement(
      items({ a: '123321412...', b: '1233224125.3', c: '.3332342251.', d: '12332441251.' }),
    );
    near(result.alpha, 0.743);
  });
});

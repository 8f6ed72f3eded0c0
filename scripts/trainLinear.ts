import { clamp } from '../src/core/assess/model.ts';

export interface Fitted {
  readonly bias: number;
  /** One weight a column, a standard deviation of the feature. */
  readonly weights: Float64Array;
}

export interface Scale {
  readonly mean: Float64Array;
  readonly spread: Float64Array;
}

const LEAST_SPREAD = 0.02;

export function scaleOf(rows: readonly Float64Array[]): Scale {
  const d = rows[0]?.length ?? 0;
  const mean = new Float64Array(d);
  const spread = new Float64Array(d);
  for (const row of rows)
    for (let i = 0; i < d; i++) mean[i] = (mean[i] as number) + (row[i] as number) / rows.length;
  for (const row of rows) {
    for (let i = 0; i < d; i++)
      spread[i] = (spread[i] as number) + ((row[i] as number) - (mean[i] as number)) ** 2 / rows.length;
  }
  for (let i = 0; i < d; i++) spread[i] = Math.max(LEAST_SPREAD, Math.sqrt(spread[i] as number));
  return { mean, spread };
}

export function standardise(row: Float64Array, scale: Scale, columns: readonly number[]): Float64Array {
  return Float64Array.from(columns, (i) =>
    clamp(((row[i] as number) - (scale.mean[i] as number)) / (scale.spread[i] as number)),
  );
}

/**
 * Logistic regression with an L2 penalty by accelerated gradient descent from zero: the same rows give the same
 * weights. `l2` is in units of one example.
 */
export function fitLinear(
  rows: readonly Float64Array[],
  wanted: readonly number[],
  weights: readonly number[],
  l2: number,
  iterations = 300,
): Fitted {
  const d = rows[0]?.length ?? 0;
  const w = new Float64Array(d + 1);
  const last = new Float64Array(d + 1);
  const look = new Float64Array(d + 1);
  const gradient = new Float64Array(d + 1);
  const total = weights.reduce((a, b) => a + b, 0);
  // Half the features' number bounds the curvature well enough in practice: they are standardised and correlated.
  const step = 1 / (0.25 * total * Math.max(8, d / 6) + l2);
  for (let it = 0; it < iterations; it++) {
    const momentum = it / (it + 3);
    for (let i = 0; i <= d; i++)
      look[i] = (w[i] as number) + momentum * ((w[i] as number) - (last[i] as number));
    gradient.fill(0);
    rows.forEach((row, r) => {
      let z = look[d] as number;
      for (let i = 0; i < d; i++) z += (row[i] as number) * (look[i] as number);
      const g = (1 / (1 + Math.exp(-z)) - (wanted[r] as number)) * (weights[r] as number);
      for (let i = 0; i < d; i++) gradient[i] = (gradient[i] as number) + g * (row[i] as number);
      gradient[d] = (gradient[d] as number) + g;
    });
    for (let i = 0; i <= d; i++) {
      last[i] = w[i] as number;
      w[i] = (look[i] as number) - step * ((gradient[i] as number) + (i < d ? l2 * (look[i] as number) : 0));
    }
  }
  return { bias: w[d] as number, weights: w.slice(0, d) };
}

/** Counts are small whole numbers. */
const COUNTS = Float64Array.from({ length: 256 }, (_, count) => Math.log1p(count));

/** `Math.log1p` for counts and rates, most of which are zero. */
export function log(x: number): number {
  if (x === 0) return 0;
  const count = x | 0;
  return count === x && count > 0 && count < COUNTS.length ? (COUNTS[count] as number) : Math.log1p(x);
}

/** `log(count * weight)` for counts of one text, which share a weight. */
export class WeighedLogs {
  readonly #known = new Float64Array(16);
  readonly #weights = new Float64Array(16).fill(Number.NaN);

  of(count: number, weight: number): number {
    if (count === 0) return 0;
    if (count >= this.#known.length || (count | 0) !== count) return Math.log1p(count * weight);
    if (this.#weights[count] !== weight) {
      this.#weights[count] = weight;
      this.#known[count] = Math.log1p(count * weight);
    }
    return this.#known[count] as number;
  }
}

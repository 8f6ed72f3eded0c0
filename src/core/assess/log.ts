/** `Math.log1p` for counts and rates, most of which are zero. */
export function log(x: number): number {
  return x === 0 ? 0 : Math.log1p(x);
}

/** A measured figure in milliseconds, megabytes (10^6 bytes), or nothing but yes and no. */
export interface Figure {
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'count';
}

/** One line of the table. */
export interface Row {
  readonly work: string;
  readonly measured: Figure;
  /** A raw limit or another program's way to the same end, measured in the same run. */
  readonly peer?: { readonly name: string; readonly value: number };
  /** The most that `measured`, or its ratio to the peer, may be. */
  readonly budget?: { readonly most: number; readonly of: 'measured' | 'ratio' };
}

export const ms = (value: number): Figure => ({ value, unit: 'ms' });
export const megabytes = (bytes: number): Figure => ({ value: bytes / 1e6, unit: 'MB' });

/** Milliseconds that `work` takes. */
export function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

export async function timedAsync(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * The best times of several works, run in turn so that a busy moment of the machine falls on all of them; one round
 * more comes first and is not counted, so that all are compiled.
 */
export async function bestOf(
  rounds: number,
  works: readonly (() => number | Promise<number>)[],
): Promise<number[]> {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, work] of works.entries()) {
      const time = await work();
      if (round > 0) best[i] = Math.min(best[i] ?? time, time);
    }
  }
  return best;
}

/** @param share 0.5 for the median, 0.95 for the 95th percentile */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Waits for work on threads that keep no process alive by themselves. */
export async function awake<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => {}, 1000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

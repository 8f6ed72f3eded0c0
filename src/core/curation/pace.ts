/** Fewer decisions than this say nothing about a pace. */
const LEAST = 5;
const HOUR_MS = 3_600_000;
/** A pause longer than this is no part of the work. */
const PAUSE_MS = 5 * 60_000;

/**
 * Decisions an hour, by those of the last hour without the pauses between them; null where there are too few to tell.
 * @param times ISO times in their order
 * @param now ISO time
 */
export function decisionsPerHour(times: readonly string[], now: string): number | null {
  const end = Date.parse(now);
  const recent = times.map((time) => Date.parse(time)).filter((time) => time > end - HOUR_MS && time <= end);
  if (recent.length < LEAST) return null;
  let worked = 0;
  let steps = 0;
  for (let at = 1; at < recent.length; at++) {
    const step = (recent[at] as number) - (recent[at - 1] as number);
    if (step > PAUSE_MS) continue;
    worked += step;
    steps++;
  }
  return worked === 0 || steps < LEAST - 1 ? null : (steps * HOUR_MS) / worked;
}

import { type CurationEntry, type EntryType, isBulk } from '../curation/decision.ts';
import { groupBy } from '../groupBy.ts';
import type { CuratorReport } from './report.ts';

/** Milliseconds. Whoever decides nothing for longer was doing something else. */
export const LONGEST_PAUSE = 5 * 60_000;

/** What each curator did, the busiest first. What bulk runs wrote in a curator's name is nobody's work. */
export function peopleOf(entries: readonly CurationEntry[]): readonly CuratorReport[] {
  const byName = groupBy(
    entries.filter((entry) => !isBulk(entry)),
    (entry) => entry.by,
  );
  return [...byName]
    .map(([name, own]) => personOf(name, own))
    .sort((a, b) => b.entries - a.entries || (a.name < b.name ? -1 : 1));
}

export function countTypes(entries: readonly CurationEntry[]): Partial<Record<EntryType, number>> {
  const counts: Partial<Record<EntryType, number>> = {};
  for (const { type } of entries) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

function personOf(name: string, entries: readonly CurationEntry[]): CuratorReport {
  const times = entries.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
  // One command may write many entries at one time; only steps forward in time are work between decisions.
  const gaps = times
    .slice(1)
    .map((time, i) => time - (times[i] ?? time))
    .filter((gap) => gap > 0 && gap <= LONGEST_PAUSE)
    .sort((a, b) => a - b);
  const active = gaps.reduce((sum, gap) => sum + gap, 0);
  const at = entries.map((entry) => entry.at).sort();
  return {
    name,
    entries: entries.length,
    byType: countTypes(entries),
    first: at[0] ?? '',
    last: at.at(-1) ?? '',
    activeMinutes: Math.round(active / 6000) / 10,
    medianSeconds: gaps.length === 0 ? null : Math.round((gaps[gaps.length >> 1] ?? 0) / 100) / 10,
  };
}

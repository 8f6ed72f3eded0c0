import type { CurationEntry } from './decision.ts';

/**
 * How many responses each passage is cited for, by the rewrites that were proposed, accepted or rejected for them; a
 * passage counts once a response, however many rewrites cite it.
 * @param responses the entries in force of each response
 * @returns counts by passage id
 */
export function citedPassages(responses: Iterable<readonly CurationEntry[]>): ReadonlyMap<string, number> {
  const counts = new Map<string, { count: number; last: readonly CurationEntry[] }>();
  for (const entries of responses) {
    for (const entry of entries) {
      if (!('proposal' in entry)) continue;
      for (const id of entry.proposal.passages) {
        const known = counts.get(id);
        if (known === undefined) counts.set(id, { count: 1, last: entries });
        else if (known.last !== entries) {
          known.count++;
          known.last = entries;
        }
      }
    }
  }
  return new Map([...counts].map(([id, { count }]) => [id, count]));
}

import type { CurationEntry } from './decision.ts';

/**
 * How many responses each passage is cited for, by the rewrites that were proposed, accepted or rejected for them; a
 * passage counts once a response, however many rewrites cite it.
 * @param entries those in force
 * @returns counts by passage id
 */
export function citedPassages(entries: Iterable<CurationEntry>): ReadonlyMap<string, number> {
  const responses = new Map<string, Set<string>>();
  for (const entry of entries) {
    if (!('proposal' in entry)) continue;
    for (const id of entry.proposal.passages) {
      const of = responses.get(id) ?? new Set();
      responses.set(id, of.add(`${entry.record.key}|${entry.response.id}`));
    }
  }
  return new Map([...responses].map(([id, of]) => [id, of.size]));
}

import type { Constitution } from './constitution.ts';
import { type CitationFate, mapCitations } from './editions.ts';

/**
 * Where a cited passage stands in the constitution of today. `unknown`: it is not here under its id or in the same
 * words, and no text that it was cited from is at hand, so whether it was changed or dropped cannot be told.
 */
export type Citation = CitationFate | { readonly kind: 'unknown' };

/** The part of an id that is the passage's words alone. */
function wordsOfId(id: string): string {
  return id.slice(id.lastIndexOf('~') + 1);
}

/**
 * Follows cited ids into another edition.
 * @param editions texts that citations may have been made from, the latest first
 */
export function followCitations(
  ids: Iterable<string>,
  current: Constitution,
  editions: readonly Constitution[],
): ReadonlyMap<string, Citation> {
  const here = new Set(current.passages.map(({ id }) => id));
  const fatesIn = new Map<Constitution, ReadonlyMap<string, CitationFate>>();
  const fates = (edition: Constitution): ReadonlyMap<string, CitationFate> => {
    const known = fatesIn.get(edition) ?? mapCitations(edition, current);
    fatesIn.set(edition, known);
    return known;
  };
  const follow = (id: string): Citation => {
    if (here.has(id)) {
      return { kind: 'same', id };
    }
    const source = editions.find(({ passages }) => passages.some((passage) => passage.id === id));
    const fate = source === undefined ? undefined : fates(source).get(id);
    if (fate !== undefined) {
      return fate;
    }
    // Without the old text its hash still tells the same words under another heading, if they stand there once.
    const words = id.includes('~') ? current.passages.filter((p) => wordsOfId(p.id) === wordsOfId(id)) : [];
    const [only] = words;
    return only !== undefined && words.length === 1 ? { kind: 'same', id: only.id } : { kind: 'unknown' };
  };
  return new Map([...ids].map((id) => [id, follow(id)]));
}

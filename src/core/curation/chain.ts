import type { CurationEntry } from './decision.ts';

/**
 * The entries under one key, parted into the records that they are about: records with the same prompt share a key, and
 * what tells them apart is what their responses said. An accept leads from one text to the next; entries that such steps
 * connect are about one record. Order is kept.
 */
export function chainsOf(entries: readonly CurationEntry[]): readonly Chain[] {
  const parent = new Map<string, string>();
  const root = (hash: string): string => {
    let at = hash;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    parent.set(hash, at);
    return at;
  };
  for (const entry of entries) {
    const from = root(entry.response.hash);
    if (entry.type === 'accept' || entry.type === 'accept-edited') parent.set(root(entry.hashAfter), from);
  }
  const chains = new Map<string, { entries: CurationEntry[]; hashes: Set<string> }>();
  for (const entry of entries) {
    const name = root(entry.response.hash);
    const chain = chains.get(name) ?? { entries: [], hashes: new Set<string>() };
    chains.set(name, chain);
    chain.entries.push(entry);
    chain.hashes.add(entry.response.hash);
    if (entry.type === 'accept' || entry.type === 'accept-edited') chain.hashes.add(entry.hashAfter);
  }
  return [...chains.values()];
}

/** Entries about one record, oldest first, and the hashes of every text that its response is known to have had. */
export interface Chain {
  readonly entries: readonly CurationEntry[];
  readonly hashes: ReadonlySet<string>;
}

/**
 * The entries of one key that are about the response with this text. Where none is about the text, those that were last
 * seen on the record's line: the text was edited since.
 * @param line from 1.
 */
export function entriesAbout(
  entries: readonly CurationEntry[],
  hash: string,
  line: number,
): readonly CurationEntry[] {
  const chains = chainsOf(entries);
  const found =
    chains.find(({ hashes }) => hashes.has(hash)) ??
    chains.findLast((chain) => chain.entries.at(-1)?.record.line === line);
  return found?.entries ?? [];
}

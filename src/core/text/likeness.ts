/** A run of letters and digits of any script. */
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * Measures texts against one: the share of pairs of neighbouring words that both have, 0 to 1. Cheap enough for every record
 * of a dataset; linear in the length of a text.
 */
export function likenessTo(text: string): (other: string) => number {
  const own = pairsOf(text);
  return (other) => {
    const pairs = pairsOf(other);
    let both = 0;
    for (const pair of pairs) if (own.has(pair)) both++;
    const either = own.size + pairs.size - both;
    return either === 0 ? 0 : both / either;
  };
}

function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  let before = '';
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    pairs.add(`${before} ${word}`);
    before = word;
  }
  return pairs;
}

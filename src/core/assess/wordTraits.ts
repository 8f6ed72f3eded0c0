import type { Scan } from './sentences.ts';
import { TRAIT } from './traits.ts';

/** How many words of a text have each trait, and the units of all words. */
export interface WordTraits {
  nominal: number;
  adverb: number;
  contracted: number;
  long: number;
  short: number;
  letters: number;
}

/** One pass over the words. */
export function wordTraits({ is, start, end, count }: Scan): WordTraits {
  const n: WordTraits = { nominal: 0, adverb: 0, contracted: 0, long: 0, short: 0, letters: 0 };
  for (let i = 0; i < count; i++) {
    const bits = is[i] as number;
    n.letters += (end[i] as number) - (start[i] as number);
    if ((bits & TRAIT.short) !== 0) n.short++;
    if ((bits & RARE) === 0) continue;
    if ((bits & TRAIT.nominal) !== 0) n.nominal++;
    if ((bits & TRAIT.adverb) !== 0) n.adverb++;
    if ((bits & TRAIT.contracted) !== 0) n.contracted++;
    if ((bits & TRAIT.long) !== 0) n.long++;
  }
  return n;
}

const RARE = TRAIT.nominal | TRAIT.adverb | TRAIT.contracted | TRAIT.long;

/** Words that begin with a digit. */
export function numbersIn({ is, count }: Scan): number {
  let n = 0;
  for (let i = 0; i < count; i++) if (((is[i] as number) & TRAIT.number) !== 0) n++;
  return n;
}

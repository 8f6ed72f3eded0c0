import { units } from './units.ts';
import { codes, MOST_LETTERS, nextHash, prefixes, SEED_HASH, stemLength } from './wordHash.ts';

/**
 * What follows from a word's letters alone, kept by the word's hash: texts use the same words again and again. A word
 * takes the place of another whose hash falls into the same cell.
 */
const CELLS = 1 << 13;
/** A word's hash, its stem, and what it is, side by side. */
const FIELDS = 4;
export const words = new Int32Array(CELLS * FIELDS);
export const STEM = 1;
export const IS = 2;
/** Bits of `IS`. */
const KNOWN = 1;
/** Its ending names an act or a state. */
export const NOMINAL = 2;
/** It ends as adverbs do. */
export const ADVERB = 4;

/** Where in `words` the fields of the word between two places of `units` begin. */
export function place(hash: number, start: number, end: number): number {
  const at = ((hash ^ (hash >>> 15)) & (CELLS - 1)) * FIELDS;
  if (words[at] !== hash || words[at + IS] === 0) learn(at, hash, start, end);
  return at;
}

const ENDINGS = ['tion', 'sion', 'ment', 'ness', 'ity', 'ance', 'ence', 'ism'];
const LEAST_LETTERS = 7;

function learn(at: number, hash: number, start: number, end: number): void {
  const length = Math.min(end - start, MOST_LETTERS);
  let h = SEED_HASH;
  let word = '';
  for (let k = 0; k < length; k++) {
    const unit = units[start + k] as number;
    const letter = unit >= 65 && unit <= 90 ? unit + 32 : unit;
    codes[k] = letter;
    prefixes[k] = h;
    h = nextHash(h, letter);
    word += String.fromCharCode(letter);
  }
  prefixes[length] = h;
  const singular = word.endsWith('s') ? word.slice(0, -1) : word;
  let is = KNOWN;
  if (end - start >= LEAST_LETTERS) {
    if (ENDINGS.some((ending) => singular.endsWith(ending))) is |= NOMINAL;
    if (singular.endsWith('ly')) is |= ADVERB;
  }
  words[at] = hash;
  words[at + STEM] = prefixes[stemLength(length)] as number;
  words[at + IS] = is;
}

import { units } from './units.ts';
import { codes, MOST_LETTERS, nextHash, prefixes, SEED_HASH, stemLength } from './wordHash.ts';

/**
 * What follows from a word's letters alone, kept by the word's hash: texts use the same words again and again. A word
 * takes the place of another whose hash falls into the same cell.
 */
const CELLS = 1 << 13;
const hashes = new Int32Array(CELLS);
const known = new Uint8Array(CELLS);
export const stems = new Int32Array(CELLS);
/** One for a word whose ending names an act or a state. */
export const nominals = new Uint8Array(CELLS);
/** One for a word that ends as adverbs do. */
export const adverbs = new Uint8Array(CELLS);

/** The cell of the word between two places of `units`. */
export function place(hash: number, start: number, end: number): number {
  const at = (hash ^ (hash >>> 15)) & (CELLS - 1);
  if (hashes[at] !== hash || known[at] === 0) learn(at, hash, start, end);
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
  hashes[at] = hash;
  known[at] = 1;
  stems[at] = prefixes[stemLength(length)] as number;
  const singular = word.endsWith('s') ? word.slice(0, -1) : word;
  const long = end - start >= LEAST_LETTERS;
  nominals[at] = long && ENDINGS.some((ending) => singular.endsWith(ending)) ? 1 : 0;
  adverbs[at] = long && singular.endsWith('ly') ? 1 : 0;
}

import { LEXICON } from './lexicon/all.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { TRAIT } from './traits.ts';
import { units } from './units.ts';
import { codes, MOST_LETTERS, nextHash, prefixes, SEED_HASH, stemLength } from './wordHash.ts';

const CELLS = 1 << 14;
/** A word's hash, its stem, what begins with it in the lexicon, and what it is, side by side. */
const FIELDS = 4;
export const STEM = 1;
export const BEGINS = 2;
export const IS = 3;

/** Where in `Vocabulary.words` the fields of a word begin; they are those of another as long as its hash is not there. */
export function cellOf(hash: number): number {
  return ((hash ^ (hash >>> 15)) & (CELLS - 1)) * FIELDS;
}

/**
 * What follows from a word alone, kept by the word's hash: texts use the same words again and again. A word takes the
 * place of another whose hash falls into the same cell.
 */
export class Vocabulary {
  readonly words = new Int32Array(CELLS * FIELDS);
  readonly lexicon: Lexicon;

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
    // Zero falls into the first cell; it stands for no word in all others.
    this.words[0] = 1;
  }

  /** Puts the word between two places of `units` into the cell that is its own. */
  learn(at: number, hash: number, start: number, end: number): void {
    const size = end - start;
    const length = Math.min(size, MOST_LETTERS);
    let h = SEED_HASH;
    let is = size >= 9 ? TRAIT.long : size <= 3 ? TRAIT.short : 0;
    for (let k = 0; k < length; k++) {
      const unit = units[start + k] as number;
      const letter = unit >= 65 && unit <= 90 ? unit + 32 : unit;
      if (letter === APOSTROPHE) is |= TRAIT.contracted;
      codes[k] = letter;
      prefixes[k] = h;
      h = nextHash(h, letter);
    }
    prefixes[length] = h;
    const stem = prefixes[stemLength(length)] as number;
    if (size >= LEAST_LETTERS) {
      const singular = codes[length - 1] === S ? length - 1 : length;
      if (ENDINGS.some((ending) => endsWith(singular, ending))) is |= TRAIT.nominal;
      if (endsWith(singular, LY)) is |= TRAIT.adverb;
    }
    if (this.lexicon.isStop(hash)) is |= TRAIT.stop;
    if (this.lexicon.continues(hash)) is |= TRAIT.continues;
    const first = codes[0] as number;
    if (first >= 48 && first < 58) is |= TRAIT.number;
    this.words[at] = hash;
    this.words[at + STEM] = stem;
    this.words[at + BEGINS] = this.lexicon.begins(hash, stem);
    this.words[at + IS] = is;
  }
}

const APOSTROPHE = 39;
const S = 115;
const LEAST_LETTERS = 7;
const letters = (word: string): number[] => Array.from(word, (letter) => letter.charCodeAt(0));
const ENDINGS = ['tion', 'sion', 'ment', 'ness', 'ity', 'ance', 'ence', 'ism'].map(letters);
const LY = letters('ly');

/** Whether the first letters of `codes` end so. */
function endsWith(length: number, ending: readonly number[]): boolean {
  return ending.every((letter, k) => codes[length - ending.length + k] === letter);
}

/** The vocabulary of the texts that are assessed. */
export const VOCABULARY = new Vocabulary(LEXICON);

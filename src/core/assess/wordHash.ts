/**
 * Words as 32-bit numbers. A text is scanned without making a string per word: letters are folded into a rolling hash,
 * and because the hash runs from left to right, the hash of the stem is the hash of a prefix of the word.
 */

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

const E = 101;
const S = 115;

/** Filled by `hashWord`: the word as written (lower case) and its stem. */
export interface WordHash {
  full: number;
  stem: number;
}

function isVowel(code: number): boolean {
  return code === 97 || code === 101 || code === 105 || code === 111 || code === 117;
}

/** Letters that count for the hash; what a word has beyond them is not read. */
export const MOST_LETTERS = 60;
export const SEED_HASH = SEED | 0;

/** The letters of the word that is being read, folded, and the hash before each of them (and after the last). */
export const codes = new Uint16Array(64);
export const prefixes = new Int32Array(65);

/** The hash of a word that goes on with one more (folded) letter. */
export function nextHash(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, PRIME);
}

/**
 * Hashes the word between `start` and `end` of `text` into `out`. Apostrophes of every kind are one character, letters
 * are folded to lower case, a possessive ending does not count for the stem. At most `MOST_LETTERS` are read.
 */
export function hashWord(text: string, start: number, end: number, out: WordHash): void {
  let h = SEED;
  let n = 0;
  const stop = end - start > MOST_LETTERS ? start + MOST_LETTERS : end;
  for (let i = start; i < stop; i++) {
    let c = text.charCodeAt(i);
    if (c >= 65 && c <= 90) c += 32;
    else if (c === 0x2019 || c === 0x2018) c = 39;
    codes[n] = c;
    prefixes[n] = h;
    h = Math.imul(h ^ c, PRIME);
    n++;
  }
  prefixes[n] = h;
  out.full = h;
  out.stem = prefixes[stemLength(n)] ?? h;
}

/** Length of the stem of the word in `codes`: a light suffix stripper that only ever cuts, so that it stays a prefix. */
export function stemLength(length: number): number {
  let n = length;
  if (n > 2 && codes[n - 1] === S && codes[n - 2] === 39) n -= 2;
  if (n > 3 && codes[n - 1] === S && codes[n - 2] !== S && codes[n - 2] !== 117 && codes[n - 2] !== 105) {
    n -= 1;
    if (n > 3 && codes[n - 1] === E) {
      const before = codes[n - 2] ?? 0;
      if (before === 105) return n - 2;
      if (before === S || before === 120 || before === 122 || before === 104) return n - 1;
    }
  }
  if (n > 5 && codes[n - 1] === 103 && codes[n - 2] === 110 && codes[n - 3] === 105) return undouble(n - 3);
  if (n > 4 && codes[n - 1] === 100 && codes[n - 2] === E) {
    if (codes[n - 3] === 105) return n - 3;
    return undouble(n - 2);
  }
  if (n > 5 && codes[n - 1] === 121 && codes[n - 2] === 108) return undouble(n - 2);
  if (n > 3 && codes[n - 1] === 121) return n - 1;
  if (n > 3 && codes[n - 1] === E) return n - 1;
  return n;
}

function undouble(n: number): number {
  const last = codes[n - 1] ?? 0;
  if (n > 3 && last === codes[n - 2] && last !== 108 && last !== S && !isVowel(last)) return n - 1;
  if (n > 3 && (last === E || last === 121)) return n - 1;
  return n;
}

const scratch: WordHash = { full: 0, stem: 0 };

export function fullHash(word: string): number {
  hashWord(word, 0, word.length, scratch);
  return scratch.full;
}

export function stemHash(word: string): number {
  hashWord(word, 0, word.length, scratch);
  return scratch.stem;
}

/** A fixed table from 32-bit hashes to small non-negative numbers; -1 for what it does not hold. */
export class HashTable {
  /** Hash and value of each cell side by side. */
  private readonly cells: Int32Array;
  private readonly mask: number;
  /** A bit for the low end of each hash held: most lookups of other hashes end here. */
  private readonly seen: Int32Array;
  private readonly seenMask: number;

  constructor(entries: Iterable<readonly [hash: number, value: number]>) {
    const list = [...entries];
    let size = 16;
    while (size < list.length * 3) size *= 2;
    this.cells = new Int32Array(size * 2).fill(-1);
    this.mask = size - 1;
    this.seen = new Int32Array(Math.max(1, size / 4));
    this.seenMask = this.seen.length * 32 - 1;
    for (const [hash, value] of list) {
      const bit = hash & this.seenMask;
      this.seen[bit >> 5] = (this.seen[bit >> 5] as number) | (1 << (bit & 31));
      let at = (hash ^ (hash >>> 15)) & this.mask;
      while (this.cells[at * 2 + 1] !== -1 && this.cells[at * 2] !== hash) at = (at + 1) & this.mask;
      this.cells[at * 2] = hash;
      this.cells[at * 2 + 1] = value;
    }
  }

  get(hash: number): number {
    const bit = hash & this.seenMask;
    if ((((this.seen[bit >> 5] as number) >>> (bit & 31)) & 1) === 0) return -1;
    const { cells, mask } = this;
    let at = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const value = cells[at * 2 + 1] as number;
      if (value === -1 || cells[at * 2] === hash) return value;
      at = (at + 1) & mask;
    }
  }
}

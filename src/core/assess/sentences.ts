import { integers } from './arena.ts';
import { codes, endings, MOST_LETTERS, nextHash, prefixes, SEED_HASH, stemLength } from './wordHash.ts';

/** What a sentence looks like, as bits of `Sentence.form`. */
export const FORM = { bullet: 1, question: 2, heading: 4, quote: 8, exclaim: 16 } as const;

export interface Sentence {
  /** UTF-16 units of the scanned text, `end` exclusive, white space trimmed. */
  readonly start: number;
  readonly end: number;
  /** Words `firstWord` up to, and not with, `endWord`. */
  readonly firstWord: number;
  readonly endWord: number;
  readonly form: number;
}

/** The words and sentences of a text. Fenced code is left out. */
export interface Scan {
  readonly text: string;
  readonly count: number;
  readonly full: Int32Array;
  readonly stem: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly sentences: readonly Sentence[];
  /** Share of the characters that stand in fenced code. */
  readonly code: number;
  readonly digits: number;
  /** Words that begin with a capital inside a sentence: names, mostly. */
  readonly names: number;
}

/** Kinds of UTF-16 units. A unit of a word, other than a capital, is read as it is. */
const LETTER = 1;
const CAPITAL = 2;
const DIGIT = 3;
const MARK = 4;
const BREAK = 5;
const APOSTROPHE = 6;
const kinds = new Uint8Array(1 << 16);
kinds.fill(LETTER, 0xc0);
kinds.fill(0, 0x2000, 0x2070);
kinds.fill(LETTER, 97, 123);
kinds.fill(CAPITAL, 65, 91);
kinds.fill(DIGIT, 48, 58);
for (const c of [0xd7, 0xf7]) kinds[c] = 0;
for (const c of [46, 33, 63]) kinds[c] = MARK;
for (const c of [10, 13, 0x2028]) kinds[c] = BREAK;
for (const c of [39, 0x2019]) kinds[c] = APOSTROPHE;

function isWordKind(kind: number): boolean {
  return kind >= LETTER && kind <= DIGIT;
}

function isWordCode(c: number): boolean {
  return isWordKind(kinds[c] as number);
}

const SPACE = 32;
const NEWLINE = 10;

/** The words of the text that is being scanned; a scan takes its own copy in the end. */
let full = new Int32Array(4098);
let stem = new Int32Array(4098);
let start = new Int32Array(4098);
let end = new Int32Array(4098);

/** The text itself: an array is read faster than a string. */
let units = new Uint16Array(8192);

function makeRoom(length: number): void {
  if (units.length >= length) return;
  units = new Uint16Array(length);
  const capacity = (length >> 1) + 2;
  full = new Int32Array(capacity);
  stem = new Int32Array(capacity);
  start = new Int32Array(capacity);
  end = new Int32Array(capacity);
}

function kept(words: Int32Array, count: number): Int32Array {
  const copy = integers(count);
  for (let i = 0; i < count; i++) copy[i] = words[i] as number;
  return copy;
}

/** One pass over a text. Linear in its length. */
export function scan(text: string): Scan {
  const length = text.length;
  makeRoom(length);
  // Names of this function's own: the loop below would look up those of the module for every letter.
  const read = units;
  const kindOf = kinds;
  const letters = codes;
  const hashes = prefixes;
  for (let k = 0; k < length; k++) read[k] = text.charCodeAt(k);
  const fulls = full;
  const stems = stem;
  const starts = start;
  const ends = end;
  const sentences: Sentence[] = [];
  let count = 0;
  let code = 0;
  let digits = 0;
  let names = 0;
  let i = 0;
  let lineStart = true;
  let form = 0;
  let from = 0;
  let firstWord = 0;

  while (i < length) {
    const c = read[i] as number;
    const kind = kindOf[c] as number;
    if (kind === BREAK) {
      if (count > firstWord) sentences.push(sentence(text, from, i, firstWord, count, form));
      firstWord = count;
      i++;
      from = i;
      lineStart = true;
      form = 0;
      continue;
    }
    if (lineStart) {
      if (c === SPACE || c === 9) {
        i++;
        continue;
      }
      lineStart = false;
      if (c === 96 && text.startsWith('```', i)) {
        const closing = text.indexOf('\n```', i + 3);
        const to = closing < 0 ? length : closing + 4;
        code += to - i;
        i = to;
        from = i;
        continue;
      }
      if (c === 35) form = FORM.heading;
      else if (c === 62) form = FORM.quote;
      else if (c === 0x2022 || ((c === 45 || c === 42 || c === 0x2013) && text.charCodeAt(i + 1) === SPACE)) {
        form = FORM.bullet;
      } else if (kind === DIGIT) {
        let j = i + 1;
        while (j < i + 3 && text.charCodeAt(j) >= 48 && text.charCodeAt(j) <= 57) j++;
        const after = text.charCodeAt(j);
        if ((after === 46 || after === 41) && text.charCodeAt(j + 1) === SPACE) {
          form = FORM.bullet;
          i = j + 1;
          continue;
        }
      }
    }
    if (isWordKind(kind)) {
      let j = i;
      let n = 0;
      let hash = SEED_HASH;
      let letter = c;
      let letterKind = kind;
      for (;;) {
        if (letterKind === CAPITAL) letter += 32;
        else if (letterKind === APOSTROPHE) letter = 39;
        if (n < MOST_LETTERS) {
          letters[n] = letter;
          hashes[n] = hash;
          hash = nextHash(hash, letter);
          n++;
        }
        j++;
        if (j >= length) break;
        letter = read[j] as number;
        letterKind = kindOf[letter] as number;
        if (isWordKind(letterKind)) continue;
        if (
          letterKind !== APOSTROPHE ||
          j + 1 >= length ||
          !isWordKind(kindOf[read[j + 1] as number] as number)
        )
          break;
      }
      hashes[n] = hash;
      fulls[count] = hash;
      stems[count] = (endings[letters[n - 1] as number] === 1 ? hashes[stemLength(n)] : hash) as number;
      starts[count] = i;
      ends[count] = j;
      if (kind === DIGIT) digits++;
      else if (kind === CAPITAL && count > firstWord && j - i > 1) names++;
      count++;
      i = j;
      continue;
    }
    if (kind === MARK) {
      let j = i + 1;
      while (j < length && isCloser(read[j] as number)) j++;
      const next = j < length ? (read[j] as number) : SPACE;
      if ((next === SPACE || next === NEWLINE || next === 13) && !(c === 46 && isAbbreviation(text, i))) {
        const mark = c === 63 ? FORM.question : c === 33 ? FORM.exclaim : 0;
        if (count > firstWord) sentences.push(sentence(text, from, j, firstWord, count, form | mark));
        from = j;
        firstWord = count;
      }
      i = j;
      continue;
    }
    i++;
  }
  if (count > firstWord) sentences.push(sentence(text, from, length, firstWord, count, form));
  return {
    text,
    count,
    full: kept(fulls, count),
    stem: kept(stems, count),
    start: kept(starts, count),
    end: kept(ends, count),
    sentences,
    code: length === 0 ? 0 : code / length,
    digits,
    names,
  };
}

/** The sentence between two places of a text, white space trimmed. */
function sentence(
  text: string,
  from: number,
  to: number,
  firstWord: number,
  endWord: number,
  form: number,
): Sentence {
  let a = from;
  let b = to;
  while (a < b && text.charCodeAt(a) <= SPACE) a++;
  while (b > a && text.charCodeAt(b - 1) <= SPACE) b--;
  return { start: a, end: b, firstWord, endWord, form };
}

function isCloser(c: number): boolean {
  return (
    c === 34 ||
    c === 39 ||
    c === 41 ||
    c === 42 ||
    c === 93 ||
    c === 0x201d ||
    c === 0x2019 ||
    c === 33 ||
    c === 46 ||
    c === 63
  );
}

/** Whether the full stop at `at` ends a short form (`Mr.`, `e.g.`, an initial) and no sentence. */
function isAbbreviation(text: string, at: number): boolean {
  let a = at;
  while (a > 0 && at - a < 5 && isWordCode(text.charCodeAt(a - 1))) a--;
  const size = at - a;
  if (size === 0 || size > 3) return false;
  if (size === 1) return text.charCodeAt(a) > 64 && text.charCodeAt(a) !== 73;
  const word = text.slice(a, at).toLowerCase();
  return (
    word === 'mr' ||
    word === 'dr' ||
    word === 'ms' ||
    word === 'mrs' ||
    word === 'st' ||
    word === 'vs' ||
    word === 'etc'
  );
}

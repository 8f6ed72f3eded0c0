import { hashWord, type WordHash } from './wordHash.ts';

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

const LETTER = 1;
const DIGIT = 2;
const MARK = 3;
const kinds = new Uint8Array(128);
for (let c = 97; c <= 122; c++) kinds[c] = LETTER;
for (let c = 65; c <= 90; c++) kinds[c] = LETTER;
for (let c = 48; c <= 57; c++) kinds[c] = DIGIT;
for (const c of [46, 33, 63]) kinds[c] = MARK;

function isWordCode(c: number): boolean {
  if (c < 128) return kinds[c] === LETTER || kinds[c] === DIGIT;
  return c >= 0xc0 && (c < 0x2000 || c > 0x206f) && c !== 0xd7 && c !== 0xf7;
}

const SPACE = 32;
const NEWLINE = 10;

/** One pass over a text. Linear in its length. */
export function scan(text: string): Scan {
  const capacity = (text.length >> 1) + 2;
  const full = new Int32Array(capacity);
  const stem = new Int32Array(capacity);
  const start = new Int32Array(capacity);
  const end = new Int32Array(capacity);
  const sentences: Sentence[] = [];
  const hash: WordHash = { full: 0, stem: 0 };
  const length = text.length;
  let count = 0;
  let code = 0;
  let digits = 0;
  let names = 0;
  let i = 0;
  let lineStart = true;
  let form = 0;
  let from = 0;
  let firstWord = 0;

  const close = (to: number, extra: number): void => {
    if (count > firstWord) {
      let a = from;
      let b = to;
      while (a < b && text.charCodeAt(a) <= SPACE) a++;
      while (b > a && text.charCodeAt(b - 1) <= SPACE) b--;
      sentences.push({ start: a, end: b, firstWord, endWord: count, form: form | extra });
    }
    from = to;
    firstWord = count;
  };

  while (i < length) {
    const c = text.charCodeAt(i);
    if (c === NEWLINE || c === 13 || c === 0x2028) {
      close(i, 0);
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
      } else if (c >= 48 && c <= 57) {
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
    if (isWordCode(c)) {
      let j = i + 1;
      while (j < length) {
        const d = text.charCodeAt(j);
        if (isWordCode(d)) j++;
        else if ((d === 39 || d === 0x2019) && j + 1 < length && isWordCode(text.charCodeAt(j + 1))) j += 2;
        else break;
      }
      hashWord(text, i, j, hash);
      full[count] = hash.full;
      stem[count] = hash.stem;
      start[count] = i;
      end[count] = j;
      if (c >= 48 && c <= 57) digits++;
      else if (c >= 65 && c <= 90 && count > firstWord && j - i > 1) names++;
      count++;
      i = j;
      continue;
    }
    if (c < 128 && kinds[c] === MARK) {
      let j = i + 1;
      while (j < length && isCloser(text.charCodeAt(j))) j++;
      const next = j < length ? text.charCodeAt(j) : SPACE;
      if ((next === SPACE || next === NEWLINE || next === 13) && !(c === 46 && isAbbreviation(text, i))) {
        close(j, c === 63 ? FORM.question : c === 33 ? FORM.exclaim : 0);
      }
      i = j;
      continue;
    }
    i++;
  }
  close(length, 0);
  return {
    text,
    count,
    full,
    stem,
    start,
    end,
    sentences,
    code: length === 0 ? 0 : code / length,
    digits,
    names,
  };
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

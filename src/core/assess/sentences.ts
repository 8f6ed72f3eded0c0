import { BULLET, DASH, QUOTE, readUnits, units } from './units.ts';
import { BEGINS, cellOf, IS, STEM, VOCABULARY, type Vocabulary } from './vocabulary.ts';
import { MOST_LETTERS, nextHash, SEED_HASH } from './wordHash.ts';

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

/** Kinds of units, see `units.ts`. A unit of a word, other than a capital, is read as it is. */
const LETTER = 1;
const CAPITAL = 2;
const DIGIT = 3;
const MARK = 4;
const BREAK = 5;
const APOSTROPHE = 6;
const kinds = new Uint8Array(256);
kinds.fill(LETTER, 0xc0);
kinds.fill(LETTER, 97, 123);
kinds.fill(CAPITAL, 65, 91);
kinds.fill(DIGIT, 48, 58);
for (const c of [0xd7, 0xf7]) kinds[c] = 0;
for (const c of [46, 33, 63]) kinds[c] = MARK;
for (const c of [10, 13]) kinds[c] = BREAK;
kinds[39] = APOSTROPHE;

/** The unit of a word folded to lower case; zero for what stands in no word. */
const folded = new Uint8Array(256);
for (let c = 0; c < 256; c++)
  if (isWordKind(kinds[c] as number)) folded[c] = kinds[c] === CAPITAL ? c + 32 : c;

function isWordKind(kind: number): boolean {
  return kind >= LETTER && kind <= DIGIT;
}

const APOSTROPHE_UNIT = 39;
const SPACE = 32;
const NEWLINE = 10;
/** Numbers kept of a sentence. */
const FIELDS = 5;

/** The words and sentences of a text. Fenced code is left out. Arrays hold more cells than are counted. */
export class Scan {
  text = '';
  /** Words. */
  count = 0;
  full = new Int32Array(0);
  stem = new Int32Array(0);
  start = new Int32Array(0);
  end = new Int32Array(0);
  /** What the vocabulary says each word is: bits of `TRAIT`. */
  is = new Uint8Array(0);
  /** Words with which something begins in the lexicon, and what. */
  beginnings = 0;
  beginning = new Int32Array(0);
  begins = new Int32Array(0);
  sentenceCount = 0;
  /** Share of the characters that stand in fenced code. */
  code = 0;
  /** Words that begin with a capital inside a sentence: names, mostly. */
  names = 0;
  #sentences = new Int32Array(0);
  readonly #vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary = VOCABULARY) {
    this.#vocabulary = vocabulary;
  }

  sentence(i: number): Sentence {
    return {
      start: this.startOf(i),
      end: this.#sentences[i * FIELDS + 1] as number,
      firstWord: this.firstWord(i),
      endWord: this.endWord(i),
      form: this.form(i),
    };
  }

  startOf(i: number): number {
    return this.#sentences[i * FIELDS] as number;
  }

  firstWord(i: number): number {
    return this.#sentences[i * FIELDS + 2] as number;
  }

  endWord(i: number): number {
    return this.#sentences[i * FIELDS + 3] as number;
  }

  form(i: number): number {
    return this.#sentences[i * FIELDS + 4] as number;
  }

  /** Gives back the memory that this text does not need. */
  trim(): void {
    this.full = this.full.slice(0, this.count);
    this.stem = this.stem.slice(0, this.count);
    this.start = this.start.slice(0, this.count);
    this.end = this.end.slice(0, this.count);
    this.is = this.is.slice(0, this.count);
    this.beginning = this.beginning.slice(0, this.beginnings);
    this.begins = this.begins.slice(0, this.beginnings);
    this.#sentences = this.#sentences.slice(0, this.sentenceCount * FIELDS);
  }

  #makeRoom(length: number): void {
    const words = (length >> 1) + 2;
    if (this.full.length >= words) return;
    this.full = new Int32Array(words);
    this.stem = new Int32Array(words);
    this.start = new Int32Array(words);
    this.end = new Int32Array(words);
    this.is = new Uint8Array(words);
    this.beginning = new Int32Array(words);
    this.begins = new Int32Array(words);
  }

  /** Ends a sentence between two places of the text, white space trimmed. */
  #close(from: number, to: number, firstWord: number, form: number): void {
    const at = this.sentenceCount * FIELDS;
    if (at + FIELDS > this.#sentences.length) {
      const wider = new Int32Array(Math.max(16 * FIELDS, 2 * this.#sentences.length));
      wider.set(this.#sentences);
      this.#sentences = wider;
    }
    const cells = this.#sentences;
    let a = from;
    let b = to;
    while (a < b && (units[a] as number) <= SPACE) a++;
    while (b > a && (units[b - 1] as number) <= SPACE) b--;
    cells[at] = a;
    cells[at + 1] = b;
    cells[at + 2] = firstWord;
    cells[at + 3] = this.count;
    cells[at + 4] = form;
    this.sentenceCount++;
  }

  /** One pass over a text, in place of the one before. Linear in its length. */
  read(text: string): void {
    const length = text.length;
    this.#makeRoom(length);
    readUnits(text);
    this.text = text;
    this.sentenceCount = 0;
    // Names of this function's own: the loop below would look up those of the module for every letter.
    const read = units;
    const kindOf = kinds;
    const fold = folded;
    const fulls = this.full;
    const stems = this.stem;
    const starts = this.start;
    const ends = this.end;
    const traits = this.is;
    const { beginning, begins } = this;
    const vocabulary = this.#vocabulary;
    const { words } = vocabulary;
    let count = 0;
    let beginnings = 0;
    let code = 0;
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
        if (count > firstWord) {
          this.count = count;
          this.#close(from, i, firstWord, form);
        }
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
        else if (c === BULLET || ((c === 45 || c === 42 || c === DASH) && read[i + 1] === SPACE)) {
          form = FORM.bullet;
        } else if (kind === DIGIT) {
          let j = i + 1;
          while (j < i + 3 && kindOf[read[j] as number] === DIGIT) j++;
          const after = read[j];
          if ((after === 46 || after === 41) && read[j + 1] === SPACE) {
            form = FORM.bullet;
            i = j + 1;
            continue;
          }
        }
      }
      if (isWordKind(kind)) {
        let j = i;
        let hash = SEED_HASH;
        for (let letter = fold[c] as number; ; ) {
          hash = nextHash(hash, letter);
          j++;
          const unit = read[j] as number;
          letter = fold[unit] as number;
          if (letter !== 0) continue;
          if (unit !== 39 || fold[read[j + 1] as number] === 0) break;
          letter = 39;
        }
        if (j - i > MOST_LETTERS) hash = hashOfFirst(i, i + MOST_LETTERS);
        const at = cellOf(hash);
        if (words[at] !== hash) vocabulary.learn(at, hash, i, j);
        fulls[count] = hash;
        stems[count] = words[at + STEM] as number;
        starts[count] = i;
        ends[count] = j;
        traits[count] = words[at + IS] as number;
        const begun = words[at + BEGINS] as number;
        if (begun !== 0) {
          beginning[beginnings] = count;
          begins[beginnings] = begun;
          beginnings++;
        }
        if (kind === CAPITAL && count > firstWord && j - i > 1) names++;
        count++;
        i = j;
        // Most words end at a space, which says nothing.
        if (read[i] === SPACE) i++;
        continue;
      }
      if (kind === MARK) {
        let j = i + 1;
        while (j < length && closers[read[j] as number] === 1) j++;
        const next = j < length ? (read[j] as number) : SPACE;
        if ((next === SPACE || next === NEWLINE || next === 13) && !(c === 46 && isAbbreviation(i))) {
          const mark = c === 63 ? FORM.question : c === 33 ? FORM.exclaim : 0;
          if (count > firstWord) {
            this.count = count;
            this.#close(from, j, firstWord, form | mark);
          }
          from = j;
          firstWord = count;
        }
        i = j;
        continue;
      }
      i++;
    }
    this.count = count;
    this.beginnings = beginnings;
    if (count > firstWord) this.#close(from, length, firstWord, form);
    this.code = length === 0 ? 0 : code / length;
    this.names = names;
  }
}

/** The hash of a word of which only these units count. */
function hashOfFirst(start: number, end: number): number {
  let hash = SEED_HASH;
  for (let i = start; i < end; i++) hash = nextHash(hash, folded[units[i] as number] || APOSTROPHE_UNIT);
  return hash;
}

/** A text scanned by itself. */
export function scan(text: string, vocabulary: Vocabulary = VOCABULARY): Scan {
  const made = new Scan(vocabulary);
  made.read(text);
  made.trim();
  return made;
}

/** What may stand between the mark that ends a sentence and the space after it. */
const closers = new Uint8Array(256);
for (const c of [34, 39, 41, 42, 93, QUOTE, 33, 46, 63]) closers[c] = 1;

/** Whether the full stop at `at` ends a short form (`Mr.`, `e.g.`, an initial) and no sentence. */
function isAbbreviation(at: number): boolean {
  let a = at;
  while (a > 0 && at - a < 5 && folded[units[a - 1] as number] !== 0) a--;
  const size = at - a;
  if (size === 0 || size > 3) return false;
  if (size === 1) return (units[a] as number) > 64 && units[a] !== 73;
  let word = '';
  for (let k = a; k < at; k++) word += String.fromCharCode(folded[units[k] as number] as number);
  return SHORT_FORMS.has(word);
}

const SHORT_FORMS: ReadonlySet<string> = new Set(['mr', 'dr', 'ms', 'mrs', 'st', 'vs', 'etc']);

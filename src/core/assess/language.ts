/**
 * Whether a text can be read with English cues. Cheap: the share of letters outside the Latin script, then the share
 * of English function words among the first words.
 */

import { HashTable } from './wordHash.ts';

const STOP_WORDS = (
  'the a an and or but of to in on at for with from by is are was were be been it its this that these those you your ' +
  'i me my we our he she they them his her their not no do does did can could will would should have has had if as ' +
  "so what how when who why there here about just more some any all one out up than then i'm don't it's"
).split(' ');

const SAMPLE = 600;
/** With fewer words there is no telling. */
const LEAST_WORDS = 12;
/** A text in which fewer of the words are stop words may be in another language. */
const LEAST_SHARE = 0.08;
const NON_LATIN =
  /[\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Bengali}\p{Script=Tamil}]/gu;

export type Language = 'english' | 'other' | 'unknown';

const LETTERS = 27;
const LONGEST_STOP = 6;
const APOSTROPHE = 39;
const RIGHT_QUOTE = 0x2019;

/** A word of at most six letters of `a` to `z` and the apostrophe as a number of its own. */
function wordNumber(word: string): number {
  let n = 0;
  for (let i = 0; i < word.length; i++) n = n * (LETTERS + 1) + letterNumber(word.charCodeAt(i));
  return n;
}

function letterNumber(code: number): number {
  return code === APOSTROPHE ? LETTERS : code - 96;
}

/** The number of each letter among the units below 256. */
const letterNumbers = Int32Array.from({ length: 256 }, (_, c) => letterNumber(c === APOSTROPHE ? c : c | 32));

const STOP = new HashTable(STOP_WORDS.map((word) => [wordNumber(word), 1] as const));

/** Kinds of the units below 256: a letter of English words, another letter, neither. */
const PLAIN = 1;
const ACCENTED = 2;
const kinds = new Uint8Array(256);
for (let c = 0; c < 256; c++) {
  const letter = String.fromCharCode(c);
  if (/[a-z']/i.test(letter)) kinds[c] = PLAIN;
  else if (/\p{L}/u.test(letter)) kinds[c] = ACCENTED;
}

interface Counts {
  words: number;
  stops: number;
  /** Words that are no stop words and have a letter besides `a` to `z`. */
  accented: number;
}

/** The sample that is being read, a byte a unit, and zeros after it: an array is read faster than a string. */
const sampled = new Uint8Array(SAMPLE + 1);
const encoder = new TextEncoder();

/** Fills `sampled`; false for a text with letters that are not Latin. */
function readSample(text: string): boolean {
  const { length } = text;
  // Plain ASCII is copied as a whole; a text that is something else does not fit.
  const plain = encoder.encodeInto(text, sampled);
  const isPlain = plain.read === length && plain.written === length;
  sampled[length] = 0;
  if (isPlain) return true;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c < 256) sampled[i] = c;
    else if (c === RIGHT_QUOTE) sampled[i] = APOSTROPHE;
    // General punctuation, and the halves of pictures, hold no letters.
    else if ((c >= 0x2000 && c < 0x2070) || (c >= 0xd83c && c <= 0xd83e) || (c >= 0xdc00 && c < 0xe000))
      sampled[i] = 0;
    else return false;
  }
  return true;
}

/**
 * Counts the words of a text in Latin letters, quotation marks, dashes and pictures, without making a string a word.
 * Null for a text with anything else, or with code or links, which do not count as words.
 */
function countPlain(text: string): Counts | null {
  if (text.includes('`') || (text.includes('http') && /https?:/.test(text)) || !readSample(text)) return null;
  const read = sampled;
  const kindOf = kinds;
  let words = 0;
  let stops = 0;
  let accented = 0;
  let number = 0;
  let letters = 0;
  let foreign = false;
  // Words and spaces share the units between them: with so many stop words the text is English whatever comes after.
  const enough = Math.max(LEAST_WORDS, (LEAST_SHARE * (text.length + 1)) / 2);
  for (let i = 0; i <= text.length && stops < enough; i++) {
    const c = read[i] as number;
    const kind = kindOf[c] as number;
    if (kind === PLAIN) {
      letters++;
      if (letters <= LONGEST_STOP) number = number * (LETTERS + 1) + (letterNumbers[c] as number);
    } else if (kind === ACCENTED) {
      letters++;
      foreign = true;
    } else if (letters > 0) {
      words++;
      if (foreign) accented++;
      else if (letters <= LONGEST_STOP && STOP.get(number) === 1) stops++;
      letters = 0;
      number = 0;
      foreign = false;
    }
  }
  return { words, stops, accented };
}

function countAny(text: string): Counts {
  const words =
    text
      .replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`|https?:\S+/g, ' ')
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}']+/gu) ?? [];
  let stops = 0;
  let accented = 0;
  for (const word of words) {
    if (/[^a-z']/.test(word)) accented++;
    else if (word.length <= LONGEST_STOP && STOP.get(wordNumber(word)) === 1) stops++;
  }
  return { words: words.length, stops, accented };
}

/** `unknown` where there are too few words to tell; such texts are read as English. */
export function language(text: string): Language {
  const sample = text.length > SAMPLE ? text.slice(0, SAMPLE) : text;
  const plain = countPlain(sample);
  if (plain === null) {
    const foreign = sample.match(NON_LATIN)?.length ?? 0;
    const latin = sample.match(/[a-z]/gi)?.length ?? 0;
    if (foreign > 8 && foreign * 2 > latin) return 'other';
  }
  const { words, stops, accented } = plain ?? countAny(sample);
  if (words < LEAST_WORDS) return 'unknown';
  const share = stops / words;
  if (share >= 0.15) return 'english';
  if (share < LEAST_SHARE && accented / words > 0.02) return 'other';
  if (share < 0.05 && words >= 40 && FOREIGN_STOP.test(sample)) return 'other';
  return share < 0.05 ? 'unknown' : 'english';
}

const FOREIGN_STOP =
  /\b(?:und|der|die|nicht|ist|que|los|las|para|una|pour|les|des|est|dans|och|att|het|een|niet|nie|jest|per|che|della|não|uma|ve|bir)\b.*\b(?:und|der|die|nicht|ist|que|los|las|para|una|pour|les|des|est|dans|och|att|het|een|niet|nie|jest|per|che|della|não|uma|ve|bir)\b/is;

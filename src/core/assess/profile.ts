import { bytes, doubles, integers } from './arena.ts';
import { LEXICON } from './lexicon/all.ts';
import { type Scan, type Sentence, scan } from './sentences.ts';
import { StemSet } from './stemSet.ts';

/** A text scanned and matched against the lexicon: how often each class occurs, and in which sentences. */
export interface Profile {
  readonly scan: Scan;
  /** Occurrences by class number. */
  readonly counts: Float64Array;
  /** For each sentence the class numbers it holds, `width` cells a sentence. */
  readonly inSentence: Uint8Array;
  readonly width: number;
  /** One for each sentence that opens with an order (`Tell her …`), list marks aside. */
  readonly opensWithOrder: Uint8Array;
  /** Every match in the order of the words: its class, its first word, and the word after its last. */
  readonly hitClass: Int32Array;
  readonly hitWord: Int32Array;
  readonly hitEnd: Int32Array;
  /** Stems of the words that carry a topic. */
  readonly stems: StemSet;
}

const WIDTH = LEXICON.names.length;
const STOP = LEXICON.id('stop');
const ORDER = LEXICON.id('order');

/** Scans and matches `text`; `from` and `to` bounds are the caller's business. Linear in the text's length. */
export function profile(text: string): Profile {
  return text === '' ? NOTHING : matched(scan(text));
}

function matched(words: Scan): Profile {
  const { sentences, count, stem } = words;
  const counts = doubles(WIDTH);
  const inSentence = bytes(WIDTH * sentences.length);
  const stopped = bytes(count);
  const opensWithOrder = bytes(sentences.length);
  const found = LEXICON.find(words);
  const { classId, first, end } = found;
  const hitClass = integers(found.count);
  const hitWord = integers(found.count);
  const hitEnd = integers(found.count);
  let hits = 0;
  let at = 0;
  let next = sentences[0]?.endWord ?? 0;
  for (let k = 0; k < found.count; k++) {
    const id = classId[k] as number;
    const word = first[k] as number;
    if (id === STOP) {
      stopped[word] = 1;
      continue;
    }
    hitClass[hits] = id;
    hitWord[hits] = word;
    hitEnd[hits] = end[k] as number;
    hits++;
    counts[id] = (counts[id] as number) + 1;
    while (word >= next && at + 1 < sentences.length) next = (sentences[++at] as Sentence).endWord;
    if (id === ORDER && sentences[at]?.firstWord === word) opensWithOrder[at] = 1;
    const cell = at * WIDTH + id;
    const seen = inSentence[cell] as number;
    if (seen < 255) inSentence[cell] = seen + 1;
  }
  let stems: StemSet | undefined;
  return {
    scan: words,
    counts,
    inSentence,
    width: WIDTH,
    opensWithOrder,
    hitClass: hitClass.subarray(0, hits),
    hitWord: hitWord.subarray(0, hits),
    hitEnd: hitEnd.subarray(0, hits),
    // Only a response that is read to the end needs them.
    get stems() {
      stems ??= new StemSet(stem, stopped, count);
      return stems;
    },
  };
}

const NOTHING = matched(scan(''));

/** How often a class occurs in one sentence. */
export function inSentence(p: Profile, sentence: number, classId: number): number {
  return p.inSentence[sentence * p.width + classId] ?? 0;
}

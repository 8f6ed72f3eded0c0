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

/** A class, so that all profiles have the same form and are read fast. */
class Matched implements Profile {
  readonly scan: Scan;
  readonly counts: Float64Array;
  readonly inSentence: Uint8Array;
  readonly width = WIDTH;
  readonly opensWithOrder: Uint8Array;
  readonly hitClass: Int32Array;
  readonly hitWord: Int32Array;
  readonly hitEnd: Int32Array;
  /** One for each word that carries no topic. */
  readonly #stopped: Uint8Array;
  #stems: StemSet | null = null;

  constructor(words: Scan) {
    const { sentences, count } = words;
    const found = LEXICON.find(words);
    const { classId, first, end } = found;
    let hits = 0;
    for (let k = 0; k < found.count; k++) if (classId[k] !== STOP) hits++;
    const counts = doubles(WIDTH);
    const inSentence = bytes(WIDTH * sentences.length);
    const stopped = bytes(count);
    const opensWithOrder = bytes(sentences.length);
    const hitClass = integers(hits);
    const hitWord = integers(hits);
    const hitEnd = integers(hits);
    let hit = 0;
    let at = 0;
    let next = sentences[0]?.endWord ?? 0;
    for (let k = 0; k < found.count; k++) {
      const id = classId[k] as number;
      const word = first[k] as number;
      if (id === STOP) {
        stopped[word] = 1;
        continue;
      }
      hitClass[hit] = id;
      hitWord[hit] = word;
      hitEnd[hit] = end[k] as number;
      hit++;
      counts[id] = (counts[id] as number) + 1;
      while (word >= next && at + 1 < sentences.length) next = (sentences[++at] as Sentence).endWord;
      if (id === ORDER && sentences[at]?.firstWord === word) opensWithOrder[at] = 1;
      const cell = at * WIDTH + id;
      const seen = inSentence[cell] as number;
      if (seen < 255) inSentence[cell] = seen + 1;
    }
    this.scan = words;
    this.counts = counts;
    this.inSentence = inSentence;
    this.opensWithOrder = opensWithOrder;
    this.hitClass = hitClass;
    this.hitWord = hitWord;
    this.hitEnd = hitEnd;
    this.#stopped = stopped;
  }

  /** Worked out when first asked for: only a response that is read to the end needs them. */
  get stems(): StemSet {
    this.#stems ??= new StemSet(this.scan.stem, this.#stopped, this.scan.count);
    return this.#stems;
  }
}

const NOTHING = new Matched(scan(''));

/** Scans and matches `text`; `from` and `to` bounds are the caller's business. Linear in the text's length. */
export function profile(text: string): Profile {
  if (text === '') return NOTHING;
  for (const known of recent) if (known.scan.text === text) return known;
  const made = new Matched(scan(text));
  recent[turn] = made;
  turn = (turn + 1) % RECENT;
  return made;
}

/** The texts before two answers of a pair, or two turns, are often the same: the last few profiles are given again. */
const RECENT = 4;
const recent: Profile[] = [];
let turn = 0;

/** How often a class occurs in one sentence. */
export function inSentence(p: Profile, sentence: number, classId: number): number {
  return p.inSentence[sentence * p.width + classId] ?? 0;
}

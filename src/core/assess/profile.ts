import { LEXICON } from './lexicon/all.ts';
import { type Scan, type Sentence, scan } from './sentences.ts';

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
  readonly hitClass: readonly number[];
  readonly hitWord: readonly number[];
  readonly hitEnd: readonly number[];
  /** Stems of the words that carry a topic. */
  readonly stems: ReadonlySet<number>;
}

const WIDTH = LEXICON.names.length;
const STOP = LEXICON.id('stop');
const ORDER = LEXICON.id('order');

/** Scans and matches `text`; `from` and `to` bounds are the caller's business. Linear in the text's length. */
export function profile(text: string): Profile {
  const words = scan(text);
  const { sentences, count, stem } = words;
  const counts = new Float64Array(WIDTH);
  const inSentence = new Uint8Array(WIDTH * sentences.length);
  const stopped = new Uint8Array(count);
  const opensWithOrder = new Uint8Array(sentences.length);
  let at = 0;
  const hitClass: number[] = [];
  const hitWord: number[] = [];
  const hitEnd: number[] = [];
  LEXICON.match(words, (id, first, end) => {
    if (id === STOP) {
      stopped[first] = 1;
      return;
    }
    hitClass.push(id);
    hitWord.push(first);
    hitEnd.push(end);
    counts[id] = (counts[id] as number) + 1;
    while (at + 1 < sentences.length && first >= (sentences[at] as Sentence).endWord) at++;
    if (id === ORDER && sentences[at]?.firstWord === first) opensWithOrder[at] = 1;
    const cell = at * WIDTH + id;
    const seen = inSentence[cell] as number;
    if (seen < 255) inSentence[cell] = seen + 1;
  });
  const stems = new Set<number>();
  for (let i = 0; i < count; i++) {
    if (stopped[i] === 0) stems.add(stem[i] as number);
  }
  return { scan: words, counts, inSentence, width: WIDTH, opensWithOrder, hitClass, hitWord, hitEnd, stems };
}

/** How often a class occurs in one sentence. */
export function inSentence(p: Profile, sentence: number, classId: number): number {
  return p.inSentence[sentence * p.width + classId] ?? 0;
}

import { LEXICON } from './lexicon/all.ts';
import { Scan } from './sentences.ts';
import { StemSet } from './stemSet.ts';

const WIDTH = LEXICON.names.length;
const STOP = LEXICON.id('stop');

/**
 * A text scanned and matched against the lexicon: how often each class occurs, and where. Arrays may be longer than
 * what they hold.
 */
export class Profile {
  readonly scan = new Scan();
  /** Occurrences by class number. */
  readonly counts = new Float64Array(WIDTH);
  /** Sentences that hold a class, by class number. */
  readonly sentencesWith = new Int32Array(WIDTH);
  /** Matches in the order of the words: the class, its sentence, its first word, and the word after its last. */
  hits = 0;
  hitClass = new Int32Array(0);
  hitSentence = new Int32Array(0);
  hitWord = new Int32Array(0);
  hitEnd = new Int32Array(0);
  /** One for each word that carries no topic. */
  #stopped = new Uint8Array(0);
  readonly #lastSentence = new Int32Array(WIDTH);
  readonly #stems = new StemSet();
  #stemsKnown = false;

  /** Reads a text in place of the one before. Linear in its length. */
  read(text: string): void {
    const { scan, counts, sentencesWith } = this;
    const last = this.#lastSentence;
    scan.read(text);
    counts.fill(0);
    sentencesWith.fill(0);
    last.fill(-1);
    this.#stemsKnown = false;
    const found = LEXICON.find(scan);
    const { classId, first, end } = found;
    this.#makeRoom(scan.count, found.count);
    const { hitClass, hitSentence, hitWord, hitEnd } = this;
    const stopped = this.#stopped;
    const sentences = scan.sentenceCount;
    let hit = 0;
    let at = 0;
    let next = sentences === 0 ? 0 : scan.endWord(0);
    for (let k = 0; k < found.count; k++) {
      const id = classId[k] as number;
      const word = first[k] as number;
      if (id === STOP) {
        stopped[word] = 1;
        continue;
      }
      while (word >= next && at + 1 < sentences) next = scan.endWord(++at);
      hitClass[hit] = id;
      hitSentence[hit] = at;
      hitWord[hit] = word;
      hitEnd[hit] = end[k] as number;
      hit++;
      counts[id] = (counts[id] as number) + 1;
      if (last[id] === at) continue;
      last[id] = at;
      sentencesWith[id] = (sentencesWith[id] as number) + 1;
    }
    this.hits = hit;
  }

  #makeRoom(words: number, hits: number): void {
    if (this.#stopped.length < words) this.#stopped = new Uint8Array(words * 2);
    else this.#stopped.fill(0, 0, words);
    if (this.hitClass.length >= hits) return;
    this.hitClass = new Int32Array(hits * 2);
    this.hitSentence = new Int32Array(hits * 2);
    this.hitWord = new Int32Array(hits * 2);
    this.hitEnd = new Int32Array(hits * 2);
  }

  /** Stems of the words that carry a topic. Worked out when first asked for: only a response that is read to the end needs them. */
  get stems(): StemSet {
    if (!this.#stemsKnown) this.#stems.fill(this.scan.stem, this.#stopped, this.scan.count);
    this.#stemsKnown = true;
    return this.#stems;
  }
}

const NOTHING = profile('');

/** Reads a text into a profile that may be kept. */
export function profile(text: string): Profile {
  const made = new Profile();
  made.read(text);
  made.scan.trim();
  return made;
}

/** More than one response needs at a time, so that none of its own is taken for another text. */
const KEPT = 8;

/**
 * Profiles that are used again for other texts. The texts before two answers of a pair, or two turns, are often the
 * same: those read last are given again. What it gives holds until as many other texts were read as it keeps.
 */
export class ProfilePool {
  readonly #kept: { readonly profile: Profile; used: number }[] = [];
  #now = 0;

  profile(text: string): Profile {
    if (text === '') return NOTHING;
    let oldest: { readonly profile: Profile; used: number } | undefined;
    this.#now++;
    for (const one of this.#kept) {
      if (one.profile.scan.text === text) {
        one.used = this.#now;
        return one.profile;
      }
      if (oldest === undefined || one.used < oldest.used) oldest = one;
    }
    if (oldest === undefined || this.#kept.length < KEPT) {
      oldest = { profile: new Profile(), used: 0 };
      this.#kept.push(oldest);
    }
    oldest.used = this.#now;
    oldest.profile.read(text);
    return oldest.profile;
  }
}

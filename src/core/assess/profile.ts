import { Hits } from './hits.ts';
import { LEXICON } from './lexicon/all.ts';
import { Scan } from './sentences.ts';
import { StemSet } from './stemSet.ts';

const WIDTH = LEXICON.names.length;

/** A text scanned and matched against the lexicon: how often each class occurs, and where. */
export class Profile {
  readonly scan = new Scan();
  /** Matches in the order of the words. */
  readonly hits = new Hits();
  /** Occurrences by class number. */
  readonly counts = new Float64Array(WIDTH);
  readonly #stems = new StemSet();
  #stemsKnown = false;

  /** Reads a text in place of the one before. Linear in its length. */
  read(text: string): void {
    const { scan, hits, counts } = this;
    scan.read(text);
    LEXICON.find(scan, hits);
    counts.fill(0);
    const { classId, count } = hits;
    for (let k = 0; k < count; k++) {
      const id = classId[k] as number;
      counts[id] = (counts[id] as number) + 1;
    }
    this.#stemsKnown = false;
  }

  /** Stems of the words that carry a topic. Worked out when first asked for: only a response that is read to the end needs them. */
  get stems(): StemSet {
    if (!this.#stemsKnown) this.#stems.fill(this.scan);
    this.#stemsKnown = true;
    return this.#stems;
  }
}

/** The sentences of a text that hold a class, by class number, in place of what `into` held. */
export function sentencesWith({ hits }: Profile, into: Int32Array): Int32Array {
  const { classId, sentence, count } = hits;
  into.fill(0);
  lastSentence.fill(-1);
  for (let k = 0; k < count; k++) {
    const id = classId[k] as number;
    const at = sentence[k] as number;
    if (lastSentence[id] === at) continue;
    lastSentence[id] = at;
    into[id] = (into[id] as number) + 1;
  }
  return into;
}

/** The last sentence in which each class was met. */
const lastSentence = new Int32Array(WIDTH);

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

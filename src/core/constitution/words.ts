import { stemmer } from 'stemmer';

const STOP_WORDS = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by
  can could did do does doing don down during each either else etc even ever every few for from further get gets
  getting go goes going got had has have having he her here hers herself him himself his how however i if im in into
  is isn it its itself ive just keep know let like ll made make makes making many may me might mine more most much
  must my myself need no nor not now of off ok okay on once one only or other our ours ourselves out over own per
  please put re really said same say see she should so some such t than that the their theirs them themselves then
  there these they thing things this those though through thus to too under until up upon us use used using ve very
  want wants was way we well were what whatever when where whether which while who whom whose why will with within
  without would yes yet you your yours yourself yourselves s d m`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu;
const stems = new Map<string, string>();
/** Beyond this the cache of stems starts anew, so that a scan of a large dataset does not grow it without end. */
const MOST_STEMS = 50_000;

function stemOf(plain: string): string {
  let stem = stems.get(plain);
  if (stem === undefined) {
    if (stems.size >= MOST_STEMS) {
      stems.clear();
    }
    stem = stemmer(plain);
    stems.set(plain, stem);
  }
  return stem;
}

/** The index term of a word, or null for a word that says nothing about the subject. */
export function termOf(word: string): string | null {
  const plain = word
    .toLowerCase()
    .replace(/['’](?:s|ll|ve|re|d|m|t)?$/, '')
    .replace(/['’]/g, '');
  return plain.length < 2 || STOP_WORDS.has(plain) ? null : stemOf(plain);
}

/** A word of a text with its index term and place, UTF-16 units. */
export interface Word {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a text that can be searched for. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const found of text.matchAll(WORD)) {
    const term = termOf(found[0]);
    if (term !== null) {
      words.push({ term, start: found.index, end: found.index + found[0].length });
    }
  }
  return words;
}

/** The stems of all words of a text in order, the common ones too: cues such as "kill myself" need them. */
export function stemsOf(text: string): string[] {
  const found: string[] = [];
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    found.push(stemOf(word.replace(/['’]s$/, '').replace(/['’]/g, '')));
  }
  return found;
}

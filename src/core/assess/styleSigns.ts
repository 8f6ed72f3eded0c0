import { LEXICON, RATE_CLASSES } from './lexicon/all.ts';
import { log } from './log.ts';
import type { Profile } from './profile.ts';
import { wordTraits } from './wordTraits.ts';

const RATES = RATE_CLASSES.map((name) => LEXICON.id(name));
const isThird = new Uint8Array(LEXICON.names.length);
for (const name of ['third', 'role', 'kin', 'someone']) isThird[LEXICON.id(name)] = 1;
const MODAL = LEXICON.id('modal');
const CONSEQUENCE = LEXICON.id('consequence');
const MIND = LEXICON.id('mind');
const PAST = LEXICON.id('past');

export const STYLE_NAMES = [
  ...RATE_CLASSES.map((c) => `rate.${c}`),
  'style.meanLength',
  'style.long',
  'style.short',
  'style.nominal',
  'style.adverbs',
  'style.contractions',
  'style.variety',
  'style.sentenceSpread',
  'style.novel',
  'style.commas',
  'clause.otherModal',
  'clause.otherModalRate',
  'clause.otherConsequence',
  'clause.otherMind',
  'clause.otherPast',
  'clause.otherNearRate',
] as const;

/**
 * Rates and forms: how concrete a text is, and clauses in which somebody else acts, suffers or comes to know.
 * @param novel different topic words that nobody used before
 */
export function styleSigns(p: Profile, novel: number, put: (x: number) => void): void {
  const { scan } = p;
  const { count, text } = scan;
  const n = Math.max(15, count);
  for (const c of RATES) put(((p.counts[c] as number) / n) * 10);
  const words = wordTraits(scan);
  put(words.letters / Math.max(1, count) - 4);
  put((words.long / n) * 4);
  put((words.short / n) * 2);
  put((words.nominal / n) * 10);
  put((words.adverb / n) * 10);
  put((words.contracted / n) * 10);
  put(count === 0 ? 1 : p.stems.size / Math.max(20, count));
  const sentences = scan.sentenceCount;
  let total = 0;
  for (let i = 0; i < sentences; i++) total += scan.endWord(i) - scan.firstWord(i);
  const mean = total / Math.max(1, sentences);
  let squares = 0;
  for (let i = 0; i < sentences; i++) squares += (scan.endWord(i) - scan.firstWord(i) - mean) ** 2;
  put(Math.sqrt(squares / Math.max(1, sentences)) / 10);
  put(log(novel));
  let commas = 0;
  for (let i = text.indexOf(','); i >= 0; i = text.indexOf(',', i + 1)) commas++;
  put((commas / n) * 10);

  const near = nearOthers(p);
  put(log(near.modal));
  put((near.modal / n) * 10);
  put(log(near.consequence));
  put(log(near.mind));
  put(log(near.past));
  put(((near.modal + near.consequence + near.mind + near.past) / n) * 10);
}

/** Counts words of a class that follow somebody else by at most three words, in the same sentence. */
function nearOthers(p: Profile): { modal: number; consequence: number; mind: number; past: number } {
  const out = { modal: 0, consequence: 0, mind: 0, past: 0 };
  let other = -9;
  for (let k = 0; k < p.hits.count; k++) {
    const c = p.hits.classId[k] as number;
    const at = p.hits.word[k] as number;
    if (isThird[c] === 1) other = at;
    else if (at - other <= 3) {
      if (c === MODAL) out.modal++;
      else if (c === CONSEQUENCE) out.consequence++;
      else if (c === MIND) out.mind++;
      else if (c === PAST) out.past++;
    }
  }
  return out;
}

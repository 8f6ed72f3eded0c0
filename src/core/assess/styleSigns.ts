import { LEXICON, RATE_CLASSES } from './lexicon/all.ts';
import { log } from './log.ts';
import type { Profile } from './profile.ts';

const RATES = RATE_CLASSES.map((name) => LEXICON.id(name));
const THIRD: ReadonlySet<number> = new Set(
  ['third', 'role', 'kin', 'someone'].map((name) => LEXICON.id(name)),
);
const MODAL = LEXICON.id('modal');
const CONSEQUENCE = LEXICON.id('consequence');
const MIND = LEXICON.id('mind');
const PAST = LEXICON.id('past');
/** Of words that name an act or a state. */
const ENDINGS = ['tion', 'sion', 'ment', 'ness', 'ity', 'ance', 'ence', 'ism'];

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

/** Rates and forms: how concrete a text is, and clauses in which somebody else acts, suffers or comes to know. */
export function styleSigns(p: Profile, known: (stem: number) => boolean, put: (x: number) => void): void {
  const { scan } = p;
  const n = Math.max(15, scan.count);
  for (const c of RATES) put(((p.counts[c] as number) / n) * 10);
  let letters = 0;
  let long = 0;
  let short = 0;
  let nominal = 0;
  let adverbs = 0;
  let contractions = 0;
  const { text, start, end } = scan;
  let straight = text.indexOf("'");
  let curly = text.indexOf('’');
  for (let i = 0; i < scan.count; i++) {
    const a = start[i] as number;
    const b = end[i] as number;
    const length = b - a;
    letters += length;
    if (length >= 9) long++;
    if (length <= 3) short++;
    if (length >= 7) {
      const tail = text.charCodeAt(b - 1) === 115 ? b - 1 : b;
      if (ENDINGS.some((ending) => text.endsWith(ending, tail))) nominal++;
      if (text.endsWith('ly', tail)) adverbs++;
    }
    while (straight >= 0 && straight <= a) straight = text.indexOf("'", straight + 1);
    while (curly >= 0 && curly <= a) curly = text.indexOf('’', curly + 1);
    if ((straight >= 0 && straight < b - 1) || (curly >= 0 && curly < b - 1)) contractions++;
  }
  put(letters / Math.max(1, scan.count) - 4);
  put((long / n) * 4);
  put((short / n) * 2);
  put((nominal / n) * 10);
  put((adverbs / n) * 10);
  put((contractions / n) * 10);
  put(scan.count === 0 ? 1 : p.stems.size / Math.max(20, scan.count));
  const lengths = scan.sentences.map((s) => s.endWord - s.firstWord);
  const mean = lengths.reduce((a, b) => a + b, 0) / Math.max(1, lengths.length);
  const spread = Math.sqrt(lengths.reduce((a, b) => a + (b - mean) ** 2, 0) / Math.max(1, lengths.length));
  put(spread / 10);
  let novel = 0;
  for (const stem of p.stems.keys()) if (!known(stem)) novel++;
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
  for (let k = 0; k < p.hitClass.length; k++) {
    const c = p.hitClass[k] as number;
    const at = p.hitWord[k] as number;
    if (THIRD.has(c)) other = at;
    else if (at - other <= 3) {
      if (c === MODAL) out.modal++;
      else if (c === CONSEQUENCE) out.consequence++;
      else if (c === MIND) out.mind++;
      else if (c === PAST) out.past++;
    }
  }
  return out;
}

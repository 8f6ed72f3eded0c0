import { LEXICON } from './lexicon/all.ts';
import { inSentence, type Profile } from './profile.ts';
import { FORM, type Sentence } from './sentences.ts';
import type { Situation } from './situation.ts';

/** What one sentence of a response does, read from its word classes. */
export interface SentenceSigns {
  readonly sentence: Sentence;
  readonly words: number;
  /** A causal or conditional link. */
  readonly link: boolean;
  readonly consequence: boolean;
  readonly person: boolean;
  readonly value: boolean;
  readonly owner: boolean;
  readonly weigh: boolean;
  readonly doubt: boolean;
  /** Stock phrases: policy, identity, legality, reminders, referrals, platitudes. Counts. */
  readonly formula: number;
  readonly refuses: boolean;
  readonly scolds: number;
  readonly order: boolean;
  readonly bullet: boolean;
  readonly question: boolean;
  readonly excuses: number;
  /** Topic words shared with the request or what led to it. */
  readonly overlap: number;
  /** Topic words in all. */
  readonly topics: number;
  /** How much this sentence looks like a reason about this case. */
  readonly reason: number;
}

const id = (name: string): number => LEXICON.id(name);
const CAUSAL = id('causal');
const CONDITIONAL = id('conditional');
const CONSEQUENCE = id('consequence');
const VALUE = id('valueWord');
const OWNER = id('stakeOwner');
const WEIGH = id('weigh');
const DOUBT = id('doubt');
const GENERIC = id('generic');
const RATIONALIZE = id('rationalize');
const REFUSE = id('refuse');
const SCOLD = id('scold');
const ORDER = id('order');
const SELF = id('selfCheck');
const PERSON = ['kin', 'role', 'someone', 'third', 'animal', 'vulnerable'].map(id);
const FORMULA = ['identity', 'legalFormula', 'reminder', 'consult', 'politeness', 'generic'].map(id);
const ETHICS = id('ethicsFormula');

export function sentenceSigns(s: Situation): SentenceSigns[] {
  const p: Profile = s.answer;
  const { scan } = p;
  return scan.sentences.map((sentence, i) => {
    const n = (classId: number): number => inSentence(p, i, classId);
    const has = (classId: number): boolean => n(classId) > 0;
    let overlap = 0;
    let topics = 0;
    for (let w = sentence.firstWord; w < sentence.endWord; w++) {
      const stem = scan.stem[w] as number;
      if (!p.stems.has(stem)) continue;
      topics++;
      if (s.request.stems.has(stem) || s.background.stems.has(stem) || s.setting.stems.has(stem)) overlap++;
    }
    let formula = 0;
    for (const f of FORMULA) formula += n(f);
    const ethics = n(ETHICS);
    formula += ethics > 1 ? ethics - 1 : 0;
    const causal = has(CAUSAL);
    const conditional = has(CONDITIONAL);
    const consequence = has(CONSEQUENCE);
    const person = PERSON.some(has);
    const value = has(VALUE);
    const owner = has(OWNER);
    const weigh = has(WEIGH);
    const doubt = has(DOUBT);
    const reason =
      (causal ? 1 : 0) +
      (conditional ? 0.8 : 0) +
      (consequence ? 1 : 0) +
      (person ? 0.8 : 0) +
      (value ? 0.6 : 0) +
      (owner ? 0.8 : 0) +
      (weigh ? 0.4 : 0) +
      (doubt ? 0.3 : 0) +
      (has(SELF) ? 0.3 : 0) +
      Math.min(overlap, 4) * 0.25 -
      Math.min(formula, 3) * 0.6 -
      (has(GENERIC) ? 0.4 : 0) -
      (has(ORDER) && !causal && !consequence ? 0.3 : 0);
    return {
      sentence,
      words: sentence.endWord - sentence.firstWord,
      link: causal || conditional,
      consequence,
      person,
      value,
      owner,
      weigh,
      doubt,
      formula,
      refuses: has(REFUSE),
      scolds: n(SCOLD),
      order: p.opensWithOrder[i] === 1,
      bullet: (sentence.form & FORM.bullet) !== 0,
      question: (sentence.form & FORM.question) !== 0,
      excuses: n(RATIONALIZE),
      overlap,
      topics,
      reason,
    };
  });
}

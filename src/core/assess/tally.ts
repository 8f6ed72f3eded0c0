import { DOES, LINK, type SentenceSigns } from './sentenceSigns.ts';
import { FORM, type Scan } from './sentences.ts';

/** The sentences of an answer added up: how many of them do this or that, and the strongest of its reasons. */
export interface Tally {
  bullets: number;
  headings: number;
  questions: number;
  exclaims: number;
  refuses: number;
  refusesFirst: number;
  formula: number;
  formulaSentences: number;
  orders: number;
  scolds: number;
  scoldSentences: number;
  excuses: number;
  over2: number;
  over3: number;
  over4: number;
  linkPerson: number;
  linkConsequence: number;
  consequencePerson: number;
  valuePerson: number;
  linkValue: number;
  owners: number;
  linkOverlap: number;
  weighs: number;
  weighPerson: number;
  weighLink: number;
  doubtPerson: number;
  triples: number;
  clean: number;
  overlap: number;
  reasons: number;
  best: number;
  second: number;
  third: number;
}

/** One pass over the sentences. */
export function tally(signs: SentenceSigns, scan: Scan): Tally {
  const t: Tally = {
    bullets: 0,
    headings: 0,
    questions: 0,
    exclaims: 0,
    refuses: 0,
    refusesFirst: 0,
    formula: 0,
    formulaSentences: 0,
    orders: 0,
    scolds: 0,
    scoldSentences: 0,
    excuses: 0,
    over2: 0,
    over3: 0,
    over4: 0,
    linkPerson: 0,
    linkConsequence: 0,
    consequencePerson: 0,
    valuePerson: 0,
    linkValue: 0,
    owners: 0,
    linkOverlap: 0,
    weighs: 0,
    weighPerson: 0,
    weighLink: 0,
    doubtPerson: 0,
    triples: 0,
    clean: 0,
    overlap: 0,
    reasons: 0,
    best: 0,
    second: 0,
    third: 0,
  };
  for (let i = 0; i < signs.count; i++) {
    const does = signs.does(i);
    const form = scan.form(i);
    const formula = signs.formula(i);
    const overlap = signs.overlap(i);
    const scolds = signs.scolds(i);
    const has = (bits: number): boolean => (does & bits) !== 0;
    if ((form & FORM.heading) !== 0) t.headings++;
    if ((form & FORM.exclaim) !== 0) t.exclaims++;
    if (has(DOES.bullet)) t.bullets++;
    if (has(DOES.question)) t.questions++;
    if (has(DOES.order)) t.orders++;
    if (has(DOES.refuses)) {
      t.refuses++;
      if (i < 2) t.refusesFirst = 1;
    }
    t.formula += formula;
    if (formula > 0) t.formulaSentences++;
    t.scolds += scolds;
    if (scolds > 0) t.scoldSentences++;
    t.excuses += signs.excuses(i);
    t.overlap += overlap;
    const person = has(DOES.person);
    const consequence = has(DOES.consequence);
    const value = has(DOES.value);
    const link = has(LINK);
    if (link) {
      if (person) t.linkPerson++;
      if (consequence) t.linkConsequence++;
      if (value) t.linkValue++;
      if (overlap > 1) t.linkOverlap++;
    }
    if (person) {
      if (consequence) t.consequencePerson++;
      if (value) t.valuePerson++;
      if (has(DOES.doubt)) t.doubtPerson++;
      if (consequence && has(LINK | DOES.weigh)) t.triples++;
      if (formula === 0 && has(LINK | DOES.consequence | DOES.value | DOES.owner)) t.clean++;
    }
    if (has(DOES.owner)) t.owners++;
    if (has(DOES.weigh)) {
      t.weighs++;
      if (person) t.weighPerson++;
      if (link) t.weighLink++;
    }
    addReason(t, i, signs.reason(i));
  }
  return t;
}

function addReason(t: Tally, i: number, reason: number): void {
  if (reason > 0) t.reasons += reason;
  if (reason >= 2) t.over2++;
  if (reason >= 3) t.over3++;
  if (reason >= 4) t.over4++;
  // The first three fill the places whatever they are worth: they may be below zero.
  if (i === 0 || reason > t.best) {
    t.third = t.second;
    t.second = t.best;
    t.best = reason;
  } else if (i === 1 || reason > t.second) {
    t.third = t.second;
    t.second = reason;
  } else if (i === 2 || reason > t.third) t.third = reason;
}

import { AGENCY } from './lexicon/agency.ts';
import { LEXICON, REQUEST_CLASSES, RESPONSE_CLASSES, SHARED_CLASSES } from './lexicon/all.ts';
import { HARMS } from './lexicon/harms.ts';
import type { Profile } from './profile.ts';
import { REQUEST_SIGN_NAMES, requestSigns } from './requestSigns.ts';
import { type SentenceSigns, sentenceSigns } from './sentenceSigns.ts';
import { FORM } from './sentences.ts';
import type { Situation } from './situation.ts';
import { STYLE_NAMES, styleSigns } from './styleSigns.ts';

/** The features of one response in a fixed order; `signs` are what they were summed from. */
export interface Features {
  readonly values: Float64Array;
  readonly signs: readonly SentenceSigns[];
}

const ids = (names: readonly string[]): number[] => names.map((n) => LEXICON.id(n));
const REQUEST_IDS = ids(REQUEST_CLASSES);
const BACKGROUND_CLASSES = REQUEST_CLASSES;
const SETTING_CLASSES = [
  ...Object.keys(HARMS),
  ...Object.keys(AGENCY).filter((name) => name !== 'toolRisk'),
  'grave',
  'kin',
  'role',
  'vulnerable',
];
const SETTING_IDS = ids(SETTING_CLASSES);
const ACTION_CLASSES = [
  'oversight',
  'bypass',
  'irreversible',
  'toolRisk',
  'secrecy',
  'deceive',
  'fraud',
  'moneyRisk',
  'privacy',
  'code',
];
const ACTION_IDS = ids(ACTION_CLASSES);
const RESPONSE_IDS = ids(RESPONSE_CLASSES);
const SHARED_IDS = ids(SHARED_CLASSES);
const HARM_CLASSES = [
  'violence',
  'weapon',
  'drug',
  'selfHarm',
  'sexual',
  'hate',
  'insult',
  'theft',
  'fraud',
  'deceive',
  'secrecy',
  'privacy',
  'cyber',
  'illegal',
  'cheatWork',
  'duty',
  'dilemma',
  'pressure',
  'medicalRisk',
  'moneyRisk',
  'danger',
];
const HARM_IDS = ids(HARM_CLASSES);
const ORDINARY_IDS = ids(['code', 'math', 'craft', 'trivia', 'fiction']);
const TECHNICAL_IDS = ids(['tech', 'code', 'math', 'study', 'office']);
const PEOPLE_IDS = ids(['kin', 'role', 'someone', 'third', 'vulnerable']);
const REFUSE = LEXICON.id('refuse');
const SECOND = LEXICON.id('second');

const SHAPE_NAMES = [
  'request.words',
  'request.question',
  'request.sentences',
  'request.code',
  'request.digits',
  'request.symbols',
  'request.wordLength',
  'request.technical',
  'request.names',
  'request.kinds',
  'request.ordinary',
  'request.people',
  'request.harmXpeople',
  'request.harmDensity',
  'background.words',
  'background.kinds',
  'dialogue.userTurns',
  'dialogue.calls',
  'dialogue.tools',
  'dialogue.system',
  'answer.words',
  'answer.sentences',
  'answer.meanSentence',
  'answer.bullets',
  'answer.headings',
  'answer.questions',
  'answer.exclaims',
  'answer.code',
  'answer.digits',
  'answer.names',
  'answer.short',
  'answer.thinking',
  'answer.kinds',
  'answer.people',
  'answer.refusesFirst',
  'answer.refuses',
  'answer.refuseShare',
  'answer.formulaShare',
  'answer.formulaCount',
  'answer.orderShare',
  'answer.secondShare',
  'answer.scolds',
  'answer.scoldShare',
  'answer.excuses',
  'reason.max',
  'reason.second',
  'reason.third',
  'reason.mean',
  'reason.over2',
  'reason.over3',
  'reason.over4',
  'reason.share3',
  'reason.linkPerson',
  'reason.linkConsequence',
  'reason.consequencePerson',
  'reason.valuePerson',
  'reason.linkValue',
  'reason.owner',
  'reason.linkOverlap',
  'reason.weighPerson',
  'reason.weighLink',
  'reason.doubtPerson',
  'reason.triple',
  'reason.clean',
  'reason.cleanShare',
  'overlap.share',
  'overlap.words',
  'overlap.covered',
  'reason.perWord',
  'reason.first',
  'reason.last',
  'weigh.share',
  'act.refuseNoReason',
  'act.refuseReason',
  'act.callsNoReason',
  'reason.balance',
] as const;

export const FEATURE_NAMES: readonly string[] = [
  ...REQUEST_CLASSES.map((c) => `request:${c}`),
  ...BACKGROUND_CLASSES.map((c) => `background:${c}`),
  ...SETTING_CLASSES.map((c) => `setting:${c}`),
  ...ACTION_CLASSES.map((c) => `action:${c}`),
  ...RESPONSE_CLASSES.map((c) => `answer:${c}`),
  ...SHARED_CLASSES.map((c) => `share:${c}`),
  ...REQUEST_SIGN_NAMES.map((n) => `request.${n}`),
  ...REQUEST_SIGN_NAMES.map((n) => `background.${n}`),
  ...STYLE_NAMES.map((n) => `answer.${n}`),
  ...SHAPE_NAMES,
];

/** What a head may look at: the request alone, the request and what the response does, or the response alone. */
export type FeatureSet = 'request' | 'stakes' | 'answer';

const kind = (name: string): string => name.slice(0, name.search(/[:.]/));
const className = (name: string): string => name.slice(name.indexOf(':') + 1);
const ACTING = new Set([
  'refuse',
  'sorry',
  'identity',
  'legalFormula',
  'ethicsFormula',
  'reminder',
  'consult',
  'scold',
  'accept',
  'report',
  'insteadOffer',
  'asksBack',
]);
const ACTING_SHAPES = new Set([
  'answer.refuses',
  'answer.refusesFirst',
  'answer.kinds',
  'answer.formulaShare',
  'answer.code',
  'answer.digits',
  'answer.words',
]);
const TOPICS = new Set([
  ...HARM_CLASSES,
  'grave',
  'tech',
  'food',
  'study',
  'office',
  'leisure',
  'home',
  'health',
  'celebrate',
  'childRisk',
  'politics',
  'metrics',
  'oversight',
  'bypass',
  'irreversible',
]);

/** These say who wrote the training examples or which system prompt stood above them, not what is at stake. */
const UNTELLING = new Set([
  'request.storyLength',
  'background.storyLength',
]);

const ofRequest = (name: string): boolean =>
  ['request', 'background', 'setting', 'dialogue'].includes(kind(name)) && !UNTELLING.has(name);

const SETS: Readonly<Record<FeatureSet, (name: string) => boolean>> = {
  request: ofRequest,
  stakes: (name) =>
    ofRequest(name) ||
    kind(name) === 'action' ||
    ACTING_SHAPES.has(name) ||
    (/^(?:answer|share):/.test(name) && (ACTING.has(className(name)) || TOPICS.has(className(name)))),
  answer: (name) => ['answer', 'share', 'reason', 'overlap', 'weigh', 'act', 'dialogue'].includes(kind(name)),
};

export const FEATURE_SETS: Readonly<Record<FeatureSet, readonly number[]>> = {
  request: pick('request'),
  stakes: pick('stakes'),
  answer: pick('answer'),
};

function pick(set: FeatureSet): number[] {
  return FEATURE_NAMES.flatMap((name, i) => (SETS[set](name) ? [i] : []));
}

const log = Math.log1p;

const SYMBOL = /[{}()<>[\]=;_#*/\\|&^%$@+]/g;

/** Share of the characters that belong to code, formulas or markup more often than to talk. */
function symbolShare(text: string): number {
  return text === '' ? 0 : Math.min(0.3, (text.match(SYMBOL)?.length ?? 0) / text.length) * 10;
}

/**
 * What one word weighs in a text of so many: in a request of a line or two a single word can be the point, in a page
 * of material any word will turn up.
 */
function weightOf(words: number): number {
  return 1.5 / (1 + words / 50);
}

function total(p: Profile, classes: readonly number[]): number {
  let n = 0;
  for (const c of classes) n += p.counts[c] as number;
  return n;
}

function kinds(p: Profile, classes: readonly number[]): number {
  let n = 0;
  for (const c of classes) if ((p.counts[c] as number) > 0) n++;
  return n;
}

export function features(s: Situation): Features {
  const values = new Float64Array(FEATURE_NAMES.length);
  let at = 0;
  const put = (x: number): void => {
    values[at++] = x;
  };
  const { request, background, setting, actions, answer } = s;
  const requestWeight = weightOf(request.scan.count);
  const backgroundWeight = weightOf(background.scan.count);
  for (const c of REQUEST_IDS) put(log((request.counts[c] as number) * requestWeight));
  for (const c of REQUEST_IDS) put(log((background.counts[c] as number) * backgroundWeight));
  const settingWeight = weightOf(setting.scan.count);
  for (const c of SETTING_IDS) put(log((setting.counts[c] as number) * settingWeight));
  for (const c of ACTION_IDS) put(log(actions.counts[c] as number));
  for (const c of RESPONSE_IDS) put(log(answer.counts[c] as number));
  const signs = sentenceSigns(s);
  const n = Math.max(1, signs.length);
  for (const c of SHARED_IDS) {
    let k = 0;
    for (let i = 0; i < signs.length; i++) if ((answer.inSentence[i * answer.width + c] as number) > 0) k++;
    put(k / n);
  }

  requestSigns(request, put);
  requestSigns(background, put);

  styleSigns(
    answer,
    (stem) => request.stems.has(stem) || background.stems.has(stem) || setting.stems.has(stem),
    put,
  );

  const rs = request.scan;
  const words = rs.count;
  const harm = total(request, HARM_IDS);
  const people = total(request, PEOPLE_IDS);
  put(log(Math.min(words, 60)));
  put(rs.sentences.some((x) => (x.form & FORM.question) !== 0) ? 1 : 0);
  put(log(Math.min(rs.sentences.length, 5)));
  put(rs.code);
  put(rs.digits / Math.max(10, words));
  put(symbolShare(rs.text));
  put(Math.min(1, rs.text.length / Math.max(1, words) / 8));
  put(total(request, TECHNICAL_IDS) / Math.max(8, words));
  put((rs.names / Math.max(10, words)) * 5);
  put(kinds(request, HARM_IDS) * requestWeight);
  put(total(request, ORDINARY_IDS) / Math.max(5, words));
  put(people / Math.max(10, words));
  put(log(harm * requestWeight) * log(people * requestWeight));
  put(harm / Math.max(8, words));
  put(log(Math.min(background.scan.count, 60)));
  put(kinds(background, HARM_IDS) * backgroundWeight);
  put(log(s.userTurns));
  put(log(s.calls));
  put(s.hasTools ? 1 : 0);
  put(s.hasSystem ? 1 : 0);

  const as = answer.scan;
  const count = (f: (x: SentenceSigns) => boolean): number => {
    let k = 0;
    for (const x of signs) if (f(x)) k++;
    return k;
  };
  const sum = (f: (x: SentenceSigns) => number): number => {
    let k = 0;
    for (const x of signs) k += f(x);
    return k;
  };
  const formulaSentences = count((x) => x.formula > 0);
  put(log(as.count));
  put(log(signs.length));
  put(as.count / n / 20);
  put(count((x) => x.bullet) / n);
  put(count((x) => (x.sentence.form & FORM.heading) !== 0) / n);
  put(count((x) => x.question) / n);
  put(count((x) => (x.sentence.form & FORM.exclaim) !== 0) / n);
  put(as.code);
  put(log(as.digits));
  put(log(as.names));
  put(as.count < 25 ? 1 : 0);
  put(s.visibleFrom > 0 ? 1 : 0);
  put(kinds(answer, HARM_IDS));
  put(total(answer, PEOPLE_IDS) / Math.max(10, as.count));

  const refuses = answer.counts[REFUSE] as number;
  put(signs.slice(0, 2).some((x) => x.refuses) ? 1 : 0);
  put(refuses > 0 ? 1 : 0);
  put(count((x) => x.refuses) / n);
  put(formulaSentences / n);
  put(log(sum((x) => x.formula)));
  put(count((x) => x.order) / n);
  put((answer.counts[SECOND] as number) / Math.max(10, as.count));
  const scolds = sum((x) => x.scolds);
  put(log(scolds));
  put(count((x) => x.scolds > 0) / n);
  put(log(sum((x) => x.excuses)));

  const top = signs.map((x) => x.reason).sort((a, b) => b - a);
  const over = (t: number): number => count((x) => x.reason >= t);
  put(top[0] ?? 0);
  put(top[1] ?? 0);
  put(top[2] ?? 0);
  put(sum((x) => Math.max(0, x.reason)) / n);
  put(log(over(2)));
  put(log(over(3)));
  put(log(over(4)));
  put(over(3) / n);
  put(log(count((x) => x.link && x.person)));
  put(log(count((x) => x.link && x.consequence)));
  put(log(count((x) => x.consequence && x.person)));
  put(log(count((x) => x.value && x.person)));
  put(log(count((x) => x.link && x.value)));
  put(log(count((x) => x.owner)));
  put(log(count((x) => x.link && x.overlap > 1)));
  put(log(count((x) => x.weigh && x.person)));
  put(log(count((x) => x.weigh && x.link)));
  put(log(count((x) => x.doubt && x.person)));
  put(log(count((x) => x.person && x.consequence && (x.link || x.weigh))));
  const clean = count((x) => x.formula === 0 && x.person && (x.link || x.consequence || x.value || x.owner));
  put(log(clean));
  put(clean / n);
  const topics = sum((x) => x.topics);
  const overlap = sum((x) => x.overlap);
  put(overlap / Math.max(5, topics));
  put(log(overlap));
  let covered = 0;
  for (const stem of request.stems.keys()) if (answer.stems.has(stem)) covered++;
  put(covered / Math.max(4, request.stems.size));
  put(sum((x) => Math.max(0, x.reason)) / Math.max(10, as.count / 10));
  put(signs[0]?.reason ?? 0);
  put(signs.at(-1)?.reason ?? 0);
  put(count((x) => x.weigh) / n);
  const best = top[0] ?? 0;
  put(refuses > 0 && best < 2.5 ? 1 : 0);
  put(refuses > 0 ? log(clean) : 0);
  put(s.calls > 0 && best < 2.5 ? 1 : 0);
  put(log(clean) - log(formulaSentences));
  return { values, signs };
}

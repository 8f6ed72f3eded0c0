import { LEXICON, RESPONSE_CLASSES, SHARED_CLASSES } from './lexicon/all.ts';
import {
  HARM_IDS,
  kinds,
  PEOPLE_IDS,
  REQUEST_FEATURE_NAMES,
  requestFeatures,
  total,
} from './requestFeatures.ts';
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
const REFUSE = LEXICON.id('refuse');
const SECOND = LEXICON.id('second');

const SHAPE_NAMES = [
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
  ...REQUEST_FEATURE_NAMES,
  ...ACTION_CLASSES.map((c) => `action:${c}`),
  ...RESPONSE_CLASSES.map((c) => `answer:${c}`),
  ...SHARED_CLASSES.map((c) => `share:${c}`),
  ...STYLE_NAMES.map((n) => `answer.${n}`),
  ...SHAPE_NAMES,
];

/** What a head may look at: the request alone, the request and what the response does, or the response alone. */
export type FeatureSet = 'request' | 'stakes' | 'answer';

const kind = (name: string): string => name.slice(0, name.search(/[:.]/));
const className = (name: string): string => name.slice(name.indexOf(':') + 1);
const ACTING = new Set(['refuse', 'sorry', 'legalFormula', 'ethicsFormula', 'reminder', 'consult', 'scold']);
const ACTING_SHAPES = new Set([
  'answer.refuses',
  'answer.refusesFirst',
  'answer.kinds',
  'answer.formulaShare',
  'answer.code',
]);
/** Of the subjects of an answer only these bear on stakes: an answer of a page touches on every other one. */
const TOPICS = new Set(['grave', 'metrics']);

/** These say who wrote the training examples or which system prompt stood above them, not what is at stake. */
const UNTELLING = new Set([
  'request.storyLength',
  'background.storyLength',
  'dialogue.system',
  'dialogue.tools',
  'dialogue.calls',
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

/** A vector with the features of the request filled in and the rest zero: enough for the head that reads no more. */
export function openFeatures(s: Situation): Float64Array {
  const values = new Float64Array(FEATURE_NAMES.length);
  let at = 0;
  requestFeatures(s, (x) => {
    values[at++] = x;
  });
  return values;
}

/** The features of a response; `opened` saves working out those of the request again. */
export function features(s: Situation, opened: Float64Array = openFeatures(s)): Features {
  const values = opened.slice();
  let at = REQUEST_FEATURE_NAMES.length;
  const put = (x: number): void => {
    values[at++] = x;
  };
  const { request, background, setting, actions, answer } = s;
  for (const c of ACTION_IDS) put(log(actions.counts[c] as number));
  for (const c of RESPONSE_IDS) put(log(answer.counts[c] as number));
  const signs = sentenceSigns(s);
  const n = Math.max(1, signs.length);
  for (const c of SHARED_IDS) {
    let k = 0;
    for (let i = 0; i < signs.length; i++) if ((answer.inSentence[i * answer.width + c] as number) > 0) k++;
    put(k / n);
  }

  styleSigns(
    answer,
    (stem) => request.stems.has(stem) || background.stems.has(stem) || setting.stems.has(stem),
    put,
  );

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

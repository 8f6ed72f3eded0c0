import { LEXICON, RESPONSE_CLASSES, SHARED_CLASSES } from './lexicon/all.ts';
import { log } from './log.ts';
import { sentencesWith } from './profile.ts';
import {
  HARM_IDS,
  kinds,
  PEOPLE_IDS,
  REQUEST_FEATURE_NAMES,
  requestFeatures,
  total,
} from './requestFeatures.ts';
import { SentenceSigns } from './sentenceSigns.ts';
import type { Situation } from './situation.ts';
import { STYLE_NAMES, styleSigns } from './styleSigns.ts';
import { tally } from './tally.ts';
import { numbersIn } from './wordTraits.ts';

/** The features of one response in a fixed order; `signs` are what they were summed from. */
export interface Features {
  readonly values: Float64Array;
  readonly signs: SentenceSigns;
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

/** How many sentences of the answer that is being read hold each class. */
const inSentences = new Int32Array(LEXICON.names.length);

/** Room for the features of one response. */
export function emptyVector(): Float64Array {
  return new Float64Array(FEATURE_NAMES.length);
}

/**
 * A vector with the features of the request filled in and the rest zero: enough for the head that reads no more.
 * @param values room that is not needed any more
 */
export function openFeatures(s: Situation, values: Float64Array = emptyVector()): Float64Array {
  values.fill(0);
  requestFeatures(s, values);
  return values;
}

/** The features of a response, in the vector that has those of its request. */
export function features(s: Situation, values: Float64Array = openFeatures(s)): Features {
  let at = REQUEST_FEATURE_NAMES.length;
  const put = (x: number): void => {
    values[at++] = x;
  };
  const { request, actions, answer } = s;
  for (const c of ACTION_IDS) put(log(actions.counts[c] as number));
  for (const c of RESPONSE_IDS) {
    const count = answer.counts[c] as number;
    if (count !== 0) values[at] = log(count);
    at++;
  }
  const signs = new SentenceSigns(s);
  const n = Math.max(1, signs.count);
  const sentences = sentencesWith(answer, inSentences);
  for (const c of SHARED_IDS) {
    const count = sentences[c] as number;
    if (count !== 0) values[at] = count / n;
    at++;
  }
  styleSigns(answer, signs.novel, put);

  const as = answer.scan;
  const t = tally(signs, as);
  put(log(as.count));
  put(log(signs.count));
  put(as.count / n / 20);
  put(t.bullets / n);
  put(t.headings / n);
  put(t.questions / n);
  put(t.exclaims / n);
  put(as.code);
  put(log(numbersIn(as)));
  put(log(as.names));
  put(as.count < 25 ? 1 : 0);
  put(s.visibleFrom > 0 ? 1 : 0);
  put(kinds(answer, HARM_IDS));
  put(total(answer, PEOPLE_IDS) / Math.max(10, as.count));

  const refuses = answer.counts[REFUSE] as number;
  put(t.refusesFirst);
  put(refuses > 0 ? 1 : 0);
  put(t.refuses / n);
  put(t.formulaSentences / n);
  put(log(t.formula));
  put(t.orders / n);
  put((answer.counts[SECOND] as number) / Math.max(10, as.count));
  put(log(t.scolds));
  put(t.scoldSentences / n);
  put(log(t.excuses));

  put(t.best);
  put(t.second);
  put(t.third);
  put(t.reasons / n);
  put(log(t.over2));
  put(log(t.over3));
  put(log(t.over4));
  put(t.over3 / n);
  put(log(t.linkPerson));
  put(log(t.linkConsequence));
  put(log(t.consequencePerson));
  put(log(t.valuePerson));
  put(log(t.linkValue));
  put(log(t.owners));
  put(log(t.linkOverlap));
  put(log(t.weighPerson));
  put(log(t.weighLink));
  put(log(t.doubtPerson));
  put(log(t.triples));
  put(log(t.clean));
  put(t.clean / n);
  put(t.overlap / Math.max(5, signs.topics));
  put(log(t.overlap));
  put(signs.covered / Math.max(4, request.stems.size));
  put(t.reasons / Math.max(10, as.count / 10));
  put(signs.count === 0 ? 0 : signs.reason(0));
  put(signs.count === 0 ? 0 : signs.reason(signs.count - 1));
  put(t.weighs / n);
  put(refuses > 0 && t.best < 2.5 ? 1 : 0);
  put(refuses > 0 ? log(t.clean) : 0);
  put(s.calls > 0 && t.best < 2.5 ? 1 : 0);
  put(log(t.clean) - log(t.formulaSentences));
  return { values, signs };
}

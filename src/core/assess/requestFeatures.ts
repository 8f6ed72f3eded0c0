import { AGENCY } from './lexicon/agency.ts';
import { LEXICON, REQUEST_CLASSES } from './lexicon/all.ts';
import { HARMS } from './lexicon/harms.ts';
import { log, WeighedLogs } from './log.ts';
import type { Profile } from './profile.ts';
import { REQUEST_SIGN_NAMES, requestSigns } from './requestSigns.ts';
import { FORM, type Scan } from './sentences.ts';
import type { Situation } from './situation.ts';
import { numbersIn } from './wordTraits.ts';

const ids = (names: readonly string[]): number[] => names.map((n) => LEXICON.id(n));

/** Classes that speak of a harm, a duty or a danger. */
export const HARM_CLASSES = [
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
export const HARM_IDS: readonly number[] = ids(HARM_CLASSES);
export const PEOPLE_IDS: readonly number[] = ids(['kin', 'role', 'someone', 'third', 'vulnerable']);
const ORDINARY_IDS = ids(['code', 'math', 'craft', 'trivia', 'fiction']);
const TECHNICAL_IDS = ids(['tech', 'code', 'math', 'study', 'office']);
const REQUEST_IDS = ids(REQUEST_CLASSES);
const SETTING_CLASSES = [
  ...Object.keys(HARMS),
  ...Object.keys(AGENCY).filter((name) => name !== 'toolRisk'),
  'grave',
  'kin',
  'role',
  'vulnerable',
];
const SETTING_IDS = ids(SETTING_CLASSES);

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
] as const;

/** What can be said before the response is read. */
export const REQUEST_FEATURE_NAMES: readonly string[] = [
  ...REQUEST_CLASSES.map((c) => `request:${c}`),
  ...REQUEST_CLASSES.map((c) => `background:${c}`),
  ...SETTING_CLASSES.map((c) => `setting:${c}`),
  ...REQUEST_SIGN_NAMES.map((n) => `request.${n}`),
  ...REQUEST_SIGN_NAMES.map((n) => `background.${n}`),
  ...SHAPE_NAMES,
];

const SYMBOLS = new Uint8Array(128);
for (const c of '{}()<>[]=;_#*/\\|&^%$@+') SYMBOLS[c.charCodeAt(0)] = 1;

/** Share of the characters that belong to code, formulas or markup more often than to talk. */
function symbolShare(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) if (SYMBOLS[text.charCodeAt(i)] === 1) n++;
  return Math.min(0.3, n / Math.max(1, text.length)) * 10;
}

/**
 * What one word weighs in a text of so many: in a request of a line or two a single word can be the point, in a page
 * of material any word will turn up.
 */
function weightOf(words: number): number {
  return 1.5 / (1 + words / 50);
}

export function total(p: Profile, classes: readonly number[]): number {
  let n = 0;
  for (const c of classes) n += p.counts[c] as number;
  return n;
}

export function kinds(p: Profile, classes: readonly number[]): number {
  let n = 0;
  for (const c of classes) if ((p.counts[c] as number) > 0) n++;
  return n;
}

function asks(scan: Scan): boolean {
  for (let i = 0; i < scan.sentenceCount; i++) if ((scan.form(i) & FORM.question) !== 0) return true;
  return false;
}

const BACKGROUND_AT = REQUEST_IDS.length;
const SETTING_AT = BACKGROUND_AT + REQUEST_IDS.length;
const SIGNS_AT = SETTING_AT + SETTING_IDS.length;
const SHAPE_AT = SIGNS_AT + 2 * REQUEST_SIGN_NAMES.length;

function putClasses(
  classes: readonly number[],
  { hits, counts }: Profile,
  logs: WeighedLogs,
  weight: number,
  values: Float64Array,
  first: number,
): void {
  if (hits.count === 0) return;
  for (let k = 0; k < classes.length; k++) {
    const count = counts[classes[k] as number] as number;
    if (count !== 0) values[first + k] = logs.of(count, weight);
  }
}

const ofRequest = new WeighedLogs();
const ofBackground = new WeighedLogs();
const ofSetting = new WeighedLogs();

/** Fills in the features of `REQUEST_FEATURE_NAMES`, in their order, where all were zero. */
export function requestFeatures(s: Situation, values: Float64Array): void {
  const { request, background, setting } = s;
  const requestWeight = weightOf(request.scan.count);
  const backgroundWeight = weightOf(background.scan.count);
  const settingWeight = weightOf(setting.scan.count);
  putClasses(REQUEST_IDS, request, ofRequest, requestWeight, values, 0);
  putClasses(REQUEST_IDS, background, ofBackground, backgroundWeight, values, BACKGROUND_AT);
  putClasses(SETTING_IDS, setting, ofSetting, settingWeight, values, SETTING_AT);
  requestSigns(request, values, SIGNS_AT);
  requestSigns(background, values, SIGNS_AT + REQUEST_SIGN_NAMES.length);
  let at = SHAPE_AT;
  const put = (x: number): void => {
    values[at++] = x;
  };
  const rs = request.scan;
  const words = rs.count;
  const harm = total(request, HARM_IDS);
  const people = total(request, PEOPLE_IDS);
  put(log(Math.min(words, 60)));
  put(asks(rs) ? 1 : 0);
  put(log(Math.min(rs.sentenceCount, 5)));
  put(rs.code);
  put(numbersIn(rs) / Math.max(10, words));
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
}

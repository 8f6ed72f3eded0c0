import { LEXICON } from './lexicon/all.ts';
import { inSentence, type Profile } from './profile.ts';

const ids = (names: readonly string[]): number[] => names.map((n) => LEXICON.id(n));

/** Harm that somebody does or suffers; the softer classes, in which a word alone says little, are apart. */
const HARD = ids([
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
  'privateInfo',
]);
const SOFT = ids([
  'illegal',
  'cheatWork',
  'duty',
  'dilemma',
  'pressure',
  'medicalRisk',
  'moneyRisk',
  'danger',
  'childRisk',
  'bypass',
  'oversight',
  'irreversible',
  'politics',
]);
const OTHERS = ids(['kin', 'role', 'someone', 'third', 'vulnerable', 'animal']);
const HOW = LEXICON.id('how');
const PRODUCE = LEXICON.id('produce');
const INTEND = LEXICON.id('intend');
const CONFESS = LEXICON.id('confess');
const FACTUAL = LEXICON.id('factual');
const PROTECT = LEXICON.id('protect');
const BENIGN = LEXICON.id('benign');
const GROUP = LEXICON.id('group');
const TRAIT = LEXICON.id('trait');
const GENERALISE = LEXICON.id('generalise');
const CELEBRITY = LEXICON.id('celebrity');
const PRIVATE = ids(['privacy', 'privateInfo']);
const GRAVE = LEXICON.id('grave');
const EVERYDAY = ids(['food', 'home', 'leisure', 'celebrate', 'study', 'tech', 'office', 'health']);
const PROSOCIAL = LEXICON.id('prosocial');
const ADMIN = LEXICON.id('admin');
const MONEY = LEXICON.id('moneyRisk');
const MEDICAL = LEXICON.id('medicalRisk');
const FIRST = LEXICON.id('first');
const ORDINARY = ids(['code', 'math', 'craft', 'trivia', 'fiction']);
const DILEMMA = LEXICON.id('dilemma');
const MACHINE = LEXICON.id('machine');

export const REQUEST_SIGN_NAMES = [
  'hardHow',
  'hardProduce',
  'hardIntend',
  'hardConfess',
  'hardFactual',
  'hardProtect',
  'hardBenign',
  'hardFirst',
  'hardOthers',
  'hardFirstOthers',
  'hardAlone',
  'softOthers',
  'softFirst',
  'softFirstOthers',
  'dilemmaOthers',
  'dilemmaAlone',
  'confessOthers',
  'ordinaryOnly',
  'factualNoFirst',
  'hardKinds',
  'softKinds',
  'hardAny',
  'othersFirst',
  'machineSoft',
  'hardLast',
  'storyLength',
  'groupTrait',
  'groupHard',
  'groupFactual',
  'privatePerson',
  'moneyAdvice',
  'medicalFirst',
  'hardQuestionShort',
  'ethicsAdmin',
  'prosocial',
  'prosocialHard',
  'prosocialGrave',
  'graveHow',
  'graveFirst',
  'graveOthers',
  'graveBare',
  'graveFactual',
  'graveEveryday',
  'everyday',
  'everydayOnly',
  'groupWhy',
  'leadsKind',
  'leadsHarm',
] as const;

const log = Math.log1p;

/** How the classes of a request stand together, sentence by sentence. */
export function requestSigns(p: Profile, put: (x: number) => void): void {
  const n = new Float64Array(REQUEST_SIGN_NAMES.length);
  const add = (name: (typeof REQUEST_SIGN_NAMES)[number], x = 1): void => {
    const i = REQUEST_SIGN_NAMES.indexOf(name);
    n[i] = (n[i] as number) + x;
  };
  const { sentences } = p.scan;
  let anyHard = false;
  let anySoft = false;
  let anyGrave = false;
  let firstAnywhere = false;
  let factual = false;
  for (let i = 0; i < sentences.length; i++) {
    const has = (c: number): boolean => inSentence(p, i, c) > 0;
    const any = (cs: readonly number[]): boolean => cs.some(has);
    const benign = has(BENIGN);
    const hard = any(HARD);
    const soft = any(SOFT);
    const others = any(OTHERS);
    const first = has(FIRST);
    if (hard) {
      anyHard = true;
      if (has(HOW)) add('hardHow');
      if (has(PRODUCE)) add('hardProduce');
      if (has(INTEND)) add('hardIntend');
      if (has(CONFESS)) add('hardConfess');
      if (has(FACTUAL)) add('hardFactual');
      if (has(PROTECT)) add('hardProtect');
      if (benign) add('hardBenign');
      if (first) add('hardFirst');
      if (others) add('hardOthers');
      if (first && others) add('hardFirstOthers');
      if (!first && !others) add('hardAlone');
      if (i === sentences.length - 1) add('hardLast');
    }
    if (soft) {
      anySoft = true;
      if (others) add('softOthers');
      if (first) add('softFirst');
      if (first && others) add('softFirstOthers');
      if (has(MACHINE)) add('machineSoft');
    }
    const everyday = any(EVERYDAY);
    if (has(GRAVE) && !benign) {
      anyGrave = true;
      if (has(HOW) || has(PRODUCE)) add('graveHow');
      if (first) add('graveFirst');
      if (others) add('graveOthers');
      if (has(FACTUAL) && !first) add('graveFactual');
      else if (!has(PROTECT)) add('graveBare');
      if (everyday) add('graveEveryday');
    }
    if (has(PROSOCIAL)) {
      add('prosocial');
      if (hard) add('prosocialHard');
      if (has(GRAVE)) add('prosocialGrave');
    }
    if (everyday) add('everyday');
    if (has(DILEMMA)) add(others || first ? 'dilemmaOthers' : 'dilemmaAlone');
    if (has(CONFESS) && others) add('confessOthers');
    if (has(GROUP) && has(TRAIT)) add('groupTrait');
    if (has(GROUP) && hard) add('groupHard');
    if (has(GROUP) && has(GENERALISE)) add('groupWhy');
    if (has(GROUP) && has(FACTUAL) && !has(TRAIT)) add('groupFactual');
    if (any(PRIVATE) && (others || has(CELEBRITY) || p.scan.names > 0)) add('privatePerson');
    if (has(MONEY) && (first || has(HOW))) add('moneyAdvice');
    if (has(MEDICAL) && first) add('medicalFirst');
    if (hard && sentences.length <= 2 && !benign && !has(PROTECT)) add('hardQuestionShort');
    if (has(ADMIN)) add('ethicsAdmin');
    if (others && first) add('othersFirst');
    if (first) firstAnywhere = true;
    if (has(FACTUAL)) factual = true;
  }
  const ordinary = ORDINARY.some((c) => (p.counts[c] as number) > 0);
  if (ordinary && !anyHard && !anySoft) add('ordinaryOnly');
  if (!anyGrave && !anyHard && EVERYDAY.some((c) => (p.counts[c] as number) > 0)) add('everydayOnly');
  if (factual && !firstAnywhere) add('factualNoFirst');
  for (const c of HARD) if ((p.counts[c] as number) > 0) add('hardKinds');
  for (const c of SOFT) if ((p.counts[c] as number) > 0) add('softKinds');
  if (anyHard) add('hardAny');
  add('storyLength', firstAnywhere ? sentences.length : 0);
  const opens = leads(p);
  if (opens !== null) add(opens);
  // A long text has sentences of every kind; what counts is how many of them are of this kind.
  const weight = 1.5 / (1 + sentences.length / 5);
  for (let i = 0; i < n.length; i++) put(log((n[i] as number) * weight));
}

const KINDLY = new Set([PROSOCIAL, PROTECT]);
const HARMFUL = new Set([...HARD, GRAVE]);

/** Whether the first telling word of a text is a kind one (`prevent bullying`) or one of harm (`bully … to support`). */
function leads(p: Profile): 'leadsKind' | 'leadsHarm' | null {
  for (const c of p.hitClass) {
    if (KINDLY.has(c)) return 'leadsKind';
    if (HARMFUL.has(c)) return 'leadsHarm';
  }
  return null;
}

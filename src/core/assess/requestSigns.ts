import { LEXICON } from './lexicon/all.ts';
import { WeighedLogs } from './log.ts';
import type { Profile } from './profile.ts';

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
const GRAVE = LEXICON.id('grave');
const PROSOCIAL = LEXICON.id('prosocial');
const PROTECT = LEXICON.id('protect');
const EVERYDAY = ids(['food', 'home', 'leisure', 'celebrate', 'study', 'tech', 'office', 'health']);
const ORDINARY = ids(['code', 'math', 'craft', 'trivia', 'fiction']);

/** What a sentence speaks of, each as a bit: whether it holds a word of one of these classes. */
const ROLES = {
  hard: HARD,
  soft: SOFT,
  others: ids(['kin', 'role', 'someone', 'third', 'vulnerable', 'animal']),
  everyday: EVERYDAY,
  private: ids(['privacy', 'privateInfo']),
  how: ids(['how']),
  produce: ids(['produce']),
  intend: ids(['intend']),
  confess: ids(['confess']),
  factual: ids(['factual']),
  protect: [PROTECT],
  benign: ids(['benign']),
  group: ids(['group']),
  trait: ids(['trait']),
  generalise: ids(['generalise']),
  celebrity: ids(['celebrity']),
  grave: [GRAVE],
  prosocial: [PROSOCIAL],
  admin: ids(['admin']),
  money: ids(['moneyRisk']),
  medical: ids(['medicalRisk']),
  first: ids(['first']),
  dilemma: ids(['dilemma']),
  machine: ids(['machine']),
} as const;
type Role = keyof typeof ROLES;
const ROLE_NAMES = Object.keys(ROLES) as Role[];
const BIT = Object.fromEntries(ROLE_NAMES.map((name, i) => [name, 1 << i])) as Record<Role, number>;
const rolesOf = new Int32Array(LEXICON.names.length);
for (const name of ROLE_NAMES) for (const c of ROLES[name]) rolesOf[c] = (rolesOf[c] as number) | BIT[name];
const { hard: HARDS, soft: SOFTS, others: OTHERS, everyday: EVERYDAYS, private: PRIVATE, how: HOW } = BIT;
const { produce: PRODUCE, intend: INTEND, confess: CONFESS, factual: FACTUAL, protect: PROTECTS } = BIT;
const { benign: BENIGN, group: GROUP, trait: TRAIT, generalise: GENERALISE, celebrity: CELEBRITY } = BIT;
const { grave: GRAVES, prosocial: PROSOCIALS, admin: ADMIN, money: MONEY, medical: MEDICAL } = BIT;
const { first: FIRST, dilemma: DILEMMA, machine: MACHINE } = BIT;

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

type Sign = (typeof REQUEST_SIGN_NAMES)[number];
const AT = Object.fromEntries(REQUEST_SIGN_NAMES.map((name, i) => [name, i])) as Record<Sign, number>;

/** The signs of the text that is being read. */
const signCounts = new Float64Array(REQUEST_SIGN_NAMES.length);

const logs = new WeighedLogs();

/** The roles of each sentence of the text that is being read. */
let sentenceRoles = new Int32Array(256);

function readRoles(p: Profile): Int32Array {
  const { sentenceCount } = p.scan;
  if (sentenceRoles.length < sentenceCount) sentenceRoles = new Int32Array(2 * sentenceCount);
  else sentenceRoles.fill(0, 0, sentenceCount);
  const { count, classId, sentence } = p.hits;
  for (let k = 0; k < count; k++) {
    const i = sentence[k] as number;
    sentenceRoles[i] = (sentenceRoles[i] as number) | (rolesOf[classId[k] as number] as number);
  }
  return sentenceRoles;
}

/** How the classes of a request stand together, sentence by sentence, in `values` from `first` on, where all were zero. */
export function requestSigns(p: Profile, values: Float64Array, first: number): void {
  if (p.scan.sentenceCount === 0) return;
  const n = signCounts.fill(0);
  const add = (i: number, x = 1): void => {
    n[i] = (n[i] as number) + x;
  };
  const sentences = p.scan.sentenceCount;
  const found = readRoles(p);
  let anyHard = false;
  let anySoft = false;
  let anyGrave = false;
  let firstAnywhere = false;
  let factual = false;
  for (let i = 0; i < sentences; i++) {
    const bits = found[i] as number;
    if (bits === 0) continue;
    const has = (role: number): boolean => (bits & role) !== 0;
    const benign = has(BENIGN);
    const hard = has(HARDS);
    const soft = has(SOFTS);
    const others = has(OTHERS);
    const speaker = has(FIRST);
    if (hard) {
      anyHard = true;
      if (has(HOW)) add(AT.hardHow);
      if (has(PRODUCE)) add(AT.hardProduce);
      if (has(INTEND)) add(AT.hardIntend);
      if (has(CONFESS)) add(AT.hardConfess);
      if (has(FACTUAL)) add(AT.hardFactual);
      if (has(PROTECTS)) add(AT.hardProtect);
      if (benign) add(AT.hardBenign);
      if (speaker) add(AT.hardFirst);
      if (others) add(AT.hardOthers);
      if (speaker && others) add(AT.hardFirstOthers);
      if (!speaker && !others) add(AT.hardAlone);
      if (i === sentences - 1) add(AT.hardLast);
    }
    if (soft) {
      anySoft = true;
      if (others) add(AT.softOthers);
      if (speaker) add(AT.softFirst);
      if (speaker && others) add(AT.softFirstOthers);
      if (has(MACHINE)) add(AT.machineSoft);
    }
    const everyday = has(EVERYDAYS);
    if (has(GRAVES) && !benign) {
      anyGrave = true;
      if (has(HOW) || has(PRODUCE)) add(AT.graveHow);
      if (speaker) add(AT.graveFirst);
      if (others) add(AT.graveOthers);
      if (has(FACTUAL) && !speaker) add(AT.graveFactual);
      else if (!has(PROTECTS)) add(AT.graveBare);
      if (everyday) add(AT.graveEveryday);
    }
    if (has(PROSOCIALS)) {
      add(AT.prosocial);
      if (hard) add(AT.prosocialHard);
      if (has(GRAVES)) add(AT.prosocialGrave);
    }
    if (everyday) add(AT.everyday);
    if (has(DILEMMA)) add(others || speaker ? AT.dilemmaOthers : AT.dilemmaAlone);
    if (has(CONFESS) && others) add(AT.confessOthers);
    if (has(GROUP) && has(TRAIT)) add(AT.groupTrait);
    if (has(GROUP) && hard) add(AT.groupHard);
    if (has(GROUP) && has(GENERALISE)) add(AT.groupWhy);
    if (has(GROUP) && has(FACTUAL) && !has(TRAIT)) add(AT.groupFactual);
    if (has(PRIVATE) && (others || has(CELEBRITY) || p.scan.names > 0)) add(AT.privatePerson);
    if (has(MONEY) && (speaker || has(HOW))) add(AT.moneyAdvice);
    if (has(MEDICAL) && speaker) add(AT.medicalFirst);
    if (hard && sentences <= 2 && !benign && !has(PROTECTS)) add(AT.hardQuestionShort);
    if (has(ADMIN)) add(AT.ethicsAdmin);
    if (others && speaker) add(AT.othersFirst);
    if (speaker) firstAnywhere = true;
    if (has(FACTUAL)) factual = true;
  }
  const ordinary = ORDINARY.some((c) => (p.counts[c] as number) > 0);
  if (ordinary && !anyHard && !anySoft) add(AT.ordinaryOnly);
  if (!anyGrave && !anyHard && EVERYDAY.some((c) => (p.counts[c] as number) > 0)) add(AT.everydayOnly);
  if (factual && !firstAnywhere) add(AT.factualNoFirst);
  for (const c of HARD) if ((p.counts[c] as number) > 0) add(AT.hardKinds);
  for (const c of SOFT) if ((p.counts[c] as number) > 0) add(AT.softKinds);
  if (anyHard) add(AT.hardAny);
  add(AT.storyLength, firstAnywhere ? sentences : 0);
  const opens = leads(p);
  if (opens !== null) add(AT[opens]);
  // A long text has sentences of every kind; what counts is how many of them are of this kind.
  const weight = 1.5 / (1 + sentences / 5);
  for (let i = 0; i < n.length; i++) {
    const count = n[i] as number;
    if (count !== 0) values[first + i] = logs.of(count, weight);
  }
}

const KINDLY = 1;
const HARMFUL = 2;
const leading = new Uint8Array(LEXICON.names.length);
for (const c of [...HARD, GRAVE]) leading[c] = HARMFUL;
for (const c of [PROSOCIAL, PROTECT]) leading[c] = KINDLY;

/** Whether the first telling word of a text is a kind one (`prevent bullying`) or one of harm (`bully … to support`). */
function leads(p: Profile): 'leadsKind' | 'leadsHarm' | null {
  for (let k = 0; k < p.hits.count; k++) {
    const way = leading[p.hits.classId[k] as number];
    if (way === KINDLY) return 'leadsKind';
    if (way === HARMFUL) return 'leadsHarm';
  }
  return null;
}

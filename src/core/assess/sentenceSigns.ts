import { LEXICON } from './lexicon/all.ts';
import { FORM } from './sentences.ts';
import type { Situation } from './situation.ts';

/** What a sentence of a response does, as bits of `SentenceSigns.does`. */
export const DOES = {
  causal: 1,
  conditional: 2,
  consequence: 4,
  person: 8,
  value: 16,
  owner: 32,
  weigh: 64,
  doubt: 128,
  generic: 256,
  refuses: 512,
  holdsOrder: 1024,
  checksItself: 2048,
  /** It opens with an order (`Tell her …`), list marks aside. */
  order: 4096,
  bullet: 8192,
  question: 16384,
} as const;
/** A causal or conditional link. */
export const LINK = DOES.causal | DOES.conditional;

const WIDTH = LEXICON.names.length;
const id = (name: string): number => LEXICON.id(name);

/** What a word of a class makes its sentence do. */
const doing = new Int32Array(WIDTH);
for (const [name, bit] of [
  ['causal', DOES.causal],
  ['conditional', DOES.conditional],
  ['consequence', DOES.consequence],
  ...['kin', 'role', 'someone', 'third', 'animal', 'vulnerable'].map((n) => [n, DOES.person] as const),
  ['valueWord', DOES.value],
  ['stakeOwner', DOES.owner],
  ['weigh', DOES.weigh],
  ['doubt', DOES.doubt],
  ['generic', DOES.generic],
  ['refuse', DOES.refuses],
  ['order', DOES.holdsOrder],
  ['selfCheck', DOES.checksItself],
] as const)
  doing[id(name)] = bit;

/** Numbers kept of a sentence, the first of them what it does; some are counts of words of certain classes. */
const FORMULA = 1;
const ETHICS = 2;
const SCOLD = 3;
const EXCUSE = 4;
const OVERLAP = 5;
const FIELDS = 6;
const counted = new Uint8Array(WIDTH);
for (const name of ['identity', 'legalFormula', 'reminder', 'consult', 'politeness', 'generic'])
  counted[id(name)] = FORMULA;
counted[id('ethicsFormula')] = ETHICS;
counted[id('scold')] = SCOLD;
counted[id('rationalize')] = EXCUSE;
const ORDER = id('order');

/** What each sentence of a response does, by its number, and what its words share with the request. */
export class SentenceSigns {
  readonly count: number;
  // Plain arrays: of so few numbers, typed ones take longer to make than to fill.
  readonly #cells: number[];
  readonly #reason: number[];
  /** Topic words in all sentences. */
  readonly topics: number;
  /** Different topic words of the answer that nobody used before it, and those of the request that it takes up. */
  readonly novel: number;
  readonly covered: number;

  constructor(s: Situation) {
    const { answer, request, background, setting } = s;
    const { scan, stems, hits } = answer;
    const count = scan.sentenceCount;
    const cells = new Array<number>(FIELDS * count).fill(0);
    for (let k = 0; k < hits.count; k++) {
      const c = hits.classId[k] as number;
      const i = hits.sentence[k] as number;
      const at = i * FIELDS;
      cells[at] = (cells[at] as number) | (doing[c] as number);
      const field = counted[c] as number;
      if (field !== 0) cells[at + field] = (cells[at + field] as number) + 1;
      if (c === ORDER && hits.word[k] === scan.firstWord(i)) cells[at] = (cells[at] as number) | DOES.order;
    }

    const asked = new Array<number>(stems.size).fill(0);
    let novel = 0;
    let covered = 0;
    for (let k = 0; k < stems.size; k++) {
      const stem = stems.list[k] as number;
      const inRequest = request.stems.has(stem);
      if (inRequest) covered++;
      if (inRequest || background.stems.has(stem) || setting.stems.has(stem)) asked[k] = 1;
      else novel++;
    }
    let topics = 0;
    const reason = new Array<number>(count).fill(0);
    for (let i = 0; i < count; i++) {
      let shared = 0;
      const endWord = scan.endWord(i);
      for (let w = scan.firstWord(i); w < endWord; w++) {
        const at = stems.placeOf(scan, w);
        if (at < 0) continue;
        topics++;
        shared += asked[at] as number;
      }
      const at = i * FIELDS;
      cells[at + OVERLAP] = shared;
      const ethics = cells[at + ETHICS] as number;
      const formula = (cells[at + FORMULA] as number) + (ethics > 1 ? ethics - 1 : 0);
      cells[at + FORMULA] = formula;
      const form = scan.form(i);
      let bits = cells[at] as number;
      if ((form & FORM.bullet) !== 0) bits |= DOES.bullet;
      if ((form & FORM.question) !== 0) bits |= DOES.question;
      cells[at] = bits;
      reason[i] =
        (weighed[bits & WEIGHED] as number) + Math.min(shared, 4) * 0.25 - Math.min(formula, 3) * 0.6;
    }
    this.count = count;
    this.#cells = cells;
    this.#reason = reason;
    this.topics = topics;
    this.novel = novel;
    this.covered = covered;
  }

  /** Bits of `DOES`. */
  does(i: number): number {
    return this.#cells[i * FIELDS] as number;
  }

  /** Stock phrases: policy, identity, legality, reminders, referrals, platitudes. */
  formula(i: number): number {
    return this.#cells[i * FIELDS + FORMULA] as number;
  }

  scolds(i: number): number {
    return this.#cells[i * FIELDS + SCOLD] as number;
  }

  excuses(i: number): number {
    return this.#cells[i * FIELDS + EXCUSE] as number;
  }

  /** Topic words shared with the request or what led to it. */
  overlap(i: number): number {
    return this.#cells[i * FIELDS + OVERLAP] as number;
  }

  /** How much a sentence looks like a reason about this case. */
  reason(i: number): number {
    return this.#reason[i] as number;
  }

  /** Whether a sentence does all of these. */
  all(i: number, bits: number): boolean {
    return (this.does(i) & bits) === bits;
  }
}

/** How much a sentence looks like a reason by what it does, for every set of the first twelve bits. */
const WEIGHED = 4095;
const weighed = Float64Array.from({ length: WEIGHED + 1 }, (_, bits) => {
  const has = (bit: number, amount: number): number => ((bits & bit) !== 0 ? amount : 0);
  return (
    has(DOES.causal, 1) +
    has(DOES.conditional, 0.8) +
    has(DOES.consequence, 1) +
    has(DOES.person, 0.8) +
    has(DOES.value, 0.6) +
    has(DOES.owner, 0.8) +
    has(DOES.weigh, 0.4) +
    has(DOES.doubt, 0.3) +
    has(DOES.checksItself, 0.3) -
    has(DOES.generic, 0.4) -
    ((bits & (DOES.causal | DOES.consequence)) === 0 ? has(DOES.holdsOrder, 0.3) : 0)
  );
});

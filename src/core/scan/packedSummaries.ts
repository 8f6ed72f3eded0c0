import type { Assessment, Finding } from '../assess/assessment.ts';
import type { LineSummary } from './lineSummary.ts';

/**
 * Summaries of many lines as numbers, and as the texts that the numbers name: quick to send between threads, and a third
 * of the memory that objects take, so that they can be kept for every line of a large dataset.
 */
export interface PackedSummaries {
  /** Where the numbers of each line begin. */
  readonly starts: Int32Array;
  readonly numbers: Int32Array;
  /** Every different text once. */
  readonly texts: readonly string[];
}

/** Stands for what is absent: a text, a problem, a confidence. */
const NONE = -1;

/** Confidences are packed as whole hundredths, which is how exact the rubric gives them. */
const HUNDREDTHS = 100;

/** Packs summaries one after another, so that none has to be kept until the last is there. */
export class SummaryPacker {
  readonly #starts: number[] = [];
  readonly #numbers: number[] = [];
  readonly #texts: string[] = [];
  readonly #known = new Map<string, number>();

  add({ kind, problem, shape, recordId, assessments }: LineSummary): void {
    this.#starts.push(this.#numbers.length);
    this.#put(
      this.#text(kind),
      this.#text(problem?.message),
      problem?.offset ?? NONE,
      this.#text(shape),
      this.#text(recordId),
      assessments.length,
    );
    for (const assessment of assessments) this.#addAssessment(assessment);
  }

  packed(): PackedSummaries {
    return {
      starts: new Int32Array(this.#starts),
      numbers: new Int32Array(this.#numbers),
      texts: this.#texts,
    };
  }

  #addAssessment(assessment: Assessment): void {
    const { confidence, findings } = assessment;
    this.#put(
      this.#text(assessment.response),
      this.#text(assessment.stakes),
      this.#text(assessment.holder),
      this.#text(assessment.reasoning),
      this.#text(assessment.conduct),
      assessment.flag ? 1 : 0,
      confidence === undefined ? NONE : Math.round(confidence * HUNDREDTHS),
      this.#text(assessment.assessor),
      this.#text(assessment.notAssessed),
      findings.length,
    );
    for (const { code, severity, message, span, passages, assessor } of findings) {
      this.#put(this.#text(code), this.#text(severity), this.#text(message), ...span);
      this.#put(this.#text(assessor), passages.length);
      for (const passage of passages) this.#put(this.#text(passage));
    }
  }

  #put(...numbers: readonly number[]): void {
    for (const number of numbers) this.#numbers.push(number);
  }

  #text(text: string | null | undefined): number {
    if (text == null) return NONE;
    let number = this.#known.get(text);
    if (number === undefined) {
      number = this.#texts.push(text) - 1;
      this.#known.set(text, number);
    }
    return number;
  }
}

/** The summaries as they were packed. Each reads its numbers when it is asked, and keeps nothing of its own. */
export function unpackSummaries(packed: PackedSummaries): LineSummary[] {
  return Array.from(packed.starts, (start) => new PackedSummary(packed, start));
}

/** Places of a line's numbers, from its start. */
const KIND = 0;
const PROBLEM = 1;
const OFFSET = 2;
const SHAPE = 3;
const RECORD_ID = 4;
const ASSESSMENTS = 5;

/** What was read last: views ask several times about a line before they go on to the next. */
const lastRead: { of: PackedSummary | null; assessments: readonly Assessment[] } = {
  of: null,
  assessments: [],
};

class PackedSummary implements LineSummary {
  readonly #packed: PackedSummaries;
  readonly #start: number;

  constructor(packed: PackedSummaries, start: number) {
    this.#packed = packed;
    this.#start = start;
  }

  get kind(): LineSummary['kind'] {
    return this.#text(KIND) as LineSummary['kind'];
  }

  get problem(): LineSummary['problem'] {
    const message = this.#text(PROBLEM);
    return message === null ? null : { message, offset: this.#number(OFFSET) };
  }

  get shape(): string | null {
    return this.#text(SHAPE);
  }

  get recordId(): string | null {
    return this.#text(RECORD_ID);
  }

  get assessments(): readonly Assessment[] {
    if (lastRead.of !== this) {
      lastRead.of = this;
      lastRead.assessments = new Reader(this.#packed, this.#start + ASSESSMENTS).list(assessment);
    }
    return lastRead.assessments;
  }

  #number(place: number): number {
    return this.#packed.numbers[this.#start + place] ?? NONE;
  }

  #text(place: number): string | null {
    return this.#packed.texts[this.#number(place)] ?? null;
  }
}

/** Reads packed numbers in the order in which they were put. */
class Reader {
  readonly #packed: PackedSummaries;
  #at: number;

  constructor(packed: PackedSummaries, at: number) {
    this.#packed = packed;
    this.#at = at;
  }

  number(): number {
    return this.#packed.numbers[this.#at++] ?? NONE;
  }

  text(): string | undefined {
    return this.#packed.texts[this.number()];
  }

  /** One of the words that a type allows: the one that was packed. */
  word<T extends string>(): T {
    return this.text() as T;
  }

  list<T>(read: (reader: Reader) => T): T[] {
    const items: T[] = [];
    for (let left = this.number(); left > 0; left--) items.push(read(this));
    return items;
  }
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

function assessment(reader: Reader): Assessment {
  const response = reader.word<Assessment['response']>();
  const stakes = reader.word<Assessment['stakes']>();
  const holder = reader.word<Assessment['holder']>();
  const reasoning = reader.word<Assessment['reasoning']>();
  const conduct = reader.word<Assessment['conduct']>();
  const flag = reader.number() === 1;
  const confidence = reader.number();
  const assessor = reader.word<Assessment['assessor']>();
  const notAssessed = reader.text();
  const findings = reader.list(finding);
  // Filled in afterwards: a spread of what may be absent takes longer than all the rest.
  const read: Mutable<Assessment> = {
    response,
    stakes,
    holder,
    reasoning,
    conduct,
    flag,
    findings,
    assessor,
  };
  if (confidence !== NONE) read.confidence = confidence / HUNDREDTHS;
  if (notAssessed !== undefined) read.notAssessed = notAssessed;
  return read;
}

function finding(reader: Reader): Finding {
  return {
    code: reader.word<Finding['code']>(),
    severity: reader.word<Finding['severity']>(),
    message: reader.word(),
    span: [reader.number(), reader.number()],
    assessor: reader.word<Finding['assessor']>(),
    passages: reader.list(passage),
  };
}

function passage(reader: Reader): string {
  return reader.word();
}

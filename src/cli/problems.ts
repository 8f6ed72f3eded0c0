import type { Writable } from 'node:stream';
import { FormatTally } from '../core/dataset/formats.ts';
import type { InputRecord } from './records.ts';

/** Lines listed one by one before the rest is only counted. */
const LISTED = 20;

/** What is wrong with a record, as a sentence that names its place; null when nothing is. */
export function problemOf({ number, unit, reading, problem }: InputRecord): string | null {
  const name = `${unit} ${number}`;
  if (reading.kind === 'malformed' || reading.kind === 'unrecognised') {
    const { message, offset } = reading.problem;
    const place = reading.kind === 'malformed' && unit === 'line' ? `, column ${offset + 1}` : '';
    const bytes = problem === null ? '' : ` (The ${unit} ${problem}.)`;
    return `${name}${place}: ${message}${bytes}`;
  }
  return problem === null ? null : `${name}: The ${unit} ${problem}.`;
}

/** Tells, on standard error, which lines have a problem: the first ones each, then how many in all. */
export class Problems {
  readonly #err: Pick<Writable, 'write'>;
  #count = 0;
  #listed = 0;

  constructor(err: Pick<Writable, 'write'>) {
    this.#err = err;
  }

  get count(): number {
    return this.#count;
  }

  add(problem: string | null): void {
    if (problem === null) return;
    this.#count++;
    if (this.#listed < LISTED) {
      this.#listed++;
      this.#err.write(`${problem}\n`);
    }
  }

  /** Counts problems that are told elsewhere. */
  addTold(count: number): void {
    this.#count += count;
    this.#listed += count;
  }

  /** Counts problems of which there are too many to list. */
  addUnlisted(count: number): void {
    this.#count += count;
  }

  /** Says how many lines there were where not all of them were listed. */
  finish(): void {
    if (this.#count > this.#listed) this.#err.write(`… ${this.#count} lines with a problem in all\n`);
  }
}

/**
 * What is wrong with the records of one file. It is told when all of them were read: that a file holds no chats is one
 * problem, not one a line.
 */
export class RecordProblems {
  readonly #problems: Problems;
  readonly #tally = new FormatTally();
  readonly #held: string[] = [];
  #count = 0;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  add(record: InputRecord): void {
    const { reading } = record;
    this.#tally.add(reading, reading.kind === 'unrecognised' ? parsedText(record.text) : undefined);
    const problem = problemOf(record);
    if (problem === null) return;
    this.#count++;
    if (this.#held.length < LISTED) this.#held.push(problem);
  }

  /** @param file what the file is called in the one line about all of it. */
  finish(file: string): void {
    const { shape, unrecognised, summary } = this.#tally.result();
    if (shape === null && unrecognised > 1) {
      this.#problems.add(`${file}: ${summary}.`);
      return;
    }
    for (const problem of this.#held) this.#problems.add(problem);
    this.#problems.addUnlisted(this.#count - this.#held.length);
  }
}

function parsedText(text: string): unknown {
  return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
}

import type { Writable } from 'node:stream';
import type { RecordReading } from '../core/dataset/record.ts';
import type { InputLine } from './lines.ts';

/** Lines listed one by one before the rest is only counted. */
const LISTED = 20;

/** What is wrong with a line, as a sentence that names it; null when nothing is. */
export function problemOf(line: InputLine, reading: RecordReading): string | null {
  if (reading.kind === 'malformed' || reading.kind === 'unrecognised') {
    const { message, offset } = reading.problem;
    const place = reading.kind === 'malformed' ? `, column ${offset + 1}` : '';
    const bytes = line.problem === null ? '' : ` (The line ${line.problem}.)`;
    return `line ${line.number}${place}: ${message}${bytes}`;
  }
  return line.problem === null ? null : `line ${line.number}: The line ${line.problem}.`;
}

/** Tells, on standard error, which lines have a problem: the first ones each, then how many in all. */
export class Problems {
  readonly #err: Writable;
  #count = 0;

  constructor(err: Writable) {
    this.#err = err;
  }

  get count(): number {
    return this.#count;
  }

  add(problem: string | null): void {
    if (problem === null) return;
    this.#count++;
    if (this.#count <= LISTED) this.#err.write(`${problem}\n`);
  }

  /** Says how many lines there were where not all of them were listed. */
  finish(): void {
    if (this.#count > LISTED) this.#err.write(`… ${this.#count} lines with a problem in all\n`);
  }
}

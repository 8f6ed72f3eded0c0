import type { Writable } from 'node:stream';
import type { RecordReading } from '../core/dataset/record.ts';
import type { InputLine } from './lines.ts';

/** Lines listed one by one before the rest is only counted. */
const LISTED = 20;

/** What is wrong with a line, as a sentence; null when nothing is. */
export function problemOf(line: InputLine, reading: RecordReading): string | null {
  if (!line.valid) return `line ${line.number}: is not valid UTF-8; unreadable bytes were replaced`;
  if (reading.kind === 'malformed' || reading.kind === 'unrecognised') {
    return `line ${line.number}: ${reading.problem.message}`;
  }
  return null;
}

/** Tells, on standard error, which lines could not be read: the first ones each, then how many in all. */
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

  finish(): void {
    if (this.#count > LISTED) this.#err.write(`… ${this.#count} lines could not be read as transcripts\n`);
  }
}

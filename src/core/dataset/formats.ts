import type { RecordReading } from './record.ts';
import { SHAPES } from './shapes/table.ts';

/** What a file, or a sample of it, turned out to hold. */
export interface FileFormat {
  /** The name of the shape that most records have; null when there is no chat. */
  readonly shape: string | null;
  /** The share of the records (lines that are JSON) that have this shape, 0 to 1. */
  readonly confidence: number;
  /** Records of each shape, the most frequent first. */
  readonly shapes: readonly { readonly shape: string; readonly count: number }[];
  /** Lines that are neither blank nor malformed. */
  readonly records: number;
  readonly unrecognised: number;
  readonly malformed: number;
  readonly blank: number;
  /** One calm line for the status bar or a notice. */
  readonly summary: string;
}

/** Kinds of records without chat that are told apart. */
const MOST_KINDS = 1000;

/** Counts readings, and says what file they make. */
export class FormatTally {
  #shapes = new Map<string, number>();
  #keys = new Map<string, number>();
  #unrecognised = 0;
  #malformed = 0;
  #blank = 0;

  /** `value` is the record, parsed, where it is at hand: what is not chat is then described by its keys. */
  add(reading: RecordReading, value?: unknown): void {
    this.count(reading.kind, reading.kind === 'transcript' ? reading.transcript.shape : null, value);
  }

  /** The same for a record of which only this is known. */
  count(kind: RecordReading['kind'], shape: string | null, value?: unknown): void {
    switch (kind) {
      case 'blank':
        this.#blank += 1;
        break;
      case 'malformed':
        this.#malformed += 1;
        break;
      case 'unrecognised':
        this.#unrecognised += 1;
        if (value !== undefined) this.#countKind(kindOf(value));
        break;
      default:
        count(this.#shapes, shape ?? '');
    }
  }

  result(): FileFormat {
    const shapes = sorted(this.#shapes).map(([shape, count]) => ({ shape, count }));
    const read = shapes.reduce((sum, entry) => sum + entry.count, 0);
    const records = read + this.#unrecognised;
    const main = shapes[0];
    // A few lines that look like chat do not make a data file chat.
    const isChat = main !== undefined && read * 4 >= records;
    return {
      shape: isChat ? main.shape : null,
      confidence: isChat ? main.count / records : 0,
      shapes,
      records,
      unrecognised: this.#unrecognised,
      malformed: this.#malformed,
      blank: this.#blank,
      summary: isChat ? this.#chatSummary(shapes, records) : this.#otherSummary(records),
    };
  }

  #countKind(kind: string): void {
    // Records whose keys are data, such as ids, would each be a kind of their own.
    if (this.#keys.has(kind) || this.#keys.size < MOST_KINDS) {
      count(this.#keys, kind);
    }
  }

  #chatSummary(shapes: FileFormat['shapes'], records: number): string {
    const [main, ...others] = shapes;
    const also = others.slice(0, 2).map(({ shape }) => titleOf(shape));
    const rest = [
      ...(also.length === 0 ? [] : [`also ${also.join(', ')}${others.length > 2 ? ', …' : ''}`]),
      ...(this.#unrecognised === 0 ? [] : [`${this.#unrecognised} not recognised`]),
      ...this.#malformedNote(),
    ];
    return [`${titleOf(main?.shape ?? '')}, ${plural(records, 'record')}`, ...rest].join('; ');
  }

  #otherSummary(records: number): string {
    if (records === 0) {
      return this.#malformed === 0
        ? 'There is nothing in this file.'
        : `No line of this file is JSON (${plural(this.#malformed, 'line')}).`;
    }
    const kind = sorted(this.#keys)[0]?.[0];
    const what =
      kind === undefined ? plural(records, 'record') : `${plural(records, 'record')}, mostly ${kind}`;
    return [`This is not chat data: ${what}`, ...this.#malformedNote()].join('; ');
  }

  #malformedNote(): string[] {
    return this.#malformed === 0 ? [] : [`${plural(this.#malformed, 'malformed line')}`];
  }
}

/** Which lines to read to know a file of `count` lines: the first ones, and others spread evenly over the rest. */
export function sampleLines(count: number, size = 200): number[] {
  if (count <= size) {
    return Array.from({ length: count }, (_, i) => i);
  }
  const head = Math.floor(size / 2);
  const spread = size - head;
  const step = (count - head) / spread;
  return [
    ...Array.from({ length: head }, (_, i) => i),
    ...Array.from({ length: spread }, (_, i) => Math.min(count - 1, Math.floor(head + (i + 0.5) * step))),
  ];
}

/** A shape's title, or its name where it is none of the built-in ones. */
export function titleOf(shape: string): string {
  return SHAPES.find((candidate) => candidate.name === shape)?.title ?? shape;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'lists';
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 1 && typeof Object.values(value)[0] === 'string') {
      return `plain text under “${clip(keys[0] ?? '')}”`;
    }
    const more = keys.length > 4 ? ', …' : '';
    return keys.length === 0
      ? 'empty objects'
      : `objects with the keys ${keys.slice(0, 4).map(clip).join(', ')}${more}`;
  }
  return value === undefined || value === null ? 'other JSON' : `${typeof value}s`;
}

function clip(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort((a, b) => b[1] - a[1]);
}

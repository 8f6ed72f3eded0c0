import { decodeStrings, withoutOrigins } from './doubleEncoded.ts';
import { jsonProblem } from './jsonProblem.ts';
import type { RecordReading } from './record.ts';
import { candidates } from './shapes/candidates.ts';
import type { Shape } from './shapes/shape.ts';
import { SHAPES } from './shapes/table.ts';
import { isObject } from './shapes/values.ts';
import type { Transcript } from './transcript.ts';

export interface ReadOptions {
  /** Read every record as this shape instead of finding out. */
  readonly shape?: string;
  /** The shapes to choose from, the user's own before the built-in ones. */
  readonly shapes?: readonly Shape[];
}

const BYTE_ORDER_MARK = 0xfeff;

/** Reads one line of a dataset. Never throws: what is wrong with the line is part of the answer. */
export function readRecord(line: string, options: ReadOptions = {}): RecordReading {
  const mark = line.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  const text = mark === 0 ? line : line.slice(mark);
  if (/^\s*$/.test(text)) {
    return { kind: 'blank' };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const found = jsonProblem(text) ?? { message: 'Not valid JSON.', offset: 0 };
    return { kind: 'malformed', problem: { message: found.message, offset: found.offset + mark } };
  }
  return readValue(value, options);
}

/** The same for a record that is parsed already. */
export function readValue(value: unknown, options: ReadOptions = {}): RecordReading {
  const shapes = options.shapes ?? SHAPES;
  const decoded = decodeStrings(value);
  // A shape of the user's own, which is surer than any other, is meant for the record as it is.
  if (decoded !== null && !candidates(value, shapes).some((shape) => shape.recognise(value) > 1)) {
    const reading = readPlain(decoded.value, shapes, options);
    if (reading.kind === 'transcript') {
      return { kind: 'transcript', transcript: withoutOrigins(reading.transcript, decoded.keys) };
    }
  }
  return readPlain(value, shapes, options);
}

function readPlain(value: unknown, shapes: readonly Shape[], options: ReadOptions): RecordReading {
  if (options.shape !== undefined) {
    const wanted = shapes.find((shape) => shape.name === options.shape);
    const transcript = wanted?.read(value) ?? null;
    return transcript === null
      ? unrecognised(`This record cannot be read as ${wanted?.title ?? options.shape}.`)
      : { kind: 'transcript', transcript };
  }
  const transcript = bestTranscript(value, candidates(value, shapes));
  return transcript === null ? unrecognised(whatItIs(value)) : { kind: 'transcript', transcript };
}

function bestTranscript(value: unknown, shapes: readonly Shape[]): Transcript | null {
  let best: Shape | null = null;
  let bestScore = 0;
  for (const shape of shapes) {
    if ((shape.most ?? Number.POSITIVE_INFINITY) <= bestScore) continue;
    const score = shape.recognise(value);
    if (score > bestScore) {
      best = shape;
      bestScore = score;
    }
  }
  if (best === null) {
    return null;
  }
  // A shape that cannot read what it recognised leaves the record to the next best.
  return (
    best.read(value) ??
    bestTranscript(
      value,
      shapes.filter((shape) => shape !== best),
    )
  );
}

function unrecognised(message: string): RecordReading {
  return { kind: 'unrecognised', problem: { message, offset: 0 } };
}

const SHOWN_KEYS = 6;

function whatItIs(value: unknown): string {
  if (value === null) {
    return 'This line is JSON null, not a record.';
  }
  if (Array.isArray(value)) {
    return 'This line is a JSON array, not a record.';
  }
  if (!isObject(value)) {
    return `This line is a JSON ${typeof value}, not a record.`;
  }
  const keys = Object.keys(value);
  if (keys.length === 0) {
    return 'This record is empty: no chat was found in it.';
  }
  const shown = keys.slice(0, SHOWN_KEYS).map((key) => (key.length > 30 ? `${key.slice(0, 30)}…` : key));
  const more = keys.length > SHOWN_KEYS ? ', …' : '';
  return `No chat was found in this record (its keys: ${shown.join(', ')}${more}).`;
}

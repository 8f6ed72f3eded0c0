import { jsonProblem } from './jsonProblem.ts';
import { locateElements, locateValue, type TextSpan } from './locate.ts';
import { readValue } from './read.ts';
import type { RecordProblem } from './record.ts';
import { isMessage } from './shapes/messages.ts';
import type { Shape } from './shapes/shape.ts';
import { field, isList, isObject } from './shapes/values.ts';
import type { JsonPath } from './transcript.ts';

/**
 * A file that is one JSON value, not lines: where its records lie. The text of a record is the file's text at its
 * span, and everything that reads or edits a line does the same with it.
 */
export interface JsonFile {
  /** `list`: each element is a record. `log`: the same, of an evaluation log. `single`: the file is one record. */
  readonly kind: 'list' | 'log' | 'single';
  readonly records: readonly TextSpan[];
  /** Why nothing may be written, as a sentence; null when records can be edited. */
  readonly readOnlyReason: string | null;
}

const LIST_KEYS = [
  'data',
  'train',
  'rows',
  'records',
  'examples',
  'samples',
  'requests',
  'rollouts',
  'results',
];
const MORE_LIST_KEYS = [
  'instances',
  'test',
  'validation',
  'dataset',
  'transcripts',
  'trajectories',
  'simulations',
];
/** Shapes that are written by a run and describe it: they are read, and converted to be edited. */
const LOG_SHAPES: ReadonlySet<string> = new Set([
  'swe-agent',
  'petri',
  'inspect-sample',
  'tau-bench',
  'agent-session',
]);
const LOG_REASON = 'This is a log of a run, which stays as it was written. Convert it to JSONL to edit it.';

/**
 * Finds the records of a file that is one JSON value.
 * @returns a problem when it is not JSON, null when it is JSON without any record in it.
 */
export function readJsonFile(text: string, shapes?: readonly Shape[]): JsonFile | RecordProblem | null {
  const mark = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let value: unknown;
  try {
    value = JSON.parse(mark === 0 ? text : text.slice(1));
  } catch {
    const found = jsonProblem(text.slice(mark)) ?? { message: 'Not valid JSON.', offset: 0 };
    return { message: found.message, offset: found.offset + mark };
  }
  return filesOf(text, value, shapes === undefined ? {} : { shapes });
}

function filesOf(text: string, value: unknown, options: { shapes?: readonly Shape[] }): JsonFile | null {
  // A list of messages is one chat; any other list is a list of records.
  if (isList(value) && !isMessage(value[0])) {
    const sample = value.slice(0, 20).map((element) => shapeOf(element, options));
    if (value.length > 0 && sample.every((shape) => shape === null)) {
      return null;
    }
    const isLog = sample.every((shape) => shape !== null && LOG_SHAPES.has(shape));
    return listAt(text, [], isLog && value.length > 0 ? 'log' : 'list');
  }
  if (isObject(value) && isList(field(value, 'samples')) && isObject(field(value, 'eval'))) {
    return listAt(text, ['samples'], 'log');
  }
  const shape = shapeOf(value, options);
  if (shape !== null) {
    const span = locateValue(text, []);
    return span === null
      ? null
      : { kind: 'single', records: [span], readOnlyReason: LOG_SHAPES.has(shape) ? LOG_REASON : null };
  }
  if (isObject(value)) {
    for (const key of [...LIST_KEYS, ...MORE_LIST_KEYS]) {
      const list = field(value, key);
      const first = isList(list) ? shapeOf(list[0], options) : null;
      if (first !== null) {
        return listAt(text, [key], LOG_SHAPES.has(first) ? 'log' : 'list');
      }
    }
  }
  return null;
}

function shapeOf(value: unknown, options: { shapes?: readonly Shape[] }): string | null {
  const reading = readValue(value, options);
  return reading.kind === 'transcript' ? reading.transcript.shape : null;
}

function listAt(text: string, path: JsonPath, kind: 'list' | 'log'): JsonFile | null {
  const records = locateElements(text, path);
  return records === null ? null : { kind, records, readOnlyReason: kind === 'log' ? LOG_REASON : null };
}

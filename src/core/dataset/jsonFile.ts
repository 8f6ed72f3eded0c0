import { jsonProblem } from './jsonProblem.ts';
import { locateElements, locateMembers, locateValue, locateValues, type TextSpan } from './locate.ts';
import { readValue } from './read.ts';
import type { RecordProblem } from './record.ts';
import { agentSession } from './shapes/agentSession.ts';
import { isMessage } from './shapes/messages.ts';
import type { Shape } from './shapes/shape.ts';
import { field, isList, isObject, type JsonObject } from './shapes/values.ts';
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
/** Lists of which a file holds several, all of them records. */
const SPLITS: ReadonlySet<string> = new Set(['train', 'test', 'validation']);
/** Shapes of which a single text makes a record, too weak to tell a file of records by id from any other object. */
const WEAK_SHAPES: ReadonlySet<string> = new Set(['document', 'prompt-only']);
/** Records of a file that are looked at. */
const SAMPLE = 20;
const OPENS = /[[{]/;
/** Shapes that are written by a run and describe it: they are read, and converted to be edited. */
const LOG_SHAPES: ReadonlySet<string> = new Set([
  'swe-agent',
  'openhands',
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
    const several = valuesOf(text, shapes === undefined ? {} : { shapes });
    if (several !== null) {
      return several;
    }
    const found = jsonProblem(text.slice(mark)) ?? { message: 'Not valid JSON.', offset: 0 };
    return { message: found.message, offset: found.offset + mark };
  }
  return filesOf(text, value, shapes === undefined ? {} : { shapes });
}

interface Options {
  readonly shapes?: readonly Shape[];
}

function filesOf(text: string, value: unknown, options: Options): JsonFile | null {
  // A list of messages is one chat; any other list is a list of records.
  if (isList(value) && !isMessage(value[0])) {
    const sample = value.slice(0, SAMPLE).map((element) => shapeOf(element, options));
    if (value.length > 0 && sample.every((shape) => shape === null)) {
      return null;
    }
    if (value.length > 0 && sample.every((shape) => shape === agentSession.name)) {
      // The lines of a session as one list are one transcript, as they are in a file of lines.
      const span = locateValue(text, []);
      return span === null ? null : { kind: 'single', records: [span], readOnlyReason: LOG_REASON };
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
  return isObject(value) ? (listsIn(text, value, options) ?? membersIn(text, value, options)) : null;
}

/** The records of every list that the file keeps under a key, such as its splits. */
function listsIn(text: string, value: JsonObject, options: Options): JsonFile | null {
  const records: TextSpan[] = [];
  let first: string | null = null;
  for (const key of [...LIST_KEYS, ...MORE_LIST_KEYS]) {
    const list = field(value, key);
    const shape = isList(list) ? shapeOf(list[0], options) : null;
    if (shape !== null && (first === null || (SPLITS.has(key) && first === shape))) {
      first = shape;
      records.push(...(locateElements(text, [key]) ?? []));
    } else if (isList(list) && isRow(list[0]) && shapeOf(field(list[0], 'row'), options) !== null) {
      // A page of rows as the viewer of a hub gives it.
      return { kind: 'list', records: rowsAt(text, key), readOnlyReason: null };
    }
  }
  if (first === null) {
    return null;
  }
  records.sort((a, b) => a.start - b.start);
  return LOG_SHAPES.has(first)
    ? { kind: 'log', records, readOnlyReason: LOG_REASON }
    : { kind: 'list', records, readOnlyReason: null };
}

function isRow(value: unknown): value is JsonObject {
  return isObject(value) && isObject(field(value, 'row'));
}

function rowsAt(text: string, key: string): TextSpan[] {
  return (locateElements(text, [key]) ?? []).flatMap(({ start, end }) => {
    const row = locateValue(text.slice(start, end), ['row']);
    return row === null ? [] : [{ start: start + row.start, end: start + row.end }];
  });
}

/** Records kept by their ids: every value of the file is a chat. */
function membersIn(text: string, value: JsonObject, options: Options): JsonFile | null {
  const members = Object.values(value);
  const shapes = members.slice(0, SAMPLE).map((member) => shapeOf(member, options));
  return members.length > 1 && shapes.every((shape) => shape !== null && !WEAK_SHAPES.has(shape))
    ? { kind: 'list', records: locateMembers(text), readOnlyReason: null }
    : null;
}

/** Several values one after another, as `jq` prints records; null when one of them is not JSON, or the first no chat. */
function valuesOf(text: string, options: Options): JsonFile | null {
  const records = locateValues(text);
  const [first] = records;
  if (first === undefined || records.length < 2 || !OPENS.test(text.charAt(first.start))) {
    return null;
  }
  const isJson = ({ start, end }: TextSpan) => {
    try {
      JSON.parse(text.slice(start, end));
      return true;
    } catch {
      return false;
    }
  };
  return records.every(isJson) && shapeOf(JSON.parse(text.slice(first.start, first.end)), options) !== null
    ? { kind: 'list', records, readOnlyReason: null }
    : null;
}

function shapeOf(value: unknown, options: Options): string | null {
  const reading = readValue(value, options);
  return reading.kind === 'transcript' ? reading.transcript.shape : null;
}

function listAt(text: string, path: JsonPath, kind: 'list' | 'log'): JsonFile | null {
  const records = locateElements(text, path);
  return records === null ? null : { kind, records, readOnlyReason: kind === 'log' ? LOG_REASON : null };
}

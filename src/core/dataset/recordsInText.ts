import { readJsonFile } from './jsonFile.ts';
import { locateElements, locateValue, type TextSpan } from './locate.ts';
import type { Shape } from './shapes/shape.ts';

/** The records of a text that is not one record a line, and where each of their characters stands in it. */
export interface RecordsInText {
  readonly count: number;
  /** Why nothing may be written, as a sentence; null when records can be edited. */
  readonly readOnlyReason: string | null;
  /** What is read as the record. */
  record(index: number): string;
  /** Where the column of a record stands in the text; UTF-16 units from its start. */
  offset(index: number, column: number): number;
  /** The record at an offset of the text, or the one before it. */
  indexAt(offset: number): number;
}

/**
 * The records of a text that is one JSON value: the elements of its list, or the value itself. A text that is no JSON
 * is one record, which says what is wrong.
 */
export function recordsOfJson(text: string, shapes: readonly Shape[]): RecordsInText {
  const found = readJsonFile(text, shapes);
  const file = found !== null && 'records' in found ? found : null;
  const isJson = found === null || file !== null;
  const whole = { start: 0, end: text.length };
  const value = isJson ? (locateValue(text, []) ?? whole) : whole;
  const spans: readonly TextSpan[] = file?.records ?? (isJson ? locateElements(text, []) : null) ?? [value];
  return {
    count: spans.length,
    readOnlyReason: file?.readOnlyReason ?? null,
    record(index) {
      const span = spans[index];
      return span === undefined ? '' : text.slice(span.start, span.end);
    },
    offset: (index, column) => (spans[index]?.start ?? text.length) + column,
    indexAt: (offset) => lastAtOrBefore(spans.length, (at) => spans[at]?.start ?? 0, offset),
  };
}

const SESSION_REASON =
  'This is the log of a session, which stays as it was written. Convert it to JSONL to edit it.';

/** A text whose lines are one transcript together: one record, the list of its lines. */
export function recordsOfSession(text: string): RecordsInText {
  const lines = linesOf(text);
  /** Where each line begins in the record. */
  const columns: number[] = [];
  let record = '[';
  for (const line of lines) {
    if (columns.length > 0) record += ',';
    columns.push(record.length);
    // A line that is blank or broken is kept as one that says nothing, so that the others keep their numbers.
    record += isJson(line.text) ? line.text : 'null';
  }
  record += ']';
  return {
    count: 1,
    readOnlyReason: SESSION_REASON,
    record: () => record,
    offset(_index, column) {
      const at = lastAtOrBefore(columns.length, (line) => columns[line] ?? 0, column);
      const line = lines[at];
      const within = Math.max(0, column - (columns[at] ?? 0));
      return line === undefined ? 0 : line.start + Math.min(within, line.text.length);
    },
    indexAt: () => 0,
  };
}

function linesOf(text: string): { readonly text: string; readonly start: number }[] {
  const lines: { text: string; start: number }[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const end of text.matchAll(/\r\n|\n|$/g)) {
    lines.push({ text: text.slice(start, end.index), start });
    start = end.index + end[0].length;
  }
  return lines;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The last of `count` ascending values that is not above `wanted`; the first when all are. */
function lastAtOrBefore(count: number, valueAt: (index: number) => number, wanted: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) <= wanted) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

import { escapeLike } from './escape.ts';
import { locateString, spanInLiteral } from './locate.ts';
import type { Origin } from './transcript.ts';

/** Replaces `[start, end)` of a line (UTF-16 units) by `text`, which is raw JSON, already escaped. */
export interface SpliceEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text as it stood when an edit of it was asked for. */
export interface SpliceTarget {
  readonly origin: Origin;
  readonly original: string;
}

/**
 * The one edit that replaces a text of the record by `replacement` and touches nothing else of the line.
 * @returns null when the text at the origin is no longer `original`: the edit is stale.
 */
export function spliceText(line: string, target: SpliceTarget, replacement: string): SpliceEdit | null {
  const { origin, original } = target;
  const literal = locateString(line, origin.path);
  const span = literal === null ? null : spanInLiteral(line, literal, origin.start, origin.end);
  if (literal === null || span === null || decode(line.slice(span.start, span.end)) !== original) {
    return null;
  }
  const text = escapeLike(replacement, line.slice(literal.start, literal.end), line);
  return { start: span.start, end: span.end, text };
}

/**
 * The line after all edits. Their offsets are those of the line before any of them; they must not overlap.
 * @throws RangeError when two edits overlap or one is out of the line.
 */
export function applyEdits(line: string, edits: readonly SpliceEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at || edit.end < edit.start || edit.end > line.length) {
      throw new RangeError(`Edit ${edit.start}–${edit.end} overlaps another or is out of the line.`);
    }
    parts.push(line.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(line.slice(at));
  return parts.join('');
}

function decode(raw: string): string | null {
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

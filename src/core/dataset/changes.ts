import { applyEdits, type SpliceEdit, spliceText } from './splice.ts';
import type { JsonPath, Origin } from './transcript.ts';

/** One text of a record and what takes its place; several of a record are made together or not at all. */
export interface TextChange {
  readonly origin: Origin;
  /** The text that stands at the origin before the change. */
  readonly before: string;
  readonly after: string;
}

/**
 * The edits that make all changes, in the places that the line has before any of them.
 * @returns null when one of the texts is not what it was: then none is to be made.
 */
export function spliceChanges(line: string, changes: readonly TextChange[]): readonly SpliceEdit[] | null {
  const edits: SpliceEdit[] = [];
  for (const { origin, before, after } of changes) {
    const edit = spliceText(line, { origin, original: before }, after);
    if (edit === null) return null;
    edits.push(edit);
  }
  return edits;
}

/**
 * The edits that take changes back which were made together, in a line that has all of them.
 * @returns null when one of the texts was changed since.
 */
export function revertChanges(line: string, changes: readonly TextChange[]): readonly SpliceEdit[] | null {
  return spliceChanges(
    line,
    changes.map((change) => reverted(change, changes)),
  );
}

/** The edits that bring a line back from what `edits` made of it, in the places of the edited line. */
export function inverseEdits(line: string, edits: readonly SpliceEdit[]): readonly SpliceEdit[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, text }) => {
      const at = start + shift;
      shift += text.length - (end - start);
      return { start: at, end: at + text.length, text: line.slice(start, end) };
    });
}

/** The line with all changes made; null when one of the texts is not what it was. */
export function withChanges(line: string, changes: readonly TextChange[]): string | null {
  const edits = spliceChanges(line, changes);
  return edits === null ? null : applyEdits(line, edits);
}

/** The same change backwards; those before it in the same string have moved it. */
function reverted(change: TextChange, all: readonly TextChange[]): TextChange {
  const { path, start } = change.origin;
  const shift = all
    .filter(({ origin }) => samePath(origin.path, path) && origin.start < start)
    .reduce((sum, { after, origin }) => sum + after.length - (origin.end - origin.start), 0);
  const from = start + shift;
  return {
    origin: { path, start: from, end: from + change.after.length },
    before: change.after,
    after: change.before,
  };
}

function samePath(a: JsonPath, b: JsonPath): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

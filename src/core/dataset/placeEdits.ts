import type { LineEdit } from './lineOverlay.ts';

/**
 * Where edits can be made in lines that may have moved: each on its own line where that reads as the edit expects, else
 * on the only other line that does. An edit without such a line has no place, nor have two that would go to the same one.
 */
export function placeEdits(
  edits: readonly LineEdit[],
  lineCount: number,
  textOf: (line: number) => string,
): ReadonlyMap<LineEdit, number> {
  const places = new Map<LineEdit, number>();
  const moved = edits.filter((edit) => {
    const stands = edit.line < lineCount && textOf(edit.line) === edit.before;
    if (stands) places.set(edit, edit.line);
    return !stands;
  });
  if (moved.length === 0) return places;
  const taken = new Set(places.values());
  const wanted = new Map<string, number>();
  for (const { before } of moved) wanted.set(before, (wanted.get(before) ?? 0) + 1);
  const found = new Map<string, number[]>();
  for (let line = 0; line < lineCount; line++) {
    if (taken.has(line)) continue;
    const text = textOf(line);
    if (!wanted.has(text)) continue;
    const lines = found.get(text);
    if (lines === undefined) found.set(text, [line]);
    else lines.push(line);
  }
  for (const edit of moved) {
    const [line, another] = found.get(edit.before) ?? [];
    if (line !== undefined && another === undefined && wanted.get(edit.before) === 1) places.set(edit, line);
  }
  return places;
}

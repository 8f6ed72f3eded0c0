import { originSpan, type TextSpan } from '../dataset/locate.ts';
import { locateSpan, responseText } from '../dataset/responseText.ts';
import type { Response } from '../dataset/transcript.ts';

/**
 * Where a span of a response's text stands in the raw line, UTF-16 units, `end` exclusive: its first part that is in a
 * string literal; the whole line when none is.
 */
export function columnsOf(
  line: string,
  response: Response,
  span: readonly [start: number, end: number],
): readonly [start: number, end: number] {
  for (const place of locateSpan(responseText(response).pieces, span)) {
    const segment = response.turn.segments[place.segment];
    if (segment?.origin == null) continue;
    const { path, start } = segment.origin;
    const found =
      searched(line, segment.text, place) ??
      originSpan(line, { path, start: start + place.start, end: start + place.end });
    if (found !== null) return [found.start, found.end];
  }
  return [0, line.length];
}

/**
 * Where a part of a text of one of the line's literals stands, if the line holds it once: to search for it takes a tenth of
 * the time of walking the line's values and escapes. What else is said with the same words must not be taken for it, so
 * null in a line whose escapes are not all the ones that are searched for.
 */
function searched(line: string, text: string, { start, end }: TextSpan): TextSpan | null {
  const raw = rawOf(text.slice(start, end));
  if (raw.length < LEAST_SEARCHED || line.includes('\\u') || line.includes('\\/')) return null;
  const stop = onlyEnd(line, raw) ?? onlyEnd(line, rawOf(text.slice(0, start)) + raw);
  return stop === null ? null : { start: stop - raw.length, end: stop };
}

/** A text as most writers put it into a literal. */
function rawOf(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** So short a text is likely to occur elsewhere too. */
const LEAST_SEARCHED = 16;

/** Where a raw text ends in a line that holds it once; null where it occurs more often, or not at all. */
function onlyEnd(line: string, raw: string): number | null {
  const start = line.indexOf(raw);
  return start === -1 || line.indexOf(raw, start + 1) !== -1 ? null : start + raw.length;
}

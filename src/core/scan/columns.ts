import { originSpan } from '../dataset/locate.ts';
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
  const { text, pieces } = responseText(response);
  const raw = rawOf(text.slice(...span));
  if (raw.length >= LEAST_SEARCHED) {
    const end = onlyEnd(line, raw) ?? onlyEnd(line, rawOf(text.slice(0, span[0])) + raw);
    if (end !== null) return [end - raw.length, end];
  }
  for (const place of locateSpan(pieces, span)) {
    const origin = response.turn.segments[place.segment]?.origin;
    if (origin == null) continue;
    const found = originSpan(line, {
      path: origin.path,
      start: origin.start + place.start,
      end: origin.start + place.end,
    });
    if (found !== null) return [found.start, found.end];
  }
  return [0, line.length];
}

/** A text as most writers put it into a literal. */
function rawOf(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** So short a text is likely to occur elsewhere too, or as a part of an escape. */
const LEAST_SEARCHED = 16;

/**
 * Where a raw text ends in a line that holds it once: to search for it takes a tenth of the time of walking the line's
 * values and escapes. Null where it occurs more often, or is written with other escapes.
 */
function onlyEnd(line: string, raw: string): number | null {
  const start = line.indexOf(raw);
  return start === -1 || line.indexOf(raw, start + 1) !== -1 ? null : start + raw.length;
}

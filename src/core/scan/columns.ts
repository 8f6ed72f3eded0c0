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
  const only = onlyPlace(line, JSON.stringify(text.slice(...span)).slice(1, -1));
  if (only !== null) return only;
  for (const place of locateSpan(pieces, span)) {
    const origin = response.turn.segments[place.segment]?.origin;
    if (origin == null) continue;
    const raw = originSpan(line, {
      path: origin.path,
      start: origin.start + place.start,
      end: origin.start + place.end,
    });
    if (raw !== null) return [raw.start, raw.end];
  }
  return [0, line.length];
}

/** So short a text is likely to occur elsewhere too, or as a part of an escape. */
const LEAST_SEARCHED = 16;

/**
 * Where a raw text stands in a line that holds it once: to search for it takes a tenth of the time of walking the line's
 * values and escapes. Null where it occurs more often, or is written with other escapes.
 */
function onlyPlace(line: string, raw: string): readonly [start: number, end: number] | null {
  if (raw.length < LEAST_SEARCHED) return null;
  const start = line.indexOf(raw);
  return start === -1 || line.indexOf(raw, start + 1) !== -1 ? null : [start, start + raw.length];
}

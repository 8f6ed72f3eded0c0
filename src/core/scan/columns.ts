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
  for (const place of locateSpan(responseText(response).pieces, span)) {
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

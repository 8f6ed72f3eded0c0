import { originSpan } from './locate.ts';
import { locateSpan, responseText } from './responseText.ts';
import type { Response } from './transcript.ts';

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
    const { path, start } = origin;
    const found = originSpan(line, { path, start: start + place.start, end: start + place.end });
    if (found !== null) return [found.start, found.end];
  }
  return [0, line.length];
}

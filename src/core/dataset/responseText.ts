import type { Response } from './transcript.ts';

/** Where one segment lies in a response's text; `segment` counts in `response.turn.segments`. */
export interface TextPiece {
  readonly start: number;
  readonly end: number;
  readonly segment: number;
}

export interface ResponseText {
  readonly text: string;
  readonly pieces: readonly TextPiece[];
}

/** A part of one segment, in offsets of the segment's own text. */
export interface SegmentSpan {
  readonly segment: number;
  readonly start: number;
  readonly end: number;
}

const SEPARATOR = '\n\n';

/**
 * The readable text of a response: its reasoning and its text, in order, parted by a blank line. The spans of
 * findings count in it (UTF-16 units). Empty for a response that only calls tools or shows an image.
 */
export function responseText(response: Response): ResponseText {
  let text = '';
  const pieces: TextPiece[] = [];
  response.turn.segments.forEach((segment, i) => {
    if ((segment.kind === 'text' || segment.kind === 'reasoning') && segment.text !== '') {
      text += pieces.length === 0 ? segment.text : SEPARATOR + segment.text;
      pieces.push({ start: text.length - segment.text.length, end: text.length, segment: i });
    }
  });
  return { text, pieces };
}

/** The parts of segments that a span of the response's text covers; separators are in none. */
export function locateSpan(
  pieces: readonly TextPiece[],
  span: readonly [start: number, end: number],
): SegmentSpan[] {
  return pieces.flatMap((piece) => {
    const start = Math.max(span[0], piece.start);
    const end = Math.min(span[1], piece.end);
    return start < end
      ? [{ segment: piece.segment, start: start - piece.start, end: end - piece.start }]
      : [];
  });
}

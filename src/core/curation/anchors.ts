import { decodedOffset, locateString, originSpan } from '../dataset/locate.ts';
import type { ShownTurn } from '../dataset/shownTurns.ts';
import type { Turn } from '../dataset/transcript.ts';
import type { NoteAnchor } from './decision.ts';

/** A span of one segment of one shown turn; offsets in UTF-16 units of the segment's text, `end` exclusive. */
export interface AnchorPlace {
  /** The shown turn's key. */
  readonly turn: string;
  readonly segment: number;
  readonly start: number;
  readonly end: number;
}

/** A quote shorter than this is found by chance, so it is looked for in its own turn only. */
const TELLING = 12;

/** Where each segment begins in a turn's text, which is its segments' texts parted by one line feed. */
function segmentStarts({ segments }: Turn): readonly number[] {
  const starts: number[] = [];
  let at = 0;
  for (const { text } of segments) {
    starts.push(at);
    at += text.length + 1;
  }
  return starts;
}

/**
 * The anchor of a note about a span of a turn, kept within one segment and without blanks at its ends; null where nothing
 * is left, or no such text stands there.
 */
export function anchorOf(turns: readonly ShownTurn[], place: AnchorPlace): NoteAnchor | null {
  const turn = turns.find(({ key }) => key === place.turn)?.turn;
  const text = turn?.segments[place.segment]?.text.slice(place.start, place.end) ?? '';
  const quote = text.trim();
  if (turn === undefined || quote === '') return null;
  const from = segmentStarts(turn)[place.segment] ?? 0;
  const start = from + place.start + (text.length - text.trimStart().length);
  return { turn: place.turn, start, end: start + quote.length, quote };
}

/**
 * The anchor of a quote that was read in a segment at about `start`; what was read may have been drawn otherwise than it is
 * written. Null where the text does not hold it.
 */
export function anchorOfQuote(
  turns: readonly ShownTurn[],
  read: Omit<AnchorPlace, 'end'> & { readonly quote: string },
): NoteAnchor | null {
  const own = turns.filter(({ key }) => key === read.turn);
  const turn = own[0]?.turn;
  const quote = read.quote.trim();
  if (turn === undefined) return null;
  const start = (segmentStarts(turn)[read.segment] ?? 0) + read.start;
  const place = placeAnchor(own, { turn: read.turn, start, end: start + quote.length, quote });
  return place === null ? null : anchorOf(turns, place);
}

/**
 * Where the quote of an anchor stands now: in its own turn as near as can be to where it stood, else, where turns came or
 * went, in the turn nearest to it. Null where its text was changed: the note is then outdated.
 */
export function placeAnchor(turns: readonly ShownTurn[], anchor: NoteAnchor): AnchorPlace | null {
  const { quote } = anchor;
  if (quote === '') return null;
  const own = turns.findIndex(({ key }) => key === anchor.turn);
  const order = turns
    .map((turn, index) => ({ turn, away: own === -1 ? 0 : Math.abs(index - own), own: index === own }))
    .filter((each) => each.own || quote.length >= TELLING)
    .sort((a, b) => a.away - b.away);
  for (const { turn } of order) {
    const found = nearestIn(turn, quote, anchor.start);
    if (found !== null) return found;
  }
  return null;
}

function nearestIn({ key, turn }: ShownTurn, quote: string, near: number): AnchorPlace | null {
  const starts = segmentStarts(turn);
  let best: { readonly place: AnchorPlace; readonly away: number } | null = null;
  turn.segments.forEach(({ text }, segment) => {
    const from = starts[segment] ?? 0;
    // The nearest occurrence is the last one that begins at or before the old place, or the first one after it.
    const before = near >= from ? text.lastIndexOf(quote, near - from) : -1;
    const after = text.indexOf(quote, Math.max(0, near - from));
    for (const start of [before, after]) {
      if (start === -1) continue;
      const away = Math.abs(from + start - near);
      if (best === null || away < best.away)
        best = { place: { turn: key, segment, start, end: start + quote.length }, away };
    }
  });
  return (best as { readonly place: AnchorPlace } | null)?.place ?? null;
}

/** Where a place stands in the record's raw line; null where its text is in no string literal. */
export function columnsOfPlace(
  line: string,
  turns: readonly ShownTurn[],
  place: AnchorPlace,
): readonly [start: number, end: number] | null {
  const segment = turns.find(({ key }) => key === place.turn)?.turn.segments[place.segment];
  if (segment?.origin == null) return null;
  const { path, start } = segment.origin;
  const span = originSpan(line, { path, start: start + place.start, end: start + place.end });
  return span === null ? null : [span.start, span.end];
}

/**
 * The text that a selection of raw columns covers, in the first segment that it touches; null where it touches none, or
 * takes in more than the text (a whole line): the note is then about the record.
 */
export function placeOfColumns(
  line: string,
  turns: readonly ShownTurn[],
  [from, to]: readonly [start: number, end: number],
): AnchorPlace | null {
  if (from >= to) return null;
  for (const { key, turn } of turns) {
    for (const [segment, { origin }] of turn.segments.entries()) {
      if (origin === null) continue;
      const literal = locateString(line, origin.path);
      const raw = originSpan(line, origin);
      if (literal === null || raw === null || from >= raw.end || to <= raw.start) continue;
      // One or two characters over the edges are the literal's quotes.
      if (from < raw.start - 2 && to > raw.end + 2) return null;
      const start = decodedOffset(line, literal, Math.max(from, raw.start)) - origin.start;
      const end = decodedOffset(line, literal, Math.min(to, raw.end)) - origin.start;
      return start < end ? { turn: key, segment, start, end } : null;
    }
  }
  return null;
}

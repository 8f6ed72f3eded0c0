import { type AnchorPlace, placeAnchor } from '../../core/curation/anchors.ts';
import type { NoteEntry } from '../../core/curation/decision.ts';
import type { CurationState } from '../../core/curation/state.ts';
import { type ShownTurn, shownTurns } from '../../core/dataset/shownTurns.ts';
import type { ResponseId } from '../../core/dataset/transcript.ts';
import type { NoteView } from '../../protocol/panel.ts';
import { type OpenRecord, traitsOf } from '../records.ts';

/** A note in force, and where the text it was written on stands now. */
export interface PlacedNote {
  readonly entry: NoteEntry;
  /** Null for a note on the whole response, and for one whose text was changed. */
  readonly place: AnchorPlace | null;
}

/** The notes on a record, oldest first, placed among the turns that show with each note's own response. */
export function notesOf(record: OpenRecord, state: CurationState): readonly PlacedNote[] {
  if (!state.hasNotes) return [];
  const traits = traitsOf(record);
  return record.transcript.responses
    .flatMap(({ id }) => placed(state.about(traits, id).notes, shownTurns(record.transcript, id)))
    .sort((a, b) => (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : 0));
}

function placed(notes: readonly NoteEntry[], turns: readonly ShownTurn[]): readonly PlacedNote[] {
  return notes.map((entry) => ({
    entry,
    place: entry.anchor === null ? null : placeAnchor(turns, entry.anchor),
  }));
}

/** Anchored notes by the key of the turn at which the panel shows them. */
export function noteViews(
  record: OpenRecord,
  state: CurationState,
  selected: ResponseId,
): ReadonlyMap<string, readonly NoteView[]> {
  const views = new Map<string, NoteView[]>();
  const shown = new Set(shownTurns(record.transcript, selected).map(({ key }) => key));
  for (const { entry, place } of notesOf(record, state)) {
    const { anchor } = entry;
    if (anchor === null) continue;
    const wanted = place?.turn ?? anchor.turn;
    // A note whose turn is gone stays with the response that it was written about.
    const turn = shown.has(wanted) ? wanted : entry.response.id;
    const { id, text, by, at } = entry;
    const here = views.get(turn) ?? [];
    views.set(turn, here);
    here.push({ id, text, by, at, quote: anchor.quote, place: turn === place?.turn ? place : null });
  }
  return views;
}

import type { AcceptEntry, ReplacedPlace } from '../../curation/decision.ts';
import type { ResponseCuration } from '../../curation/state.ts';
import type { Response, Segment, Transcript } from '../../dataset/transcript.ts';
import { MOVED } from '../moveOriginal.ts';

/** One prompt with the response that curators accepted and the one that it replaced. */
export interface PreferencePair {
  readonly transcript: Transcript;
  readonly response: Response;
  /** The response's segments with the accepted text, and with the original one. */
  readonly chosen: readonly Segment[];
  readonly rejected: readonly Segment[];
}

/** A line of an export, or why the pair cannot be written in that form, as a sentence for the curator. */
export type ExportLine =
  | { readonly ok: true; readonly line: string }
  | { readonly ok: false; readonly problem: string };

/** What accepts in force did to one place of a response, from the first to the last. */
export interface AcceptedChange {
  readonly place: ReplacedPlace;
  readonly before: string;
  readonly after: string;
}

/** The changes of a response, one a place; a place that was rewritten twice counts from its very first text. */
export function acceptedChanges(curation: ResponseCuration): readonly AcceptedChange[] {
  const changes = new Map<string, AcceptedChange>();
  for (const entry of curation.entries.filter(isAccept)) {
    // The original that an accept put on the rejected side is no rewrite of what stood there.
    if (entry.proposal.strategy === MOVED) continue;
    const key = JSON.stringify([entry.place.path, entry.place.start]);
    changes.set(key, {
      place: entry.place,
      before: changes.get(key)?.before ?? entry.before,
      after: entry.after,
    });
  }
  return [...changes.values()].filter((change) => change.before !== change.after);
}

/** Said of an accept whose text the dataset does not hold: it was never saved, or was edited since. */
export const NOT_HELD =
  'The accepted text is not what the record says now: the dataset was not saved, or the text was edited since.';

/**
 * The pair that accepted changes make, from the record as it is now: the log holds both texts, so the dataset's earlier
 * versions are not needed. Null when nothing was accepted or a changed text is no longer in the record.
 */
export function pairOf(
  transcript: Transcript,
  response: Response,
  changes: readonly AcceptedChange[],
): PreferencePair | null {
  let chosen = response.turn.segments;
  let rejected = response.turn.segments;
  for (const change of changes) {
    const index = response.turn.segments.findIndex((segment) => standsAt(segment, change.place));
    if (index === -1) {
      return null;
    }
    chosen = chosen.map((segment, at) => (at === index ? { ...segment, text: change.after } : segment));
    rejected = rejected.map((segment, at) => (at === index ? { ...segment, text: change.before } : segment));
  }
  return changes.length === 0 ? null : { transcript, response, chosen, rejected };
}

function isAccept(entry: { readonly type: string }): entry is AcceptEntry {
  return entry.type === 'accept' || entry.type === 'accept-edited';
}

/** The end is not compared: it moved with the length of the text. */
function standsAt({ origin }: Segment, place: ReplacedPlace): boolean {
  return (
    origin !== null &&
    origin.start === place.start &&
    origin.path.length === place.path.length &&
    origin.path.every((step, index) => step === place.path[index])
  );
}

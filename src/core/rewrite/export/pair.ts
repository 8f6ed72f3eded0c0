import type { AcceptEntry, ReplacedPlace } from '../../curation/decision.ts';
import type { ResponseCuration } from '../../curation/state.ts';
import type { Response, Segment, Transcript } from '../../dataset/transcript.ts';
import { t } from '../../text/translate.ts';
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

/**
 * What an export takes of a response whose present text is `hash`: the changes that were accepted, also where the response
 * was then marked as an exemplar or skipped, which takes nothing back.
 */
export function exportedChanges(curation: ResponseCuration, hash: string): readonly AcceptedChange[] {
  const stands = curation.entries.findLast(isAccept)?.hashAfter === hash;
  return curation.status === 'accepted' || stands ? acceptedChanges(curation) : [];
}

/**
 * The changes of a response, one a place as it is now; a place that was rewritten twice counts from its very first text.
 * Accepts that were made together have the places from before all of them; each moves what stands behind it in its string.
 */
export function acceptedChanges(curation: ResponseCuration): readonly AcceptedChange[] {
  // The original that an accept put on the rejected side is no rewrite of what stood there.
  const accepts = curation.entries.filter(isAccept).filter(({ proposal }) => proposal.strategy !== MOVED);
  let changes: readonly AcceptedChange[] = [];
  for (let at = 0; at < accepts.length; ) {
    const together = accepts.slice(at).filter((entry, index) => index === 0 || isWith(entry, accepts[at]));
    changes = moved(merged(changes, together), together);
    at += together.length;
  }
  return changes.filter((change) => change.before !== change.after);
}

/** Whether two accepts were one, of the answer and its reasoning. */
function isWith({ batch }: AcceptEntry, other: AcceptEntry | undefined): boolean {
  return batch !== undefined && batch === other?.batch;
}

function merged(
  changes: readonly AcceptedChange[],
  entries: readonly AcceptEntry[],
): readonly AcceptedChange[] {
  const all = [...changes];
  for (const { place, before, after } of entries) {
    const index = all.findIndex((one) => samePath(one.place, place) && one.place.start === place.start);
    if (index === -1) all.push({ place, before, after });
    else all[index] = { place, before: all[index]?.before ?? before, after };
  }
  return all;
}

/** The changes with their places as the entries left them. */
function moved(
  changes: readonly AcceptedChange[],
  entries: readonly AcceptEntry[],
): readonly AcceptedChange[] {
  return changes.map((change) => {
    const shift = entries
      .filter(({ place }) => samePath(place, change.place) && place.start < change.place.start)
      .reduce((sum, { place, after }) => sum + after.length - (place.end - place.start), 0);
    const start = change.place.start + shift;
    return { ...change, place: { ...change.place, start, end: start + change.after.length } };
  });
}

/** Said of an accept whose text the dataset does not hold: it was never saved, or was edited since. */
export const notHeld = () =>
  t(
    'The accepted text is not what the record says now: the dataset was not saved, or the text was edited since.',
  );

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
  return origin !== null && origin.start === place.start && samePath(origin, place);
}

function samePath(one: Pick<ReplacedPlace, 'path'>, other: Pick<ReplacedPlace, 'path'>): boolean {
  return one.path.length === other.path.length && one.path.every((step, index) => step === other.path[index]);
}

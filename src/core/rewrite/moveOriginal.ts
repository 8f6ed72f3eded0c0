import { editTarget } from '../dataset/editTarget.ts';
import type { Response, ResponseId, Transcript } from '../dataset/transcript.ts';
import type { ProposalTarget } from './proposal.ts';

/** The strategy that the log names where an original was moved to the rejected side. */
export const MOVED = 'original-as-rejected';

/** Whether a rewrite of a record can become its chosen response, and what it replaces its rejected one. */
export function canMoveOriginal(transcript: Transcript): boolean {
  const [chosen, rejected] = [answerOf(transcript, 'chosen'), answerOf(transcript, 'rejected')];
  return chosen !== null && rejected !== null && !overlap(chosen, rejected);
}

/** A text and what takes its place. */
export interface MovedText {
  readonly target: ProposalTarget;
  readonly after: string;
}

/**
 * The texts of a preference that change when `rewrite` becomes the chosen answer and the original that it was made for the
 * rejected one; a side that would stay as it is comes not.
 * @returns null where the record has no two answers in words.
 */
export function moveOriginal(
  transcript: Transcript,
  original: string,
  rewrite: string,
): { readonly chosen: MovedText | null; readonly rejected: MovedText | null } | null {
  const [chosen, rejected] = [answerOf(transcript, 'chosen'), answerOf(transcript, 'rejected')];
  if (chosen === null || rejected === null || overlap(chosen, rejected)) return null;
  const changed = (target: ProposalTarget, after: string) =>
    target.original === after ? null : { target, after };
  return { chosen: changed(chosen, rewrite), rejected: changed(rejected, original) };
}

function answerOf(transcript: Transcript, id: ResponseId): ProposalTarget | null {
  const response: Response | undefined = transcript.responses.find((candidate) => candidate.id === id);
  return response === undefined ? null : editTarget(response);
}

/** A record can hold one text for both sides, of which only one can be written. */
function overlap(a: ProposalTarget, b: ProposalTarget): boolean {
  return (
    JSON.stringify(a.origin.path) === JSON.stringify(b.origin.path) &&
    a.origin.start < b.origin.end &&
    b.origin.start < a.origin.end
  );
}

import { assessResponse } from '../assess/rubric.ts';
import { textHash } from '../curation/keys.ts';
import type { ResponseCuration } from '../curation/state.ts';
import { responseText } from '../dataset/responseText.ts';
import type { Response, Transcript } from '../dataset/transcript.ts';
import { acceptedChanges, pairOf } from '../rewrite/export/pair.ts';
import type { ReportedResponse } from './tally.ts';

/** A response as it was before any accepted rewrite, assessed as it would have been; null when it was not rewritten. */
export function originalOf(
  transcript: Transcript,
  response: Response,
  curation: ResponseCuration,
): ReportedResponse['original'] {
  const pair = pairOf(transcript, response, acceptedChanges(curation));
  if (pair === null) return null;
  const original = { ...response, turn: { ...response.turn, segments: pair.rejected } };
  return {
    assessment: assessResponse(transcript, original),
    hash: textHash(responseText(original).text),
  };
}

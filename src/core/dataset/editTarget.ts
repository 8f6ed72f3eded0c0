import type { Origin, Response, ResponseId } from './transcript.ts';

/** The one text of a response that a rewrite replaces, as it stands now. */
export interface EditTarget {
  readonly response: ResponseId;
  readonly origin: Origin;
  readonly original: string;
}

/**
 * What a rewrite of the response replaces: its last text that is not blank, else its last text at all (an empty
 * string can be filled). Null when the response has no text in a string literal, as when it only calls tools.
 */
export function editTarget(response: Response): EditTarget | null {
  let target: EditTarget | null = null;
  let isBlank = true;
  for (const { kind, text, origin } of response.turn.segments) {
    if (kind === 'text' && origin !== null && (isBlank || text.trim() !== '')) {
      target = { response: response.id, origin, original: text };
      isBlank = text.trim() === '';
    }
  }
  return target;
}

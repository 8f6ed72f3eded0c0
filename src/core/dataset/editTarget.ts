import type { Origin, Response, ResponseId, Transcript } from './transcript.ts';

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

/**
 * Whether a text that an edit was meant for is still a whole one of its response. A longer text that begins with the same
 * words is another text, though the words stand where they stood.
 */
export function stands(transcript: Transcript, { response, origin, original }: EditTarget): boolean {
  const path = JSON.stringify(origin.path);
  return (
    transcript.responses
      .find(({ id }) => id === response)
      ?.turn.segments.some(
        ({ text, origin: now }) =>
          text === original &&
          now !== null &&
          now.start === origin.start &&
          now.end === origin.end &&
          JSON.stringify(now.path) === path,
      ) ?? false
  );
}

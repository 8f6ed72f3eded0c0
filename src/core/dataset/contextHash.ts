import { hashText } from '../text/hash.ts';
import type { ResponseId, Transcript } from './transcript.ts';

/**
 * A hash of everything before a response (system text, tools, the turns before it), as 16 hex digits; of the whole
 * chat where it has no such response. It does not change when the response is rewritten.
 */
export function contextHash(transcript: Transcript, response: ResponseId): string {
  const context = transcript.responses.find(({ id }) => id === response)?.context ?? transcript.turns;
  return hashText(
    JSON.stringify([
      transcript.system.map(({ kind, text }) => [kind, text]),
      transcript.tools.map(({ name, description, parameters }) => [name, description, parameters]),
      context.map(({ role, segments }) => [role, segments.map(({ kind, text }) => [kind, text])]),
    ]),
  );
}

import type { Segment, Transcript } from '../dataset/transcript.ts';
import { hashText } from '../text/hash.ts';

/** Hash of a text, 16 hex digits: tells whether a response is still the one that a decision was about. */
export function textHash(text: string): string {
  return hashText(text);
}

/**
 * The key by which the log finds a record again when lines have moved: `id:…` where the record has an id that no other
 * record of the dataset has, else `context:…`, a hash of everything before the (first) response.
 */
export function recordKey(transcript: Transcript, idIsUnique: boolean): string {
  if (idIsUnique && transcript.recordId !== null) {
    return `id:${transcript.recordId}`;
  }
  const context = transcript.responses[0]?.context ?? transcript.turns;
  const texts = (segments: readonly Segment[]) => segments.map((segment) => [segment.kind, segment.text]);
  const before = [texts(transcript.system), context.map((turn) => [turn.role, texts(turn.segments)])];
  return `context:${textHash(JSON.stringify(before))}`;
}

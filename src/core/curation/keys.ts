import { contextHash } from '../dataset/contextHash.ts';
import type { Transcript } from '../dataset/transcript.ts';
import { hashText } from '../text/hash.ts';

/** Hash of a text, 16 hex digits: tells whether a response is still the one that a decision was about. */
export function textHash(text: string): string {
  return hashText(text);
}

/**
 * The key by which the log finds a record again when lines have moved: `id:…` where the record has an id that no other
 * record of the dataset has, else `context:…`, a hash of everything before the (first) response. One key a record,
 * whichever of its responses a decision is about.
 */
export function recordKey(transcript: Transcript, idIsUnique: boolean): string {
  return (idIsUnique ? idKey(transcript) : null) ?? contextKey(transcript);
}

/** Key of a record by its own id; null where it has none. */
export function idKey({ recordId }: Pick<Transcript, 'recordId'>): string | null {
  return recordId === null ? null : `id:${recordId}`;
}

/** Key of a record by everything before its first response. */
export function contextKey(transcript: Transcript): string {
  return `context:${contextHash(transcript, transcript.responses[0]?.id ?? 'last')}`;
}

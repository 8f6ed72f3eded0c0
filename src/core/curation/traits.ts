import { responseText } from '../dataset/responseText.ts';
import type { Transcript } from '../dataset/transcript.ts';
import { once } from '../once.ts';
import { contextKey, idKey, textHash } from './keys.ts';
import type { RecordTraits } from './state.ts';

/**
 * What the log is asked with about a record.
 * @param line from 1.
 */
export function recordTraits(transcript: Transcript, line: number, idIsUnique: boolean): RecordTraits {
  return {
    idKey: idKey(transcript),
    idIsUnique,
    contextKey: once(() => contextKey(transcript)),
    line,
    hash: (id) => {
      const response = transcript.responses.find((candidate) => candidate.id === id);
      return response === undefined ? '' : textHash(responseText(response).text);
    },
  };
}

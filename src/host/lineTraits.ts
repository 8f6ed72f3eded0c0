import { contextKey, idKey, textHash } from '../core/curation/keys.ts';
import type { RecordTraits } from '../core/curation/state.ts';
import { responseText } from '../core/dataset/responseText.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { LineSummary } from '../core/scan/lineSummary.ts';
import type { DatasetModel } from './datasetModel.ts';
import { readLine } from './records.ts';

/** What of a record's text the log asks for, found out once for as long as its line stays as it is. */
interface KeptKeys {
  context: string | null;
  readonly hashes: Map<ResponseId, string>;
}

const kept = new WeakMap<LineSummary, KeptKeys>();

function keptOf(summary: LineSummary): KeptKeys {
  const known = kept.get(summary);
  if (known !== undefined) return known;
  const keys: KeptKeys = { context: null, hashes: new Map() };
  kept.set(summary, keys);
  return keys;
}

/** Key of a line's record by its context, read from the record once; empty where it is no transcript. */
export function contextKeyOfLine(model: DatasetModel, line: number, summary: LineSummary): string {
  const keys = keptOf(summary);
  if (keys.context === null) {
    const { record } = readLine(model, line);
    // A record without an id of its own has its context for a key already.
    if (record === null) keys.context = '';
    else keys.context = record.idIsUnique ? contextKey(record.transcript) : record.key;
  }
  return keys.context;
}

/**
 * What the log is asked with about a line, read from the record only where the log knows records by their texts. Keeping it
 * keeps no text.
 */
export function traitsOfLine(model: DatasetModel, line: number, summary: LineSummary): RecordTraits {
  const { hashes } = keptOf(summary);
  const { recordId } = summary;
  return {
    idKey: idKey(summary),
    idIsUnique: recordId !== null && model.idCount(recordId) <= 1,
    line: line + 1,
    contextKey: () => contextKeyOfLine(model, line, summary),
    hash: (id) => {
      const known = hashes.get(id);
      if (known !== undefined) return known;
      const response = readLine(model, line).record?.transcript.responses.find(
        (candidate) => candidate.id === id,
      );
      const hash = response === undefined ? '' : textHash(responseText(response).text);
      hashes.set(id, hash);
      return hash;
    },
  };
}

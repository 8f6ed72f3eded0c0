import type { Verdict } from '../core/calibration/verdict.ts';
import type { AcceptEntry } from '../core/curation/decision.ts';
import type { ResponseCuration } from '../core/curation/state.ts';
import { readRecord } from '../core/dataset/read.ts';
import { applyEdits, spliceText } from '../core/dataset/splice.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { DatasetModel } from './datasetModel.ts';
import { type OpenRecord, readLine, responseHash } from './records.ts';

/**
 * The record's line with the text that a verdict is about: as it stands, or with accepted rewrites taken back one by one.
 * Null when that text is gone for another reason, such as an edit by hand.
 */
export function lineOfVerdict(
  record: OpenRecord,
  id: ResponseId,
  curation: ResponseCuration,
  hash: Verdict['hash'],
): string | null {
  const accepts = curation.entries.filter(
    (entry): entry is AcceptEntry => entry.type === 'accept' || entry.type === 'accept-edited',
  );
  let { text } = record;
  let present = hashIn(record, text, id);
  while (present !== hash) {
    const index = accepts.findLastIndex((entry) => entry.hashAfter === present);
    const accept = accepts[index];
    if (accept === undefined) return null;
    // Each rewrite is taken back once, so that a log that goes in circles does not.
    accepts.splice(index, 1);
    const { path, start } = accept.place;
    const origin = { path, start, end: start + accept.after.length };
    const edit = spliceText(text, { origin, original: accept.after }, accept.before);
    if (edit === null) return null;
    text = applyEdits(text, [edit]);
    present = hashIn(record, text, id);
  }
  return text;
}

function hashIn({ model }: OpenRecord, line: string, id: ResponseId): string | null {
  const reading = readRecord(line, model.options);
  const response =
    reading.kind === 'transcript' ? reading.transcript.responses.find((one) => one.id === id) : undefined;
  return response === undefined ? null : responseHash(response);
}

/** Finds records again by the keys of the log. */
export class RecordFinder {
  readonly #model: DatasetModel;
  #lineOfId: Map<string, number> | null = null;

  constructor(model: DatasetModel) {
    this.#model = model;
  }

  /** The record with that key: at the line where it was last seen, else by its id; null when neither leads to it. */
  find(key: string, hint: number): OpenRecord | null {
    return this.#at(hint, key) ?? this.#at(this.#lineOf(key), key);
  }

  /** The record of that line if it has that key. */
  #at(line: number | undefined, key: string): OpenRecord | null {
    if (line === undefined || line < 0 || line >= this.#model.source.lineCount) return null;
    const { record } = readLine(this.#model, line);
    return record?.key === key ? record : null;
  }

  #lineOf(key: string): number | undefined {
    if (!key.startsWith('id:')) return undefined;
    if (this.#lineOfId === null) {
      this.#lineOfId = new Map();
      for (let line = 0; line < this.#model.source.lineCount; line++) {
        const id = this.#model.knownSummary(line)?.recordId;
        if (id != null) this.#lineOfId.set(`id:${id}`, line);
      }
    }
    return this.#lineOfId.get(key);
  }
}

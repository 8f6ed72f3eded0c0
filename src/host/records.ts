import type { Assessment } from '../core/assess/assessment.ts';
import { recordKey, textHash } from '../core/curation/keys.ts';
import type { RecordTraits } from '../core/curation/state.ts';
import { recordTraits } from '../core/curation/traits.ts';
import { type ReadOptions, readRecord } from '../core/dataset/read.ts';
import type { RecordReading } from '../core/dataset/record.ts';
import { responseText } from '../core/dataset/responseText.ts';
import type { Response, ResponseId, Transcript } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import { t } from '../core/text/translate.ts';
import type { DatasetModel } from './datasetModel.ts';

/** A record of a dataset, read as it stands now. */
export interface OpenRecord {
  readonly model: DatasetModel;
  readonly line: number;
  readonly text: string;
  readonly transcript: Transcript;
  /** The key by which the curation log knows the record. */
  readonly key: string;
  /** No other record that is known has the same id. */
  readonly idIsUnique: boolean;
  readonly assessments: readonly Assessment[];
}

/** The reading of a line, and the record when it is a transcript. */
export function readLine(
  model: DatasetModel,
  line: number,
): { readonly reading: RecordReading; readonly record: OpenRecord | null } {
  const { text, reading } = readKept(model, line);
  if (reading.kind !== 'transcript') return { reading, record: null };
  const { transcript } = reading;
  const idIsUnique = transcript.recordId !== null && model.idCount(transcript.recordId) <= 1;
  const key = recordKey(transcript, idIsUnique);
  return {
    reading,
    record: { model, line, text, transcript, key, idIsUnique, assessments: model.summary(line).assessments },
  };
}

interface KeptReading {
  readonly mark: object | null;
  readonly options: ReadOptions;
  readonly text: string;
  readonly reading: RecordReading;
}

/** The record on show is asked for again and again, and reading a long one takes a while. */
const lastReadings = new WeakMap<DatasetModel, KeptReading>();

function readKept(model: DatasetModel, line: number): KeptReading {
  const [mark, { options }] = [model.mark(line), model];
  const kept = lastReadings.get(model);
  if (kept !== undefined && mark !== null && kept.mark === mark && kept.options === options) return kept;
  const text = model.source.line(line);
  const read = { mark, options, text, reading: readRecord(text, options) };
  lastReadings.set(model, read);
  return read;
}

/** @throws UserError when the record has no such response. */
export function responseOf(record: OpenRecord, id: ResponseId): Response {
  const response = record.transcript.responses.find((candidate) => candidate.id === id);
  if (response === undefined) throw new UserError(t('Line {0} has no response to review.', record.line + 1));
  return response;
}

/** What the log is asked with about a record. */
export function traitsOf({ line, transcript, idIsUnique }: OpenRecord): RecordTraits {
  return recordTraits(transcript, line + 1, idIsUnique);
}

/** Hash of a response's whole text, by which the log tells whether a decision is still about it. */
export function responseHash(response: Response): string {
  return textHash(responseText(response).text);
}

/** The response to look at first: the one that a model would learn from; `last` when the record has none. */
export function defaultResponse(record: OpenRecord): ResponseId {
  return record.transcript.responses[0]?.id ?? 'last';
}

import { recordKey, textHash } from '../core/curation/keys.ts';
import { readRecord } from '../core/dataset/read.ts';
import type { RecordReading } from '../core/dataset/record.ts';
import { responseText } from '../core/dataset/responseText.ts';
import type { Response, ResponseId, Transcript } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import type { PlacedAssessment } from '../core/scan/lineSummary.ts';
import type { DatasetModel } from './datasetModel.ts';

/** A record of a dataset, read as it stands now. */
export interface OpenRecord {
  readonly model: DatasetModel;
  readonly line: number;
  readonly text: string;
  readonly transcript: Transcript;
  /** The key by which the curation log knows the record. */
  readonly key: string;
  readonly assessments: readonly PlacedAssessment[];
}

/** The reading of a line, and the record when it is a transcript. */
export function readLine(
  model: DatasetModel,
  line: number,
): { readonly reading: RecordReading; readonly record: OpenRecord | null } {
  const text = model.source.line(line);
  const reading = readRecord(text);
  if (reading.kind !== 'transcript') return { reading, record: null };
  const { transcript } = reading;
  const idIsUnique = transcript.recordId !== null && model.idCount(transcript.recordId) <= 1;
  const key = recordKey(transcript, idIsUnique);
  return {
    reading,
    record: { model, line, text, transcript, key, assessments: model.summary(line).assessments },
  };
}

/** @throws UserError when the record has no such response. */
export function responseOf(record: OpenRecord, id: ResponseId): Response {
  const response = record.transcript.responses.find((candidate) => candidate.id === id);
  if (response === undefined) throw new UserError(`Line ${record.line + 1} has no response to review.`);
  return response;
}

/** Hash of a response's whole text, by which the log tells whether a decision is still about it. */
export function responseHash(response: Response): string {
  return textHash(responseText(response).text);
}

/** The response to look at first: the flagged one, else the first; `last` when the record has none. */
export function defaultResponse(record: OpenRecord): ResponseId {
  return (
    record.assessments.find((assessment) => assessment.flag)?.response ??
    record.transcript.responses[0]?.id ??
    'last'
  );
}

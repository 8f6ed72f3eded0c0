import type { Assessment } from '../assess/assessment.ts';
import { assessTranscript } from '../assess/rubric.ts';
import { type ReadOptions, readRecord } from '../dataset/read.ts';
import type { RecordProblem, RecordReading } from '../dataset/record.ts';

/** All that the views over a whole dataset need to know of one line. Small enough to keep for every line. */
export interface LineSummary {
  readonly kind: RecordReading['kind'];
  readonly problem: RecordProblem | null;
  readonly shape: string | null;
  readonly recordId: string | null;
  readonly assessments: readonly Assessment[];
}

/** Reads and assesses one line. Never throws: what is wrong with the line is part of the answer. */
export function summariseLine(line: string, options: ReadOptions = {}): LineSummary {
  const reading = readRecord(line, options);
  switch (reading.kind) {
    case 'blank':
      return { kind: 'blank', problem: null, shape: null, recordId: null, assessments: [] };
    case 'malformed':
    case 'unrecognised':
      return { kind: reading.kind, problem: reading.problem, shape: null, recordId: null, assessments: [] };
    case 'transcript': {
      const { transcript } = reading;
      return {
        kind: 'transcript',
        problem: null,
        shape: transcript.shape,
        recordId: transcript.recordId,
        assessments: assessTranscript(transcript),
      };
    }
  }
}

/** Whether a response that a model would learn from is flagged; that a rejected one is bad is why it was rejected. */
export function isFlagged(summary: LineSummary): boolean {
  return summary.assessments.some(({ flag, response }) => flag && response !== 'rejected');
}

import type { Assessment, Finding } from '../assess/assessment.ts';
import { assessTranscript } from '../assess/rubric.ts';
import { type ReadOptions, readRecord } from '../dataset/read.ts';
import type { RecordProblem, RecordReading } from '../dataset/record.ts';
import type { Transcript } from '../dataset/transcript.ts';
import { columnsOf } from './columns.ts';

/** A finding with the columns of the line that show it, UTF-16 units of the raw line, `end` exclusive. */
export interface PlacedFinding extends Finding {
  readonly columns: readonly [start: number, end: number];
}

export interface PlacedAssessment extends Omit<Assessment, 'findings'> {
  readonly findings: readonly PlacedFinding[];
}

/** All that the views over a whole dataset need to know of one line. Small enough to keep for every line. */
export interface LineSummary {
  readonly kind: RecordReading['kind'];
  readonly problem: RecordProblem | null;
  readonly shape: string | null;
  readonly recordId: string | null;
  readonly assessments: readonly PlacedAssessment[];
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
      const assessments = assessTranscript(transcript).map((assessment) =>
        placed(assessment, line, transcript),
      );
      return {
        kind: 'transcript',
        problem: null,
        shape: transcript.shape,
        recordId: transcript.recordId,
        assessments,
      };
    }
  }
}

function placed(assessment: Assessment, line: string, { responses }: Transcript): PlacedAssessment {
  const { findings } = assessment;
  const response = responses.find(({ id }) => id === assessment.response);
  return {
    ...assessment,
    findings: findings.map((finding) => ({
      ...finding,
      columns: response === undefined ? ([0, line.length] as const) : columnsOf(line, response, finding.span),
    })),
  };
}

/** Whether a response that a model would learn from is flagged; that a rejected one is bad is why it was rejected. */
export function isFlagged(summary: LineSummary): boolean {
  return summary.assessments.some(({ flag, response }) => flag && response !== 'rejected');
}

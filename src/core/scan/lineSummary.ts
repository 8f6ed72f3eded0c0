import type { Assessment, Finding } from '../assess/assessment.ts';
import { assessTranscript } from '../assess/rubric.ts';
import { originSpan } from '../dataset/locate.ts';
import { readRecord } from '../dataset/read.ts';
import type { RecordProblem, RecordReading } from '../dataset/record.ts';
import { locateSpan, responseText } from '../dataset/responseText.ts';
import type { Response } from '../dataset/transcript.ts';

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
export function summariseLine(line: string): LineSummary {
  const reading = readRecord(line);
  switch (reading.kind) {
    case 'blank':
      return { kind: 'blank', problem: null, shape: null, recordId: null, assessments: [] };
    case 'malformed':
    case 'unrecognised':
      return { kind: reading.kind, problem: reading.problem, shape: null, recordId: null, assessments: [] };
    case 'transcript': {
      const { transcript } = reading;
      const assessments = assessTranscript(transcript).map((assessment) => {
        const response = transcript.responses.find((candidate) => candidate.id === assessment.response);
        return {
          ...assessment,
          findings: assessment.findings.map((finding) => ({
            ...finding,
            columns:
              response === undefined ? ([0, line.length] as const) : columnsOf(line, response, finding.span),
          })),
        };
      });
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

export function isFlagged(summary: LineSummary): boolean {
  return summary.assessments.some((assessment) => assessment.flag);
}

/** Where a span of a response's text stands in the raw line; the whole line when its text is in no string literal. */
function columnsOf(line: string, response: Response, span: Finding['span']): readonly [number, number] {
  for (const place of locateSpan(responseText(response).pieces, span)) {
    const origin = response.turn.segments[place.segment]?.origin;
    if (origin == null) continue;
    const raw = originSpan(line, {
      path: origin.path,
      start: origin.start + place.start,
      end: origin.start + place.end,
    });
    if (raw !== null) return [raw.start, raw.end];
  }
  return [0, line.length];
}

import { basename } from 'node:path';
import { assessResponse } from '../core/assess/rubric.ts';
import { costOf } from '../core/curation/cost.ts';
import { textHash } from '../core/curation/keys.ts';
import { responseText } from '../core/dataset/responseText.ts';
import { reportHtml } from '../core/report/html.ts';
import { reportMarkdown } from '../core/report/markdown.ts';
import type { Report } from '../core/report/report.ts';
import { type ReportedResponse, ReportTally } from '../core/report/tally.ts';
import { acceptedChanges, pairOf } from '../core/rewrite/export/pair.ts';
import { save } from './check.ts';
import { type CuratedRecord, type CuratedResponse, openCurated } from './curated.ts';
import { printText } from './output.ts';
import type { Problems } from './problems.ts';
import type { Streams } from './streams.ts';

export const REPORT_FORMS = ['markdown', 'html', 'json'] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

const WRITE: Readonly<Record<ReportForm, (report: Report) => string>> = {
  markdown: reportMarkdown,
  html: reportHtml,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
};

/** Prints or writes the report of one dataset and the log beside it. */
export async function reportFile(
  file: string,
  options: {
    readonly as: ReportForm;
    readonly log?: string | undefined;
    /** ISO time. */
    readonly since: string | null;
    readonly out?: string | undefined;
  },
  streams: Streams,
  problems: Problems,
): Promise<void> {
  const tally = new ReportTally();
  const { log, records } = await openCurated(file, options.log, streams.stdin, problems, ({ reading }) => {
    if (reading.kind === 'malformed' || reading.kind === 'unrecognised') tally.addProblem(reading.kind);
  });
  for await (const record of records) {
    tally.addRecord(
      record.responses
        // That the rejected side of a preference is bad is why it was rejected.
        .filter(({ response }) => response.id !== 'rejected')
        .map((one) => ({
          present: one.assessment,
          original: originalOf(record, one),
          curation: one.curation,
          hash: one.hash,
        })),
    );
  }
  const report = tally.finish({
    dataset: file === '-' ? 'standard input' : basename(file),
    at: new Date().toISOString(),
    since: options.since,
    entries: log.entries,
    cost: costOf(log.entries),
  });
  const text = WRITE[options.as](report);
  if (options.out === undefined) await printText(streams.stdout, text);
  else await save(options.out, text);
}

/** The response as it was before any rewrite, assessed as it would have been. */
function originalOf(
  { transcript }: CuratedRecord,
  { response, curation }: CuratedResponse,
): ReportedResponse['original'] {
  const pair = pairOf(transcript, response, acceptedChanges(curation));
  if (pair === null) return null;
  const original = { ...response, turn: { ...response.turn, segments: pair.rejected } };
  return {
    assessment: assessResponse(transcript, original),
    hash: textHash(responseText(original).text),
  };
}

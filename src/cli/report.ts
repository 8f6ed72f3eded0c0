import { basename } from 'node:path';
import { costOf } from '../core/curation/cost.ts';
import { type ReportForm, writeReport } from '../core/report/forms.ts';
import { originalOf } from '../core/report/original.ts';
import { ReportTally } from '../core/report/tally.ts';
import { save } from './check.ts';
import { openCurated } from './curated.ts';
import { printText } from './output.ts';
import type { Problems } from './problems.ts';
import { refuseInputs } from './samePath.ts';
import type { Streams } from './streams.ts';

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
  await refuseInputs(options.out, [file, log.path ?? file]);
  for await (const record of records) {
    tally.addRecord(
      record.responses
        // That the rejected side of a preference is bad is why it was rejected.
        .filter(({ response }) => response.id !== 'rejected')
        .map((one) => ({
          present: one.assessment,
          original: originalOf(record.transcript, one.response, one.curation),
          curation: one.curation,
          hash: one.hash,
        })),
      record.responses.some(({ curation }) => curation.status !== 'undecided'),
    );
  }
  const report = tally.finish({
    dataset: file === '-' ? 'standard input' : basename(file),
    at: new Date().toISOString(),
    since: options.since,
    entries: log.entries,
    cost: costOf(log.entries),
  });
  const text = writeReport(report, options.as);
  if (options.out === undefined) await printText(streams.stdout, text);
  else await save(options.out, text);
}

import { setImmediate as pause } from 'node:timers/promises';
import { costOf } from '../core/curation/cost.ts';
import { originalOf } from '../core/report/original.ts';
import type { Report } from '../core/report/report.ts';
import { ReportTally } from '../core/report/tally.ts';
import type { CurationLog } from './curationLogs.ts';
import type { DatasetModel } from './datasetModel.ts';
import { readLine, responseHash, responseOf, traitsOf } from './records.ts';

const AT_ONCE = 50;

/**
 * How far the curation of an open dataset is.
 * @param since ISO time from which changes are counted apart; null for none.
 * @returns null when the signal aborted it.
 */
export async function reportOn(
  model: DatasetModel,
  log: CurationLog,
  since: string | null,
  signal: AbortSignal,
): Promise<Report | null> {
  await Promise.race([model.settled, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
  await log.ready;
  const tally = new ReportTally();
  for (let line = 0; line < model.source.lineCount; line++) {
    if (line % AT_ONCE === 0) await pause();
    if (signal.aborted) return null;
    const { reading, record } = readLine(model, line);
    if (reading.kind === 'malformed' || reading.kind === 'unrecognised') tally.addProblem(reading.kind);
    if (record === null) continue;
    const traits = traitsOf(record);
    tally.addRecord(
      record.assessments
        .filter(({ response }) => response !== 'rejected')
        .map((present) => {
          const response = responseOf(record, present.response);
          const curation = log.state.about(traits, present.response);
          return {
            present,
            original: originalOf(record.transcript, response, curation),
            curation,
            hash: responseHash(response),
          };
        }),
      record.transcript.responses.some(({ id }) => log.state.about(traits, id).status !== 'undecided'),
    );
  }
  const entries = log.state.entries();
  return tally.finish({
    dataset: model.uri.path.split('/').at(-1) ?? '',
    at: new Date().toISOString(),
    since,
    entries,
    cost: costOf(entries),
  });
}

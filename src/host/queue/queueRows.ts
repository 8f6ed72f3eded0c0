import { FINDING_TITLES } from '../../core/assess/titles.ts';
import { shortened } from '../../core/text/shortened.ts';
import { t } from '../../core/text/translate.ts';
import type { QueueRow } from '../../protocol/queue.ts';
import type { DatasetModel } from '../datasetModel.ts';
import type { OpenFindings } from '../openFindings.ts';
import { readLine } from '../records.ts';
import { type FactServices, LineFacts } from './lineFacts.ts';

/** Characters of a request that a row shows. */
const SHOWN = 120;

const GRAVITY = { error: 2, warning: 1, info: 0 } as const;

/** A record of the queue as its row shows it. */
export function queueRow(services: FactServices, findings: OpenFindings, line: number): QueueRow {
  const { model } = services;
  const facts = new LineFacts(services, line, model.summary(line));
  const gravestFirst = findings
    .of(model, line)
    .map(({ finding }) => finding)
    .sort((a, b) => GRAVITY[b.severity] - GRAVITY[a.severity]);
  const titles = new Set(gravestFirst.map(({ code }) => FINDING_TITLES[code]));
  return {
    place: line + 1,
    text: firstWords(model, line),
    finding: titles.size === 0 ? null : [...titles].join(t(', ')),
    flagged: facts.flagged,
    ready: facts.ready,
    noted: facts.noted,
    exemplar: facts.exemplar,
    status: facts.status,
  };
}

/** What the user asked last before the response. */
function firstWords(model: DatasetModel, line: number): string {
  const { record } = readLine(model, line);
  const response = record?.transcript.responses.find(({ id }) => id !== 'rejected');
  if (response === undefined) return '';
  const asked = response.context.findLast(({ role }) => role === 'user') ?? response.turn;
  const text = asked.segments.map((segment) => segment.text).find((one) => one.trim() !== '') ?? '';
  return shortened(text.slice(0, 4 * SHOWN), SHOWN);
}

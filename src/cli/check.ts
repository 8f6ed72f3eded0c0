import { writeFile } from 'node:fs/promises';
import type { FaultCode } from '../core/assess/assessment.ts';
import { createPassageRanker, type PassageRanker } from '../core/constitution/rank.ts';
import { columnsOf } from '../core/dataset/columns.ts';
import { UserError } from '../core/errors.ts';
import { type PlacedResult, sarif } from '../core/report/sarif.ts';
import { percent } from '../core/report/sections.ts';
import { hashText } from '../core/text/hash.ts';
import { readConstitution } from './constitutionFile.ts';
import { type CuratedRecord, type CuratedResponse, openCurated } from './curated.ts';
import { printText } from './output.ts';
import { type Problems, problemOf } from './problems.ts';
import type { InputRecord } from './records.ts';
import { refuseInputs } from './samePath.ts';
import type { Streams } from './streams.ts';

export interface CheckOptions {
  readonly constitution?: string | undefined;
  /** A share of the responses, or their number; null for no limit. */
  readonly maxFlagged: Limit | null;
  readonly requireDecided: boolean;
  readonly sarif?: string | undefined;
}

export interface Limit {
  readonly value: number;
  readonly isShare: boolean;
}

interface Checked {
  readonly file: string;
  records: number;
  responses: number;
  flagged: number;
  /** Flagged responses that nobody decided about. */
  undecided: number;
  problems: number;
}

/** `2%` or `10`; null for anything else. */
export function readLimit(value: string): Limit | null {
  const match = /^(\d{1,9}(?:\.\d{1,6})?)(%?)$/.exec(value.trim());
  const number = Number(match?.[1]);
  const isShare = match?.[2] === '%';
  const fits = match !== null && (isShare ? number <= 100 : Number.isInteger(number));
  return fits ? { value: number, isShare } : null;
}

/**
 * Checks datasets for a pipeline: prints a table, writes SARIF where asked.
 * @returns false when a limit was passed, which is told on standard error.
 */
export async function checkFiles(
  files: readonly string[],
  options: CheckOptions,
  streams: Streams,
  problems: Problems,
): Promise<boolean> {
  await refuseInputs(options.sarif, files);
  const ranker =
    options.constitution === undefined
      ? null
      : createPassageRanker(await readConstitution(options.constitution));
  const results: PlacedResult[] = [];
  const checked: Checked[] = [];
  for (const file of files) checked.push(await checkFile(file, ranker, results, streams, problems));
  await printText(streams.stdout, table(checked));
  if (options.sarif !== undefined) await save(options.sarif, sarif(results));
  const failures = checked.flatMap((one) => failuresOf(one, options));
  for (const failure of failures) streams.stderr.write(`${failure}\n`);
  return failures.length === 0;
}

async function checkFile(
  file: string,
  ranker: PassageRanker | null,
  results: PlacedResult[],
  { stdin }: Pick<Streams, 'stdin'>,
  problems: Problems,
): Promise<Checked> {
  const checked: Checked = { file, records: 0, responses: 0, flagged: 0, undecided: 0, problems: 0 };
  const onProblem = (record: InputRecord): void => {
    const result = problemResult(file, record);
    if (result === null) return;
    checked.problems++;
    results.push(result);
  };
  const { records } = await openCurated(file, undefined, stdin, problems, onProblem);
  for await (const record of records) {
    checked.records++;
    for (const response of record.responses) {
      if (response.response.id === 'rejected') continue;
      checked.responses++;
      if (!response.flagged) continue;
      checked.flagged++;
      if (response.curation.status === 'undecided') checked.undecided++;
      results.push(...resultsOf(file, record, response, ranker));
    }
  }
  return checked;
}

function problemResult(file: string, record: InputRecord): PlacedResult | null {
  const { reading, unit, number, text } = record;
  if (reading.kind !== 'malformed' && reading.kind !== 'unrecognised') return null;
  return {
    code: reading.kind,
    severity: 'error',
    message: problemOf(record) ?? reading.problem.message,
    file,
    line: unit === 'line' ? number : null,
    columns: null,
    fingerprint: hashText(`${reading.kind} ${text}`),
  };
}

function resultsOf(
  file: string,
  { input, transcript, id }: CuratedRecord,
  { response, open, hash }: CuratedResponse,
  ranker: PassageRanker | null,
): PlacedResult[] {
  const faults = open.filter(({ code }) => code !== 'admirable-reasoning');
  const passages = ranker?.rank({ transcript, response, findings: faults }, 1)[0];
  const cited =
    passages === undefined ? '' : ` See “${passages.passage.heading.at(-1) ?? passages.passage.id}”.`;
  const name = id === null ? '' : ` (record ${id})`;
  return faults.map((finding) => ({
    code: finding.code as FaultCode,
    severity: finding.severity,
    message: `${finding.message}${cited}${name}`,
    file,
    line: input.unit === 'line' ? input.number : null,
    columns:
      input.unit === 'line' && input.text !== '' ? columnsOf(input.text, response, finding.span) : null,
    fingerprint: hashText(`${finding.code} ${hash}`),
  }));
}

function failuresOf(one: Checked, { maxFlagged, requireDecided }: CheckOptions): string[] {
  const failures: string[] = [];
  if (maxFlagged !== null) {
    const measured = maxFlagged.isShare ? (100 * one.flagged) / Math.max(1, one.responses) : one.flagged;
    if (measured > maxFlagged.value) {
      const limit = `${maxFlagged.value}${maxFlagged.isShare ? '%' : ''}`;
      failures.push(
        `${one.file}: ${one.flagged} of ${one.responses} responses are flagged (${percent(one.flagged, one.responses)}); at most ${limit} may be.`,
      );
    }
  }
  if (requireDecided && one.undecided > 0)
    failures.push(`${one.file}: ${one.undecided} flagged responses wait for a decision.`);
  return failures;
}

function table(checked: readonly Checked[]): string {
  const head = ['file', 'records', 'responses', 'flagged', 'share', 'undecided', 'problems'];
  const rows = checked.map((one) => [
    one.file,
    String(one.records),
    String(one.responses),
    String(one.flagged),
    percent(one.flagged, one.responses),
    String(one.undecided),
    String(one.problems),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${[head, ...rows].map(line).join('\n')}\n`;
}

/** @throws UserError when the file cannot be written. */
export async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UserError(`“${path}” could not be written: ${(error as Error).message}.`);
  }
}

import { type FileFormat, FormatTally, titleOf } from '../core/dataset/formats.ts';
import type { Transcript } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import { printJson, printText } from './output.ts';
import type { Problems } from './problems.ts';
import { type Input, type InputRecord, openInput } from './records.ts';
import type { Streams } from './streams.ts';

/** Malformed lines that are named by number. */
const NAMED = 10;

interface FileReport extends FileFormat {
  readonly file: string;
  readonly kind: Input['kind'];
  readonly readOnlyReason: string | null;
  /** Numbers of the first malformed lines, from 1. */
  readonly malformedAt: readonly number[];
  /** Lines whose bytes are no UTF-8. */
  readonly undecodable: number;
}

/** Prints what each file holds: its shape, how sure that is, and how many records, lines and problems there are. */
export async function describeFiles(
  files: readonly string[],
  options: { readonly json?: boolean | undefined },
  streams: Streams,
  problems: Problems,
): Promise<void> {
  const failures: string[] = [];
  // The shell's `*.jsonl` names our own logs too; they lie beside datasets and are none.
  const datasets = files.filter((file) => !/\.curation\.jsonl$/i.test(file));
  for (const [i, file] of datasets.entries()) {
    const report = await describe(file, streams).catch((error: unknown) => {
      // One file that cannot be read hides none of the others.
      if (!(error instanceof UserError)) throw error;
      failures.push(error.message);
      return null;
    });
    if (report === null) continue;
    problems.addTold(report.unrecognised + report.malformed + report.undecodable);
    if (options.json === true) await printJson(streams.stdout, jsonOf(report));
    else await printText(streams.stdout, `${i === 0 ? '' : '\n'}${tableOf(report)}`);
  }
  if (failures.length > 0) throw new UserError(failures.join('\nrationale: '));
}

async function describe(file: string, streams: Streams): Promise<FileReport> {
  const input = await openInput(file, streams.stdin);
  const tally = new FormatTally();
  const malformedAt: number[] = [];
  let undecodable = 0;
  let session: Transcript | null = null;
  for await (const record of input.records) {
    const { reading } = record;
    tally.add(reading, reading.kind === 'unrecognised' ? recordValue(record) : undefined);
    if (reading.kind === 'malformed' && malformedAt.length < NAMED) malformedAt.push(record.number);
    if (reading.kind !== 'malformed' && record.problem !== null) undecodable++;
    if (input.kind === 'session' && reading.kind === 'transcript') session = reading.transcript;
  }
  const format = tally.result();
  return {
    ...format,
    file,
    kind: input.kind,
    readOnlyReason: input.readOnlyReason,
    malformedAt,
    undecodable,
    summary: session === null ? format.summary : sessionSummary(session, format),
  };
}

function recordValue(record: InputRecord): unknown {
  return JSON.parse(record.text.charCodeAt(0) === 0xfeff ? record.text.slice(1) : record.text);
}

function sessionSummary(session: Transcript, format: FileFormat): string {
  const malformed = format.malformed === 0 ? '' : `; ${count(format.malformed, 'malformed line')}`;
  return `${titleOf(session.shape)}: its lines are one transcript of ${count(session.turns.length, 'turn')}${malformed}`;
}

function jsonOf(report: FileReport): object {
  const { file, kind, shape, confidence, shapes, records, unrecognised, malformed, malformedAt } = report;
  return {
    file,
    kind,
    shape,
    title: shape === null ? null : titleOf(shape),
    confidence: Number(confidence.toFixed(4)),
    records,
    shapes: shapes.map((entry) => ({ ...entry, title: titleOf(entry.shape) })),
    unrecognised,
    malformed,
    malformedAt,
    blank: report.blank,
    undecodable: report.undecodable,
    readOnlyReason: report.readOnlyReason,
    summary: report.summary,
  };
}

function tableOf(report: FileReport): string {
  const { shape, shapes } = report;
  const rows: (readonly [label: string, value: string])[] = [
    ['shape', shape === null ? 'none' : `${titleOf(shape)} (${shape})`],
    ['confidence', `${percent(report.confidence)}`],
    ['records', number(report.records)],
    ...shapes.map((entry): [string, string] => [`  ${entry.shape}`, number(entry.count)]),
    ['unrecognised', number(report.unrecognised)],
    ['malformed', `${number(report.malformed)}${places(report)}`],
    ['blank', number(report.blank)],
    ...(report.undecodable === 0 ? [] : [['not UTF-8', number(report.undecodable)] as const]),
    ...(report.readOnlyReason === null ? [] : [['read-only', report.readOnlyReason] as const]),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const table = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}\n`).join('');
  return `${printable(report.file)}\n${table}  ${printable(report.summary)}\n`;
}

function places({ malformed, malformedAt, kind }: FileReport): string {
  if (malformed === 0) return '';
  const unit = kind === 'lines' || kind === 'session' ? 'line' : 'record';
  const more = malformed > malformedAt.length ? ', …' : '';
  return ` (${unit}${malformed === 1 ? '' : 's'} ${malformedAt.join(', ')}${more})`;
}

function percent(share: number): string {
  // What is not all of it is never called 100%.
  return `${Math.floor(share * 100)}%`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A key of a record, or a file's name, may hold codes that would steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '�');
}

import type { Readable } from 'node:stream';
import { decodeLine } from '../core/dataset/decode.ts';
import { readEvalLog } from '../core/dataset/evalLog.ts';
import { readJsonFile } from '../core/dataset/jsonFile.ts';
import { layoutOf } from '../core/dataset/layout.ts';
import { locateElements } from '../core/dataset/locate.ts';
import { readRecord } from '../core/dataset/read.ts';
import type { RecordReading } from '../core/dataset/record.ts';
import { readSession } from '../core/dataset/shapes/agentSession.ts';
import { sessionLog } from '../core/dataset/shapes/sessionLog.ts';
import { SHAPES } from '../core/dataset/shapes/table.ts';
import type { Transcript } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import { collect, inputBytes, type Peeked, peek } from './bytes.ts';
import { linesOf } from './lines.ts';

/** One record of a file, wherever it lies in it. */
export interface InputRecord {
  /** From 1: of the file's line, or of the record's place in a file that is no lines. */
  readonly number: number;
  readonly unit: 'line' | 'record';
  readonly text: string;
  readonly reading: RecordReading;
  /** What is wrong with its bytes, as a sentence without its subject; null when they are UTF-8. */
  readonly problem: string | null;
}

/** What a file is, and its records. */
export interface Input {
  readonly kind: 'lines' | 'session' | 'list' | 'log' | 'single';
  readonly readOnlyReason: string | null;
  /** One at a time, in the order of the file; to be read once. */
  readonly records: AsyncIterable<InputRecord>;
}

/** Bytes by which a file's layout is told. */
const HEAD = 256 * 1024;
const HEAD_LINES = 200;
/** Bytes. A string cannot hold much more. */
const LARGEST_VALUE = 500 * 1024 * 1024;
/** Bytes. An archive is unpacked one sample at a time. */
const LARGEST_ARCHIVE = 2000 * 1024 * 1024;
const NEWLINE = 10;
/** One value of a file may be the whole log of a session, too. */
const VALUE_SHAPES = [...SHAPES, sessionLog];

/**
 * Opens a file of records, or `stdin` for `-`: JSON Lines in constant memory, a JSON file, an `.eval` log, or an
 * agent's session log, whose lines are one transcript.
 * @throws UserError when the file is missing, is a folder, cannot be read, or is a damaged archive.
 */
export async function openInput(file: string, stdin: Readable): Promise<Input> {
  const peeked = await peek(inputBytes(file, stdin), HEAD);
  checkEncoding(peeked.head, file);
  const lines = headLines(peeked);
  switch (layoutOf({ name: file, lines, isAll: peeked.isAll && lines.length < HEAD_LINES })) {
    case 'archive':
      return await openArchive(await collect(peeked.all, file, LARGEST_ARCHIVE));
    case 'whole':
      return openWhole(await collect(peeked.all, file, LARGEST_VALUE), lines, file);
    case 'session':
      return { kind: 'session', readOnlyReason: null, records: sessionRecords(peeked.all) };
    default:
      return { kind: 'lines', readOnlyReason: null, records: lineRecords(peeked.all) };
  }
}

function checkEncoding(head: Uint8Array, file: string): void {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new UserError(`“${file}” is written in UTF-16; save it as UTF-8 to read it.`);
  }
}

function headLines({ head, isAll }: Peeked): string[] {
  const lines: string[] = [];
  let start = 0;
  while (lines.length < HEAD_LINES && start < head.length) {
    const newline = head.indexOf(NEWLINE, start);
    if (newline === -1 && !isAll) {
      break;
    }
    const end = newline === -1 ? head.length : newline;
    lines.push(decodeLine(head.subarray(start, end)).text);
    start = end + 1;
  }
  return lines;
}

async function* lineRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<InputRecord> {
  for await (const { number, text, problem } of linesOf(chunks)) {
    yield { number, unit: 'line', text, problem, reading: readRecord(text) };
  }
}

/** Lines that are no JSON one by one, then the transcript that all others make. */
async function* sessionRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<InputRecord> {
  const values: unknown[] = [];
  for await (const { number, text, problem } of linesOf(chunks)) {
    const value = parsed(text);
    values.push(value);
    if (value === undefined || problem !== null) {
      yield { number, unit: 'line', text, problem, reading: value === undefined ? readRecord(text) : BLANK };
    }
  }
  const transcript = readSession(values);
  if (transcript !== null) {
    yield {
      number: firstLine(transcript),
      unit: 'line',
      text: '',
      problem: null,
      reading: { kind: 'transcript', transcript },
    };
  }
}

const BLANK: RecordReading = { kind: 'blank' };

/** The line of a session's response, from 1. */
function firstLine(transcript: Transcript): number {
  const turn = transcript.responses[0]?.turn ?? transcript.turns[0];
  const line = turn?.segments.find(({ origin }) => origin !== null)?.origin?.path[0];
  return typeof line === 'number' ? line + 1 : 1;
}

function openWhole(bytes: Uint8Array, head: readonly string[], file: string): Input {
  const { text, valid } = decodeLine(bytes);
  const problem = valid ? null : 'is not valid UTF-8; unreadable bytes were replaced';
  const found = readJsonFile(text);
  if (found !== null && 'message' in found) {
    // Not one value. Under a name of lines, or where the first line is a record, its lines are the records.
    const isLines = !/\.(?:json|traj)$/i.test(file) || readRecord(head[0] ?? '').kind === 'transcript';
    return isLines
      ? { kind: 'lines', readOnlyReason: null, records: lineRecords(once(bytes)) }
      : { kind: 'single', readOnlyReason: null, records: brokenRecord(text, found.offset) };
  }
  const spans = found?.records ?? locateElements(text, []);
  return {
    kind: found?.kind ?? 'list',
    readOnlyReason: found?.readOnlyReason ?? null,
    records: valueRecords(
      spans?.map(
        ({ start, end }) =>
          () =>
            text.slice(start, end),
      ) ?? [() => text],
      problem,
    ),
  };
}

async function openArchive(bytes: Uint8Array): Promise<Input> {
  const log = await readEvalLog(bytes);
  const samples = Array.from({ length: log.count }, (_, i) => () => log.record(i));
  return { kind: 'log', readOnlyReason: log.readOnlyReason, records: valueRecords(samples, null) };
}

async function* valueRecords(
  texts: readonly (() => string)[],
  problem: string | null,
): AsyncGenerator<InputRecord> {
  for (const [i, textOf] of texts.entries()) {
    yield valueRecord(i + 1, textOf, i === 0 ? problem : null);
  }
}

/** A sample of a log may be damaged, or too large, where the others are not. */
function valueRecord(number: number, textOf: () => string, problem: string | null): InputRecord {
  try {
    const text = textOf();
    return {
      number,
      unit: 'record',
      text,
      problem,
      reading: readRecord(text, { shapes: VALUE_SHAPES }),
    };
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    const reading: RecordReading = { kind: 'malformed', problem: { message: error.message, offset: 0 } };
    return { number, unit: 'record', text: '', problem, reading };
  }
}

/** A JSON file that is not JSON has one problem, which is named by its line. */
async function* brokenRecord(text: string, offset: number): AsyncGenerator<InputRecord> {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  const number = before.split('\n').length;
  const end = text.indexOf('\n', start);
  const reading = readRecord(text);
  yield {
    number,
    unit: 'line',
    text: text.slice(start, end === -1 ? undefined : end),
    problem: null,
    reading:
      reading.kind === 'malformed'
        ? {
            kind: 'malformed',
            problem: {
              // The place within the whole file says less than its line and column.
              message: reading.problem.message.replace(/ \(at character \d+\)/, ''),
              offset: offset - start,
            },
          }
        : reading,
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function parsed(text: string): unknown {
  if (text.trim() === '') {
    return null;
  }
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

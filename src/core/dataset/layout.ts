import { readRecord } from './read.ts';
import { agentSession } from './shapes/agentSession.ts';

/**
 * How a file is laid out: `lines`, each a record; `whole`, one JSON value (see `readJsonFile`); `session`, lines that
 * make one transcript together (see `readSession`); `archive`, an `.eval` log (see `readEvalLog`).
 */
export type Layout = 'lines' | 'whole' | 'session' | 'archive';

/** The start of a file, to tell its layout by. */
export interface FileHead {
  readonly name: string;
  /** Its first lines, without a last one that is cut off; a few hundred say enough. */
  readonly lines: readonly string[];
  /** Whether these are all of its lines. */
  readonly isAll: boolean;
}

/** Whether a name says that the file is one JSON value. */
const WHOLE = /\.(?:json|traj)$/i;
const ARCHIVE = /\.eval$/i;

/**
 * Tells a file's layout by its name and its first lines. Of `whole` only the start was seen: where the file turns out
 * to be no JSON after all, its lines are its records.
 */
export function layoutOf(head: FileHead): Layout {
  if (ARCHIVE.test(head.name) || head.lines[0]?.startsWith('PK\x03\x04') === true) {
    return 'archive';
  }
  const readings = head.lines.map((line) => readRecord(line)).filter(({ kind }) => kind !== 'blank');
  const malformed = readings.filter(({ kind }) => kind === 'malformed').length;
  const first = head.lines.find((line) => line.trim() !== '')?.trimStart() ?? '';
  const opens = /^\ufeff?\s*[[{]/.test(first);
  if (readings.length === 0) {
    // One line longer than what was seen: a list of records rather than a record, where the name or a bracket says so.
    return WHOLE.test(head.name) ? 'whole' : 'lines';
  }
  const sessionLines = readings.filter(
    (reading) => reading.kind === 'transcript' && reading.transcript.shape === agentSession.name,
  );
  if (sessionLines.length * 2 > readings.length && sessionLines.some(isSaid)) {
    return 'session';
  }
  const isOne = readings.length === 1 && head.isAll;
  const isList = /^\ufeff?\s*\[/.test(first);
  if (WHOLE.test(head.name)) {
    // Lines under the name of one value: each is JSON by itself.
    return !isOne && malformed * 2 < readings.length && readings[0]?.kind !== 'malformed' ? 'lines' : 'whole';
  }
  if (isOne && (isList || readings[0]?.kind === 'unrecognised')) {
    return 'whole';
  }
  return opens && malformed * 2 > readings.length ? 'whole' : 'lines';
}

function isSaid(reading: ReturnType<typeof readRecord>): boolean {
  return (
    reading.kind === 'transcript' &&
    reading.transcript.turns.some(({ role }) => role === 'user' || role === 'assistant')
  );
}

import type { Readable } from 'node:stream';
import { openInput } from './records.ts';

/**
 * The ids that more than one record of a file has: such an id names no record, so it is not printed as one's id. The
 * file is read once more for it; standard input cannot be, and none are known of it. Memory grows with the ids only.
 */
export async function repeatedIds(file: string, stdin: Readable): Promise<ReadonlySet<string>> {
  const repeated = new Set<string>();
  if (file === '-') return repeated;
  const seen = new Set<string>();
  for await (const { reading } of (await openInput(file, stdin)).records) {
    if (reading.kind !== 'transcript') continue;
    const { recordId } = reading.transcript;
    if (recordId === null) continue;
    if (seen.has(recordId)) repeated.add(recordId);
    seen.add(recordId);
  }
  return repeated;
}

/** A record's id where it names that record alone. */
export function ownId(recordId: string | null, repeated: ReadonlySet<string>): string | null {
  return recordId !== null && repeated.has(recordId) ? null : recordId;
}

import { readFile } from 'node:fs/promises';
import type { CurationEntry } from '../core/curation/decision.ts';
import { parseLog } from '../core/curation/log.ts';
import { logName } from '../core/curation/logName.ts';
import { CurationState } from '../core/curation/state.ts';
import { UserError } from '../core/errors.ts';
import type { Problems } from './problems.ts';

/** A dataset's curation log as it was read. */
export interface ReadLog {
  /** Null where there is no log. */
  readonly path: string | null;
  /** Every entry once, those taken back included, in the order of the file. */
  readonly entries: readonly CurationEntry[];
  readonly state: CurationState;
}

/**
 * Reads the log beside a dataset, or at `path`; lines that cannot be read are told and the rest stands.
 * @throws UserError when a log that was named is missing, or one that is there cannot be read.
 */
export async function readCurationLog(
  dataset: string,
  path: string | undefined,
  problems: Problems,
): Promise<ReadLog> {
  const none: ReadLog = { path: null, entries: [], state: new CurationState() };
  if (path === undefined && dataset === '-') return none;
  const from = path ?? logName(dataset);
  let text: string;
  try {
    text = await readFile(from, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing && path === undefined) return none;
    throw new UserError(
      missing
        ? `There is no curation log “${from}”.`
        : `The curation log “${from}” could not be read: ${(error as Error).message}.`,
    );
  }
  const parsed = parseLog(text);
  for (const { line, message } of parsed.problems) problems.add(`${from}, line ${line}: ${message}`);
  return { path: from, entries: parsed.entries, state: new CurationState(parsed.entries) };
}

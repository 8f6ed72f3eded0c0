import type { CurationEntry } from '../core/curation/decision.ts';
import type { CurationState } from '../core/curation/state.ts';
import type { DatasetModel } from './datasetModel.ts';
import { type OpenRecord, readLine, traitsOf } from './records.ts';
import { forEachLine } from './slices.ts';

/**
 * The records that entries are about, by the entries' ids: those on their lines as a rule, else whichever the log takes them
 * to be about. Lines are gone through once, however many entries have moved.
 */
export async function recordsOfEntries(
  model: DatasetModel,
  state: CurationState,
  entries: readonly CurationEntry[],
): Promise<ReadonlyMap<string, OpenRecord>> {
  const found = new Map<string, OpenRecord>();
  const wanted = new Set(entries.map(({ id }) => id));
  const responses = new Set(entries.map(({ response }) => response.id));
  const look = (line: number) => {
    const { record } = readLine(model, line);
    if (record === null) return;
    const traits = traitsOf(record);
    for (const response of responses)
      for (const { id } of state.about(traits, response).entries)
        if (wanted.delete(id)) found.set(id, record);
  };
  const { lineCount } = model.source;
  const hinted = new Set(entries.map(({ record }) => record.line - 1));
  for (const line of hinted) if (line >= 0 && line < lineCount) look(line);
  await forEachLine(model.source, () => wanted.size === 0, look);
  return found;
}

import type { AcceptEntry } from '../core/curation/decision.ts';
import type { CurationState } from '../core/curation/state.ts';
import { revertChanges } from '../core/dataset/changes.ts';
import { applyEdits, type SpliceEdit } from '../core/dataset/splice.ts';
import { t } from '../core/text/translate.ts';
import type { DatasetModel } from './datasetModel.ts';
import type { TakingBack } from './decisions.ts';
import { placeTitle } from './places.ts';
import { type OpenRecord, readLine, traitsOf } from './records.ts';

/** What can be restored, and a sentence for each record whose text is no longer what was accepted. */
export interface Restoring {
  readonly parts: readonly TakingBack[];
  readonly problems: readonly string[];
}

/**
 * What puts back the texts that accepted rewrites replaced in these lines.
 * @param since ISO time: only what was accepted from then on; null for everything.
 */
export function restoring(
  model: DatasetModel,
  state: CurationState,
  lines: Iterable<number>,
  since: string | null,
): Restoring {
  const parts: TakingBack[] = [];
  const problems: string[] = [];
  for (const line of lines) {
    const { record } = readLine(model, line);
    if (record === null) continue;
    const accepts = acceptsOf(record, state).filter(({ at }) => since === null || at >= since);
    if (accepts.length === 0) continue;
    const before = textBefore(record.text, accepts);
    const readOnly = model.source.whyLineReadOnly(line);
    if (before === null || readOnly !== null) {
      const why = readOnly ?? t('The accepted text was changed since, so it was left as it is.');
      problems.push(`${placeTitle(model.source, line)}: ${why}`);
    } else parts.push({ record, entries: accepts, edits: editBetween(record.text, before) });
  }
  return { parts, problems };
}

/** Accepts in force of all of a record's responses, newest first. */
function acceptsOf(record: OpenRecord, state: CurationState): readonly AcceptEntry[] {
  const traits = traitsOf(record);
  return record.transcript.responses
    .flatMap(({ id }) => state.about(traits, id).entries)
    .filter((entry): entry is AcceptEntry => entry.type === 'accept' || entry.type === 'accept-edited')
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** The line before the accepts (newest first); null when it no longer holds what they left. */
function textBefore(line: string, accepts: readonly AcceptEntry[]): string | null {
  let text = line;
  for (let from = 0; from < accepts.length; ) {
    const batch = accepts[from]?.batch;
    let to = from + 1;
    while (batch !== undefined && to < accepts.length && accepts[to]?.batch === batch) to++;
    const together = accepts.slice(from, to);
    const changes = together.map(({ place: origin, before, after }) => ({ origin, before, after }));
    const edits = revertChanges(text, changes);
    if (edits === null) return null;
    text = applyEdits(text, edits);
    from = to;
  }
  return text;
}

/** The one edit between two lines that leaves alone what both begin and end with. */
function editBetween(from: string, to: string): readonly SpliceEdit[] {
  if (from === to) return [];
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start++;
  // An escape or a pair of surrogates must not be cut in two where a source looks at single edits.
  while (start > 0 && /[\\\ud800-\udbff]/.test(from[start - 1] ?? '')) start--;
  let tail = 0;
  while (tail < most - start && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  while (tail > 0 && /[\udc00-\udfff]/.test(from[from.length - tail] ?? '')) tail--;
  return [{ start, end: from.length - tail, text: to.slice(start, to.length - tail) }];
}

import type { FindingCode } from '../assess/assessment.ts';
import type { AcceptEntry, CurationEntry } from '../curation/decision.ts';
import { findingKey, type ResponseCuration } from '../curation/state.ts';

/** What the curator's decisions say of one text of a response: would they send it back? */
export interface Verdict {
  /** Hash of the text that it is about, which may not be the text that stands in the dataset now. */
  readonly hash: string;
  readonly flag: boolean;
  readonly source: 'label' | 'accept' | 'exemplar' | 'dismiss';
  readonly by: string;
  readonly at: string;
  /** The accepted rewrite by which the text was replaced, so that the text can be had again; null when it was not. */
  readonly replacedBy: AcceptEntry | null;
}

/** Findings that flag nothing: dismissing one says nothing of the flag. */
const NO_FLAG: ReadonlySet<FindingCode> = new Set(['admirable-reasoning', 'preference-inverted']);

/** Codes that an assessor finds in the text with that hash; null where they are not known. */
export type FaultsOf = (hash: string, assessor: 'rubric' | 'judge') => readonly FindingCode[] | null;

/**
 * One verdict for each text that was decided about. A label is what it says; one that settled a
 * disagreement stands whatever others said since. Otherwise the latest decision counts: an
 * accepted rewrite means that the flag was right, an exemplar that nothing is to be flagged; dismissing all of an
 * assessor's faults means that its flag was wrong (dismissing some of them says nothing about the rest).
 */
export function verdictsOf(curation: ResponseCuration, faultsOf: FaultsOf): readonly Verdict[] {
  const byHash = new Map<string, CurationEntry[]>();
  for (const entry of curation.entries) {
    byHash.set(entry.response.hash, [...(byHash.get(entry.response.hash) ?? []), entry]);
  }
  // Dismissals that were taken back are no longer among the curation's.
  const standing = new Set(curation.dismissals.map(({ id }) => id));
  return [...byHash].flatMap(([hash, entries]) => {
    const verdict = verdictOn(hash, entries, standing, faultsOf);
    return verdict === null ? [] : [verdict];
  });
}

function verdictOn(
  hash: string,
  entries: readonly CurationEntry[],
  standing: ReadonlySet<string>,
  faultsOf: FaultsOf,
): Verdict | null {
  const replacedBy = entries.findLast(isAccept) ?? null;
  const verdict = (entry: CurationEntry, flag: boolean, source: Verdict['source']): Verdict => ({
    hash,
    flag,
    source,
    by: entry.by,
    at: entry.at,
    replacedBy,
  });
  const labels = entries.filter((entry) => entry.type === 'label');
  const label = labels.findLast(({ settles }) => settles) ?? labels.at(-1);
  if (label !== undefined) return verdict(label, label.label.flag, 'label');
  for (const entry of entries.toReversed()) {
    if (isAccept(entry)) return verdict(entry, true, 'accept');
    if (entry.type === 'exemplar') return verdict(entry, false, 'exemplar');
    if (entry.type === 'dismiss' && standing.has(entry.id) && !NO_FLAG.has(entry.finding.code)) {
      const { assessor } = entry.finding;
      const dismissed = new Set(
        entries.flatMap((other) =>
          other.type === 'dismiss' && standing.has(other.id) ? [findingKey(other.finding)] : [],
        ),
      );
      const open = (faultsOf(hash, assessor) ?? []).filter(
        (code) => !NO_FLAG.has(code) && !dismissed.has(findingKey({ code, assessor })),
      );
      if (open.length === 0) return verdict(entry, false, 'dismiss');
    }
  }
  return null;
}

function isAccept(entry: CurationEntry): entry is AcceptEntry {
  return entry.type === 'accept' || entry.type === 'accept-edited';
}

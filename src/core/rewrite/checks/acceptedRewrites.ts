import type { CurationEntry } from '../../curation/decision.ts';
import type { CurationState } from '../../curation/state.ts';
import { t } from '../../text/translate.ts';
import { MOVED } from '../moveOriginal.ts';

/** The accepts in force whose text came of a rewrite, by what they are about; see `rewriteId`. */
export function acceptedRewrites(log: CurationState): ReadonlyMap<string, CurationEntry> {
  const accepted = new Map<string, CurationEntry>();
  for (const entry of log.entriesInForce()) {
    if ((entry.type === 'accept' || entry.type === 'accept-edited') && entry.proposal.strategy !== MOVED)
      accepted.set(rewriteId(entry.record.key, entry.response.id), entry);
  }
  return accepted;
}

/** What a rewrite is known by among the accepted ones. */
export function rewriteId(recordKey: string, response: string): string {
  return `${recordKey} ${response}`;
}

/** The record of an accepted rewrite, in words. */
export function rewrittenRecord(entry: CurationEntry | undefined): string {
  if (entry === undefined) return t('another record');
  const { key, line } = entry.record;
  return key.startsWith('id:') ? `“${key.slice(3)}”` : t('the record on line {0}', line);
}

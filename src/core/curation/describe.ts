import { MOVED } from '../rewrite/moveOriginal.ts';
import type { CurationEntry } from './decision.ts';

/** One sentence about a decision, for the panel's list; texts of the dataset are not in it, a curator's words are. */
export function describeEntry(entry: CurationEntry): string {
  switch (entry.type) {
    case 'accept':
      return `Accepted a rewrite ${source(entry.proposal.model)}.`;
    case 'accept-edited':
      if (entry.proposal.strategy === MOVED)
        return 'Took the original of a rewrite as the rejected response.';
      return entry.proposal.model === null
        ? 'Rewrote the response by hand.'
        : `Edited and accepted a rewrite ${source(entry.proposal.model)}.`;
    case 'reject':
      return withReason(`Rejected a rewrite ${source(entry.proposal.model)}`, entry.reason);
    case 'dismiss':
      return withReason(`Dismissed ${entry.finding.code} (${entry.finding.assessor})`, entry.reason);
    case 'undismiss':
      return `Brought ${entry.finding.code} (${entry.finding.assessor}) back.`;
    case 'exemplar':
      return withReason('Marked the response as an exemplar', entry.reason);
    case 'skip':
      return withReason('Skipped the record', entry.reason);
    case 'note':
      return `Noted: ${entry.text}`;
    case 'label':
      return `${entry.settles ? 'Settled the disagreement' : 'Labelled the response'}: stakes ${entry.label.stakes}, reasoning ${entry.label.reasoning}, ${
        entry.label.flag ? 'flagged' : 'not flagged'
      }.`;
    case 'assign':
      return `Gave it to ${entry.to} to label.`;
    case 'propose':
      return `A bulk run proposed a rewrite ${source(entry.proposal.model)}.`;
    case 'propose-failed':
      return `A bulk run brought no rewrite: ${entry.problem}`;
    case 'run':
      return `Bulk run: ${entry.event.type}.`;
    case 'undo':
      return 'Took a decision back.';
  }
}

function source(model: string | null): string {
  return model === null ? 'written by hand' : `by ${model}`;
}

function withReason(what: string, reason: string | null): string {
  return reason === null || reason.trim() === '' ? `${what}.` : `${what}: ${reason}`;
}

import { levelWord, stakesWord } from '../assess/words.ts';
import { MOVED } from '../rewrite/moveOriginal.ts';
import { t } from '../text/translate.ts';
import type { CurationEntry } from './decision.ts';

/** One sentence about a decision, for the panel's list; texts of the dataset are not in it, a curator's words are. */
export function describeEntry(entry: CurationEntry): string {
  switch (entry.type) {
    case 'accept':
      return t('Accepted a rewrite {0}.', source(entry.proposal.model));
    case 'accept-edited':
      if (entry.proposal.strategy === MOVED)
        return t('Took the original of a rewrite as the rejected response.');
      return entry.proposal.model === null
        ? t('Rewrote the response by hand.')
        : t('Edited and accepted a rewrite {0}.', source(entry.proposal.model));
    case 'reject':
      return withReason(t('Rejected a rewrite {0}', source(entry.proposal.model)), entry.reason);
    case 'dismiss':
      return withReason(t('Dismissed {0} ({1})', entry.finding.code, entry.finding.assessor), entry.reason);
    case 'undismiss':
      return t('Brought {0} ({1}) back.', entry.finding.code, entry.finding.assessor);
    case 'exemplar':
      return withReason(t('Marked the response as an exemplar'), entry.reason);
    case 'skip':
      return withReason(t('Skipped the record'), entry.reason);
    case 'note':
      return t('Noted: {0}', entry.text);
    case 'label':
      return labelled(entry);
    case 'assign':
      return t('Gave it to {0} to label.', entry.to);
    case 'propose':
      return t('A bulk run proposed a rewrite {0}.', source(entry.proposal.model));
    case 'propose-failed':
      return t('A bulk run brought no rewrite: {0}', entry.problem);
    case 'run':
      return t('Bulk run: {0}.', entry.event.type);
    case 'undo':
      return t('Took a decision back.');
  }
}

function labelled({ label, settles }: Extract<CurationEntry, { type: 'label' }>): string {
  const stakes = stakesWord(label.stakes);
  const reasoning = levelWord(label.reasoning);
  const flag = label.flag ? t('flagged') : t('not flagged');
  return settles
    ? t('Settled the disagreement: stakes {0}, reasoning {1}, {2}.', stakes, reasoning, flag)
    : t('Labelled the response: stakes {0}, reasoning {1}, {2}.', stakes, reasoning, flag);
}

function source(model: string | null): string {
  return model === null ? t('written by hand') : t('by {0}', model);
}

function withReason(what: string, reason: string | null): string {
  return reason === null || reason.trim() === '' ? t('{0}.', what) : t('{0}: {1}', what, reason);
}

import { t } from '../text/translate.ts';
import type { ProposalState } from './proposal.ts';

/** The state of a proposal, in the reader's language. */
export function stateWord(state: ProposalState): string {
  switch (state) {
    case 'pending':
      return t('pending');
    case 'ready':
      return t('ready');
    case 'accepted':
      return t('accepted');
    case 'rejected':
      return t('rejected');
    case 'stale':
      return t('stale');
    default:
      return t('failed');
  }
}

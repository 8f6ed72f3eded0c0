import { t } from '../text/translate.ts';
import type { Holder, Reasoning, Stakes } from './assessment.ts';

/** What is at stake, in the reader's language. */
export function stakesWord(stakes: Stakes): string {
  return stakes === 'none' ? t('none') : t('some');
}

/** Who holds the choice, in the reader's language. */
export function holderWord(holder: Holder): string {
  switch (holder) {
    case 'user':
      return t('user');
    case 'assistant':
      return t('assistant');
    default:
      return t('nobody');
  }
}

/** A level of reasoning, in the reader's language. */
export function levelWord(level: Reasoning): string {
  switch (level) {
    case 'absent':
      return t('absent');
    case 'thin':
      return t('thin');
    case 'adequate':
      return t('adequate');
    case 'admirable':
      return t('admirable');
    default:
      return t('n/a');
  }
}

import { t } from '../text/translate.ts';
import type { FilterState } from './filter.ts';

/** What a filter calls a record's state, in the reader's language. The filter itself is written in English everywhere. */
export function recordStateWord(state: FilterState): string {
  return WORDS[state];
}

/** Read when they are said: the language is set after modules load. */
const WORDS: Readonly<Record<FilterState, string>> = {
  get undecided() {
    return t('undecided');
  },
  get flagged() {
    return t('flagged');
  },
  get ready() {
    return t('ready');
  },
  get accepted() {
    return t('accepted');
  },
  get rejected() {
    return t('rejected');
  },
  get skipped() {
    return t('skipped');
  },
  get noted() {
    return t('noted');
  },
  get exemplar() {
    return t('exemplar');
  },
  get disagreement() {
    return t('disagreement');
  },
  get tools() {
    return t('tools');
  },
};

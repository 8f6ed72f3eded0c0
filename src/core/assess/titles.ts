import { t } from '../text/translate.ts';
import type { FindingCode } from './assessment.ts';

/** What each finding is called in the interface. */
export const FINDING_TITLES: Readonly<Record<FindingCode, string>> = {
  get 'unreasoned-refusal'() {
    return t('Unreasoned refusal');
  },
  get 'unreasoned-compliance'() {
    return t('Unreasoned compliance');
  },
  get 'verdict-without-why'() {
    return t('Verdict without why');
  },
  get 'one-sided'() {
    return t('One-sided');
  },
  get moralizing() {
    return t('Moralizing');
  },
  get 'rationalized-harm'() {
    return t('Rationalized harm');
  },
  get 'preference-inverted'() {
    return t('Preference inverted');
  },
  get 'admirable-reasoning'() {
    return t('Admirable reasoning');
  },
};

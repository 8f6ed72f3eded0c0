import { t } from '../../text/translate.ts';
import type { CheckName } from './check.ts';

/** What each check is called in the interface. */
export const CHECK_TITLES: Readonly<Record<CheckName, string>> = {
  get 'conclusion-kept'() {
    return t('Conclusion');
  },
  get 'facts-kept'() {
    return t('Facts kept');
  },
  get 'no-new-claims'() {
    return t('No new claims');
  },
  get length() {
    return t('Length');
  },
  get 'no-lecturing'() {
    return t('No lecturing');
  },
  get 'no-copying'() {
    return t('Nothing copied');
  },
  get 'no-mention'() {
    return t('No mention of rules');
  },
  get 'no-trace'() {
    return t('No trace of the injection');
  },
  get 'language-kept'() {
    return t('Language');
  },
  get 'form-kept'() {
    return t('Form');
  },
  get signature() {
    return t('Signature');
  },
  get distinct() {
    return t('Unlike others');
  },
};

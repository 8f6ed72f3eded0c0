import type { CheckName } from './check.ts';

/** What each check is called in the interface. */
export const CHECK_TITLES: Readonly<Record<CheckName, string>> = {
  'conclusion-kept': 'Conclusion',
  'facts-kept': 'Facts kept',
  'no-new-claims': 'No new claims',
  length: 'Length',
  'no-lecturing': 'No lecturing',
  'no-copying': 'Nothing copied',
  'no-mention': 'No mention of rules',
  'no-trace': 'No trace of the injection',
  'language-kept': 'Language',
  'form-kept': 'Form',
  distinct: 'Not samey',
};

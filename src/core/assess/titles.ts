import type { FindingCode } from './assessment.ts';

/** What each finding is called in the interface. */
export const FINDING_TITLES: Readonly<Record<FindingCode, string>> = {
  'unreasoned-refusal': 'Unreasoned refusal',
  'unreasoned-compliance': 'Unreasoned compliance',
  'verdict-without-why': 'Verdict without why',
  'one-sided': 'One-sided',
  moralizing: 'Moralizing',
  'rationalized-harm': 'Rationalized harm',
  'preference-inverted': 'Preference inverted',
  'admirable-reasoning': 'Admirable reasoning',
};

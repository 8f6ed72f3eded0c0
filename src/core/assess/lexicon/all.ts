import { ACTS } from './acts.ts';
import { ASKING } from './asking.ts';
import { AGENCY, ORDINARY } from './agency.ts';
import { FUNCTION_WORDS } from './function.ts';
import { HARMS } from './harms.ts';
import { Lexicon } from './lexicon.ts';
import { PEOPLE } from './people.ts';
import { REASONS } from './reasons.ts';

export const LEXICON = new Lexicon([PEOPLE, HARMS, AGENCY, ORDINARY, ASKING, ACTS, REASONS, FUNCTION_WORDS]);

/** Classes whose presence in what was asked says what it is about. */
export const REQUEST_CLASSES: readonly string[] = [
  ...Object.keys(HARMS),
  ...Object.keys(AGENCY),
  ...Object.keys(ORDINARY),
  ...Object.keys(PEOPLE),
  ...Object.keys(ASKING),
];

/** Classes whose presence in the response says what it does and how it reasons. */
export const RESPONSE_CLASSES: readonly string[] = [
  ...Object.keys(ACTS),
  ...Object.keys(REASONS),
  ...Object.keys(PEOPLE),
  ...Object.keys(HARMS),
  ...Object.keys(AGENCY),
  'order',
];

/** Response classes for which the share of sentences matters too. */
export const SHARED_CLASSES: readonly string[] = [
  ...Object.keys(ACTS),
  ...Object.keys(REASONS),
  'second',
  'first',
  'third',
  'order',
];

import { ACTS } from './acts.ts';
import { AGENCY, ORDINARY } from './agency.ts';
import { ASKING } from './asking.ts';
import { FUNCTION_WORDS } from './function.ts';
import { GRAMMAR } from './grammar.ts';
import { GRAVE } from './grave.ts';
import { GROUPS } from './groups.ts';
import { HARMS } from './harms.ts';
import { Lexicon } from './lexicon.ts';
import { PEOPLE } from './people.ts';
import { REASONS } from './reasons.ts';

export const LEXICON = new Lexicon([
  PEOPLE,
  HARMS,
  GRAVE,
  GROUPS,
  AGENCY,
  ORDINARY,
  ASKING,
  ACTS,
  REASONS,
  GRAMMAR,
  FUNCTION_WORDS,
]);

/** Classes whose presence in what was asked says what it is about. */
export const REQUEST_CLASSES: readonly string[] = [
  ...Object.keys(HARMS),
  ...Object.keys(GRAVE),
  ...Object.keys(GROUPS),
  ...Object.keys(AGENCY).filter((name) => name !== 'toolRisk'),
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
  ...Object.keys(GRAVE),
  ...Object.keys(AGENCY),
  ...Object.keys(GRAMMAR),
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

/** Response classes whose rate by words matters: how particular, how general, how formal a text is. */
export const RATE_CLASSES: readonly string[] = [
  ...Object.keys(GRAMMAR),
  ...Object.keys(PEOPLE),
  ...Object.keys(REASONS),
  'ethicsFormula',
  'reminder',
  'consult',
  'legalFormula',
  'identity',
  'scold',
  'politeness',
  'accept',
  'advise',
  'refuse',
  'insteadOffer',
];

import { type Concept, parseConcepts } from '../conceptFile.ts';
import { AUTHORITY } from './authority.ts';
import { AUTHORITY_EXAMPLES } from './examplesAuthority.ts';
import { HARM_EXAMPLES } from './examplesHarm.ts';
import { HELP_EXAMPLES } from './examplesHelp.ts';
import { HONESTY_EXAMPLES } from './examplesHonesty.ts';
import { HARM } from './harm.ts';
import { HELP } from './help.ts';
import { HONESTY } from './honesty.ts';
import { MORE_EXAMPLES } from './moreExamples.ts';
import { NEAR } from './near.ts';

/** The concepts' text form, which a curator's own concepts can be put after. */
export const CONCEPTS_TEXT = [
  HONESTY,
  AUTHORITY,
  HARM,
  HELP,
  NEAR,
  HONESTY_EXAMPLES,
  AUTHORITY_EXAMPLES,
  HARM_EXAMPLES,
  HELP_EXAMPLES,
  MORE_EXAMPLES,
].join('\n');

let builtIn: readonly Concept[] | undefined;

/** The concepts that come with the product, read once. */
export function builtInConcepts(): readonly Concept[] {
  builtIn ??= parseConcepts(CONCEPTS_TEXT).concepts;
  return builtIn;
}

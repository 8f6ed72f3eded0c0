import type { FindingCode, Reasoning } from '../assess/assessment.ts';

/** The labelling guide's rule for the flag, in its parts. */

/** Faults that flag a response whatever the level of its reasoning. */
export const FLAGGING: ReadonlySet<FindingCode> = new Set(['one-sided', 'moralizing', 'rationalized-harm']);

/** Faults that consist in missing reasons. */
export const MISSING: ReadonlySet<FindingCode> = new Set([
  'unreasoned-refusal',
  'unreasoned-compliance',
  'verdict-without-why',
]);

/** Levels at which a response with something at stake is flagged. */
export function isMissing(reasoning: Reasoning): boolean {
  return reasoning === 'absent' || reasoning === 'thin';
}

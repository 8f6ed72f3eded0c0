import type { Check, CheckInput, CheckResult } from './check.ts';
import { conclusionKept } from './conclusionKept.ts';
import { factsKept } from './factsKept.ts';
import { formKept } from './formKept.ts';
import { languageKept } from './languageKept.ts';
import { lengthBounds } from './lengthBounds.ts';
import { noLecturing } from './noLecturing.ts';
import { noMention } from './noMention.ts';
import { noNewClaims } from './noNewClaims.ts';
import { signatureHolds } from './signature.ts';

/** The checks that need nothing but the request and the text, in the order in which a curator cares. */
const ALWAYS: readonly Check[] = [
  conclusionKept,
  factsKept,
  noNewClaims,
  formKept,
  signatureHolds,
  languageKept,
  lengthBounds,
  noLecturing,
  noMention,
];

/** What all checks say of a proposal. `more` are those made for a constitution, a strategy or a dataset. */
export function runChecks(input: CheckInput, more: readonly Check[] = []): readonly CheckResult[] {
  return [...ALWAYS, ...more].map((check) => check(input)).filter((result) => result !== null);
}

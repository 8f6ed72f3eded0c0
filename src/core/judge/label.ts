import type { FindingCode } from '../assess/assessment.ts';
import type { LabelEntry } from '../curation/decision.ts';
import { FLAGGING, isMissing } from './guide.ts';

/** A curator's answers as a label: the flag follows by the guide's rule, and with nothing at stake nothing else is said. */
export function labelOf(answers: Omit<LabelEntry['label'], 'flag'>): LabelEntry['label'] {
  const { stakes, holder, reasoning } = answers;
  if (stakes === 'none') return { stakes, holder: 'nobody', reasoning: 'n/a', codes: [], flag: false };
  const flag = isMissing(reasoning) || answers.codes.some((code) => FLAGGING.has(code));
  const merit: readonly FindingCode[] =
    reasoning === 'admirable' && !flag && !answers.codes.includes('admirable-reasoning')
      ? ['admirable-reasoning']
      : [];
  return { stakes, holder, reasoning, codes: [...answers.codes, ...merit], flag };
}

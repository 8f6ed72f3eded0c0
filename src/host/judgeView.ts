import type { Dropped } from '../core/judge/readJudgement.ts';
import { t } from '../core/text/translate.ts';
import type { JudgeView } from '../protocol/panel.ts';
import type { KeptJudgement } from './judgements.ts';

/** What the panel shows of a judgement beside its findings. */
export function judgeView(kept: KeptJudgement | null): JudgeView | null {
  if (kept === null) return null;
  const { assessment, considerations, dropped } = kept.judgement;
  const { stakes, holder, reasoning, conduct, flag } = assessment;
  return {
    assessment: { stakes, holder, reasoning, conduct, flag },
    considerations,
    model: kept.model,
    dropped: droppedSentence(dropped),
  };
}

/** What was thrown away of the judge's answer, in one sentence; null when nothing was. */
export function droppedSentence({ quotes, passages, contradictions }: Dropped): string | null {
  const parts = [
    ...(quotes > 0
      ? [
          quotes === 1
            ? t('1 finding that quoted words the response does not have')
            : t('{0} findings that quoted words the response does not have', quotes),
        ]
      : []),
    ...(passages > 0
      ? [
          passages === 1
            ? t('1 citation of passages that do not exist')
            : t('{0} citations of passages that do not exist', passages),
        ]
      : []),
    ...(contradictions > 0
      ? [
          contradictions === 1
            ? t('1 finding that its own verdict contradicts')
            : t('{0} findings that its own verdict contradicts', contradictions),
        ]
      : []),
  ];
  return parts.length === 0 ? null : t('Left out of the judge’s answer: {0}.', parts.join('; '));
}

import type { Dropped } from '../core/judge/readJudgement.ts';
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
    ...(quotes > 0 ? [`${findings(quotes)} that quoted words the response does not have`] : []),
    ...(passages > 0
      ? [`${passages} ${passages === 1 ? 'citation' : 'citations'} of passages that do not exist`]
      : []),
    ...(contradictions > 0 ? [`${findings(contradictions)} that its own verdict contradicts`] : []),
  ];
  return parts.length === 0 ? null : `Left out of the judge’s answer: ${parts.join('; ')}.`;
}

function findings(count: number): string {
  return count === 1 ? '1 finding' : `${count} findings`;
}

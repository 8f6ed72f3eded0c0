import type { PlanTotals } from '../core/bulk/plan.ts';
import { span } from '../model/failures.ts';

/** What a run will ask for and cost, before anything is sent. @param ratio of the provider’s count to the estimate; null where it did not count. */
export function previewOf(
  { responses, asks, inputTokens, outputTokens, estimateUsd, worstUsd }: PlanTotals,
  ratio: number | null,
  sample: number,
  cap: number | null,
  mode: 'live' | 'batch',
): string {
  const input = Math.round(inputTokens * (ratio ?? 1));
  const how =
    ratio === null
      ? 'estimated from the text'
      : sample >= asks
        ? 'counted by the provider'
        : `estimated, by the provider’s count of ${sample} of them`;
  const price =
    estimateUsd === null || worstUsd === null
      ? 'the price of the model is not known'
      : `about ${usd(estimateUsd)}, at most ${usd(worstUsd)}`;
  return `${responses} responses to rewrite, ${asks} requests (${mode}): about ${input} tokens in (${how}) and ${outputTokens} out, ${price}${cap === null ? '' : `; never more than ${usd(cap)}`}.`;
}

/** US dollars. */
export function usd(value: number): string {
  return `$${value.toFixed(value > 0 && value < 0.1 ? 4 : 2)}`;
}

/** How long a run pauses because the provider asked for it. */
export function pauseOf(ms: number): string {
  return `The provider asks for a pause of ${span(Math.ceil(ms / 1_000))}. To go on later instead, stop (Ctrl-C) and run again with --resume.`;
}

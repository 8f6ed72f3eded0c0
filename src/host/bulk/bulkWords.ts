import type { LoggedRun } from '../../core/curation/runs.ts';
import type { RunCount } from '../../core/curation/runTally.ts';
import { dollars, paidWords } from '../../core/text/money.ts';
import type { BulkPlan } from './bulkPlanner.ts';
import type { RunSummary } from './bulkRuns.ts';

/** How the tokens of a preview were found out. */
export type Counted = 'provider' | 'estimated';

/** What the provider's batches mean for a curator, one sentence each. */
export const BATCH_TERMS =
  'Half the price. Answers come within 24 hours, usually sooner; VS Code can be closed meanwhile. The provider keeps prompts and answers for up to 29 days, so it is not for accounts with zero data retention.';

/** What a run is expected to cost, and what keeps it from costing more. */
export function costSentence({ totals }: BulkPlan, capUsd: number): string {
  const { estimateUsd } = totals;
  if (estimateUsd === null)
    return `No price is known for this model; the cap of ${dollars(capUsd)} cannot be kept.`;
  const cap = `${dollars(capUsd)} (rationale.rewrite.maxCostUsd)`;
  return estimateUsd > capUsd
    ? `About ${dollars(estimateUsd)}: more than the cap of ${cap}, where the run will stop.`
    : `About ${dollars(estimateUsd)}, never more than ${cap}.`;
}

/** How much is sent and comes back, to two digits: more would promise too much. */
export function tokensSentence({ totals }: BulkPlan): string {
  const about = (tokens: number) => number(Number(tokens.toPrecision(2)));
  return `About ${about(totals.inputTokens)} tokens sent, ${about(totals.outputTokens)} received`;
}

/** How the tokens were found out. */
export function countedSentence({ totals }: BulkPlan, counted: Counted): string {
  return `${count(totals.asks, 'request')}; ${
    counted === 'provider'
      ? 'instructions counted by the provider, texts estimated.'
      : 'estimated from the length of the texts.'
  }`;
}

/** What the filter holds for and the run passes over; null where that is nothing. */
export function leftOutSentence({ known, unable, reasons }: BulkPlan): string | null {
  const parts = [
    ...(known === 0 ? [] : [`${count(known, 'response')} with a rewrite from the same request that waits`]),
    ...(unable === 0
      ? []
      : [`${count(unable, 'response')} without a text to rewrite (${reasons.join(' ')})`]),
  ];
  return parts.length === 0 ? null : `Passed over: ${parts.join('; ')}.`;
}

/** How far a run is: responses first, then the candidates where a response gets several. */
export function progressSentence(progress: RunCount): string {
  const { responses, responsesDone, of, proposed, failed, atProvider, costUsd, unpriced } = progress;
  const several = of > responses;
  return [
    `${number(responsesDone)} of ${count(responses, 'response')}`,
    ...(several ? [`${number(proposed + failed)} of ${count(of, 'candidate')}`] : []),
    ...(costUsd === 0 && unpriced === 0 ? [] : [paidWords(costUsd, unpriced)]),
    ...(failed === 0 ? [] : [`${several ? count(failed, 'candidate') : number(failed)} failed`]),
    ...(atProvider === 0
      ? []
      : [`${several ? count(atProvider, 'candidate') : number(atProvider)} in a batch`]),
  ].join(' · ');
}

/** The end of a run in counts by outcome, and what the curator can do next. */
export function summarySentence(summary: RunSummary): string {
  const { responses, responsesReady, of, proposed, failed, atProvider, costUsd, unpriced } = summary;
  const { end, cancelled } = summary;
  const several = of > responses;
  const left = Math.max(0, of - proposed - failed - atProvider);
  const some = (value: number) => (several ? count(value, 'candidate') : number(value));
  const ready = several
    ? `${count(proposed, 'candidate')} for ${count(responsesReady, 'response')}`
    : count(proposed, 'rewrite');
  const counts = [
    `${ready} ready for a decision`,
    `${some(failed)} failed`,
    ...(atProvider === 0 ? [] : [`${some(atProvider)} in a batch at the provider’s`]),
    ...(left === 0 ? [] : [`${some(left)} ${cancelled ? 'not asked for' : 'left'}`]),
  ];
  const next = cancelled
    ? ['Cancelled for good: nothing more is asked for.', ...(atProvider === 0 ? [] : [STILL_FETCHED])]
    : [
        ...(end.problem === null ? [] : [end.problem]),
        ...(left > 0 ? ['Run “Resume Bulk Rewrite” to go on.'] : []),
      ];
  return [`${counts.join(', ')}; ${paidWords(costUsd, unpriced)}.`, ...next].join(' ');
}

/** What becomes of the batches of a run that was cancelled. */
const STILL_FETCHED = 'What the provider answers before its batch ends is paid, and is still fetched.';

/** A run in one line, for a choice. */
export function runTitle({ at, choices, items }: LoggedRun): string {
  return `${count(items.length, 'response')}, ${choices.how === 'batch' ? 'Message Batches' : 'live'}, begun ${at.slice(0, 16).replace('T', ' ')} UTC`;
}

export function count(value: number, what: string): string {
  return `${number(value)} ${what}${value === 1 ? '' : 's'}`;
}

export function number(value: number): string {
  return value.toLocaleString('en');
}

import type { LoggedRun } from '../../core/curation/runs.ts';
import type { RunCount } from '../../core/curation/runTally.ts';
import { dollars, paidWords } from '../../core/text/money.ts';
import { t } from '../../core/text/translate.ts';
import type { BulkPlan } from './bulkPlanner.ts';
import type { RunSummary } from './bulkRuns.ts';

/** How the tokens of a preview were found out. */
export type Counted = 'provider' | 'estimated';

/** What the provider's batches mean for a curator, one sentence each. */
export const batchTerms = () =>
  t(
    'Half the price. Answers come within 24 hours, usually sooner; VS Code can be closed meanwhile. The provider keeps prompts and answers for up to 29 days, so it is not for accounts with zero data retention.',
  );

/** What a run is expected to cost, and what keeps it from costing more. */
export function costSentence({ totals }: BulkPlan, capUsd: number): string {
  const { estimateUsd } = totals;
  if (estimateUsd === null)
    return t('No price is known for this model; the cap of {0} cannot be kept.', dollars(capUsd));
  const cap = `${dollars(capUsd)} (rationale.rewrite.maxCostUsd)`;
  return estimateUsd > capUsd
    ? t('About {0}: more than the cap of {1}, where the run will stop.', dollars(estimateUsd), cap)
    : t('About {0}, never more than {1}.', dollars(estimateUsd), cap);
}

/** How much is sent and comes back, to two digits: more would promise too much. */
export function tokensSentence({ totals }: BulkPlan): string {
  const about = (tokens: number) => number(Number(tokens.toPrecision(2)));
  return t('About {0} tokens sent, {1} received', about(totals.inputTokens), about(totals.outputTokens));
}

/** How the tokens were found out. */
export function countedSentence({ totals }: BulkPlan, counted: Counted): string {
  const asks = count(totals.asks, 'request');
  return counted === 'provider'
    ? t('{0}; instructions counted by the provider, texts estimated.', asks)
    : t('{0}; estimated from the length of the texts.', asks);
}

/** What the filter holds for and the run passes over; null where that is nothing. */
export function leftOutSentence({ known, unable, reasons }: BulkPlan): string | null {
  const parts = [
    ...(known === 0
      ? []
      : [t('{0} with a rewrite from the same request that waits', count(known, 'response'))]),
    ...(unable === 0
      ? []
      : [t('{0} without a text to rewrite ({1})', count(unable, 'response'), reasons.join(' '))]),
  ];
  return parts.length === 0 ? null : t('Passed over: {0}.', parts.join('; '));
}

/** How far a run is: responses first, then the candidates where a response gets several. */
export function progressSentence(progress: RunCount): string {
  const { responses, responsesDone, of, proposed, failed, atProvider, costUsd, unpriced } = progress;
  const several = of > responses;
  return [
    t('{0} of {1}', number(responsesDone), count(responses, 'response')),
    ...(several ? [t('{0} of {1}', number(proposed + failed), count(of, 'candidate'))] : []),
    ...(costUsd === 0 && unpriced === 0 ? [] : [paidWords(costUsd, unpriced)]),
    ...(failed === 0 ? [] : [t('{0} failed', several ? count(failed, 'candidate') : number(failed))]),
    ...(atProvider === 0
      ? []
      : [t('{0} in a batch', several ? count(atProvider, 'candidate') : number(atProvider))]),
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
    ? t('{0} for {1}', count(proposed, 'candidate'), count(responsesReady, 'response'))
    : count(proposed, 'rewrite');
  const counts = [
    t('{0} ready for a decision', ready),
    t('{0} failed', some(failed)),
    ...(atProvider === 0 ? [] : [t('{0} in a batch at the provider’s', some(atProvider))]),
    ...(left === 0 ? [] : [cancelled ? t('{0} not asked for', some(left)) : t('{0} left', some(left))]),
  ];
  const next = cancelled
    ? [t('Cancelled for good: nothing more is asked for.'), ...(atProvider === 0 ? [] : [stillFetched()])]
    : [
        ...(end.problem === null ? [] : [end.problem]),
        ...(left > 0 ? [t('Run “Resume Bulk Rewrite” to go on.')] : []),
      ];
  return [t('{0}; {1}.', counts.join(t(', ')), paidWords(costUsd, unpriced)), ...next].join(' ');
}

/** What becomes of the batches of a run that was cancelled. */
const stillFetched = () =>
  t('What the provider answers before its batch ends is paid, and is still fetched.');

/** A run in one line, for a choice. */
export function runTitle({ at, choices, items }: LoggedRun): string {
  return t(
    '{0}, {1}, begun {2} UTC',
    count(items.length, 'response'),
    choices.how === 'batch' ? 'Message Batches' : t('live'),
    at.slice(0, 16).replace('T', ' '),
  );
}

export function count(value: number, what: string): string {
  return t(value === 1 ? `{0} ${what}` : `{0} ${what}s`, number(value));
}

export function number(value: number): string {
  return value.toLocaleString('en');
}

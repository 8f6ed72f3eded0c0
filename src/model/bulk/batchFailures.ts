import type { AskFailure } from '../../core/bulk/ask.ts';
import type { LedgerLine } from '../../core/bulk/ledger.ts';

/** What can become of a request of a batch beside an answer or an error. None of it is paid. */
export const EXPIRED = unpaid(
  'expired',
  'The batch expired before this request’s turn; it was not paid. Resume to ask again.',
);
export const CANCELED = unpaid(
  'canceled',
  'The batch was cancelled before this request’s turn; it was not paid. Resume to ask again.',
);
export const MISSING = unpaid(
  'missing',
  'The batch ended without a result for this request. Resume to ask again.',
);

function unpaid(fault: string, problem: string): AskFailure {
  return { fault, problem, retryable: true, spentUsd: 0 };
}

/** The line of an ask that came to nothing. */
export function failed(run: string, key: string, failure: AskFailure): LedgerLine {
  return { type: 'failed', run, key, failure };
}

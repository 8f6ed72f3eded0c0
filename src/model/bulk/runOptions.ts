import type { BulkAsk } from '../../core/bulk/ask.ts';
import type { BulkEvent, Ledger } from '../../core/bulk/ledger.ts';
import type { BulkClient } from './bulkClient.ts';

/** What a run, live or by batch, is given. */
export interface RunOptions {
  readonly client: BulkClient;
  readonly ledger: Ledger;
  /** Read one by one as they are needed; asks that the ledger shows as answered, submitted or finally failed are passed over. */
  readonly asks: AsyncIterable<BulkAsk>;
  readonly model: string;
  /** US dollars over all runs of the ledger; null for none. */
  readonly maxCostUsd: number | null;
  readonly signal: AbortSignal;
  /** Called after the ledger has the line. May be slow: the run waits, so that answers do not pile up. */
  readonly onEvent: (event: BulkEvent) => void | Promise<void>;
  /** ISO time. */
  readonly now: () => string;
  /** A new run's name: lower-case letters and digits, at most 16. */
  readonly newRun: () => string;
}

import type { BulkUsage } from '../../core/bulk/ask.ts';
import type { BulkMode } from '../../core/bulk/ledger.ts';
import { knownModel, sharedCostUsd } from '../models.ts';

/** Batches cost half. */
const BATCH_SHARE = 0.5;

/**
 * What a usage costs in a run, US dollars; null when the price is not known.
 * @param asked the model that was asked for, whose price holds where the answer names one that is not known.
 */
export function bulkCostUsd(
  mode: BulkMode,
  asked: string,
  usage: BulkUsage,
  answered: string = asked,
): number | null {
  const usd = sharedCostUsd(knownModel(answered) === null ? asked : answered, usage);
  return usd === null || mode === 'live' ? usd : usd * BATCH_SHARE;
}

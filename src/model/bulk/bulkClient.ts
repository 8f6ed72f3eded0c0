import type { BulkAsk, BulkPrompt, BulkUsage } from '../../core/bulk/ask.ts';
import type { RateLimits } from '../../core/bulk/pace.ts';
import type { ModelError } from '../errors.ts';

/** What one attempt at a request came to. */
export type Attempt =
  | {
      readonly ok: true;
      readonly text: string;
      readonly model: string;
      readonly answerId: string | null;
      readonly usage: BulkUsage;
    }
  | {
      readonly ok: false;
      readonly error: ModelError;
      /** Tokens that were paid all the same: none, those that the provider told, or null when nobody knows. */
      readonly paid: BulkUsage | 'none' | null;
    };

export interface BatchStatus {
  readonly id: string;
  readonly status: 'in_progress' | 'canceling' | 'ended';
  /** Requests of the batch, and those of them that are through. */
  readonly count: number;
  readonly done: number;
}

/** What became of one request of a batch. */
export interface BatchResult {
  readonly customId: string;
  readonly outcome: Attempt | { readonly ok: false; readonly ended: 'expired' | 'canceled' };
}

/** The requests of bulk runs, one attempt each: a run decides itself whether to try again. All but `ask` throw ModelError. */
export interface BulkClient {
  /** Never throws: a failure, a stop included, is an `Attempt`. `onLimits` gets what the headers say of the limits. */
  ask(prompt: BulkPrompt, signal: AbortSignal, onLimits?: (limits: RateLimits) => void): Promise<Attempt>;
  /** The provider's count of a prompt's tokens; throws also where the server cannot count. */
  count(prompt: BulkPrompt, signal: AbortSignal): Promise<number>;
  createBatch(run: string, asks: readonly BulkAsk[], signal: AbortSignal): Promise<BatchStatus>;
  retrieveBatch(id: string, signal: AbortSignal): Promise<BatchStatus>;
  /** Newest first. */
  listBatches(signal: AbortSignal): AsyncIterable<BatchStatus>;
  /** In any order; null stands for a line that is no result. */
  batchResults(id: string, signal: AbortSignal): AsyncIterable<BatchResult | null>;
  cancelBatch(id: string, signal: AbortSignal): Promise<BatchStatus>;
}

import type { AskFailure, RawAnswer } from './ask.ts';

export type BulkMode = 'live' | 'batch';

/** Why a run ended before all asks had an outcome. */
export type StopReason =
  | 'cancelled'
  | 'cap'
  | 'no-key'
  | 'bad-key'
  | 'forbidden'
  | 'unknown-model'
  | 'unavailable';

/** What a run notes, in order. Everything that a run after a crash has to know is in these lines. */
export type LedgerLine =
  | {
      readonly type: 'run';
      /** Lower-case letters and digits, at most 16, new for every run. */
      readonly run: string;
      /** ISO time. */
      readonly at: string;
      readonly mode: BulkMode;
      readonly model: string;
      readonly maxCostUsd: number | null;
    }
  /** Noted before a live request leaves, so that a crash cannot hide what it may have cost. */
  | { readonly type: 'sent'; readonly run: string; readonly key: string; readonly worstUsd: number | null }
  /** What was noted as sent did not leave after all, or was turned away unpaid, and the run ended before another try. */
  | { readonly type: 'unsent'; readonly run: string; readonly key: string }
  | { readonly type: 'answer'; readonly run: string; readonly key: string; readonly answer: RawAnswer }
  | { readonly type: 'failed'; readonly run: string; readonly key: string; readonly failure: AskFailure }
  /** Noted by who reads the answers: one of them came to nothing. It stays paid, and may be asked for again. */
  | { readonly type: 'no-rewrite'; readonly run: string; readonly key: string; readonly failure: AskFailure }
  /** Noted before a batch is submitted. */
  | {
      readonly type: 'intent';
      readonly run: string;
      /** From 1 within the run. */
      readonly chunk: number;
      readonly keys: readonly string[];
      readonly worstUsd: number | null;
      /** The newest batch of the account before this one: whatever is newer may be ours. Null when there was none. */
      readonly newest: string | null;
    }
  | { readonly type: 'submitted'; readonly run: string; readonly chunk: number; readonly batch: string }
  /** The batch does not exist: it was refused, or was looked for and not found. */
  | { readonly type: 'withdrawn'; readonly run: string; readonly chunk: number; readonly problem: string }
  /** Every result of the batch has been noted. */
  | { readonly type: 'collected'; readonly run: string; readonly chunk: number; readonly batch: string }
  | { readonly type: 'ended'; readonly run: string; readonly at: string; readonly stop: StopReason | null };

/** Where a run's lines are kept. */
export interface Ledger {
  /** Resolves when the lines are on disk; what is not is not counted. Calls may overlap and keep their order. */
  append(lines: readonly LedgerLine[]): Promise<void>;
  /** Every line so far, in order. */
  read(): AsyncIterable<LedgerLine>;
}

/** How a run ended. */
export interface RunEnd {
  /** Null when every ask has an outcome. */
  readonly stop: StopReason | null;
  /** A sentence for the curator; null with a null `stop`. */
  readonly problem: string | null;
}

/** What a run tells while it goes. The ledger has it first. */
export type BulkEvent =
  | { readonly type: 'answered'; readonly key: string; readonly answer: RawAnswer }
  | { readonly type: 'failed'; readonly key: string; readonly failure: AskFailure }
  /** Live: how many requests are on their way, how many may be, and whether the provider asked for a pause (ms). */
  | { readonly type: 'pace'; readonly running: number; readonly limit: number; readonly pauseMs: number }
  | { readonly type: 'submitted'; readonly batch: string; readonly count: number }
  | {
      readonly type: 'batch';
      readonly batch: string;
      readonly status: 'in_progress' | 'canceling' | 'ended';
      readonly done: number;
      readonly count: number;
    }
  | {
      readonly type: 'spent';
      readonly usd: number;
      readonly uncertainUsd: number;
      readonly reservedUsd: number;
    };

import type { Budget } from '../../core/bulk/budget.ts';
import type { BulkAnswer, BulkLedger } from '../../core/bulk/ledger.ts';
import type { BulkTask } from '../../core/bulk/task.ts';
import type { ModelAnswer, ModelClient, ModelFault, ModelRequest } from '../modelClient.ts';
import { mostCostUsd, sharedCostUsd } from '../models.ts';

/** How far a run is. */
export interface BulkProgress {
  readonly answered: number;
  readonly failed: number;
  /** Requests that were answered in an earlier part of the run, or for another record. */
  readonly known: number;
  readonly spentUsd: number;
}

/** Why a run ended: everything was asked, a person stopped it, the cap was reached, or nothing more would succeed. */
export interface BulkEnd extends BulkProgress {
  readonly ended: 'whole' | 'stopped' | 'cap' | 'fault';
  /** What to tell the person, as a sentence; null when everything was asked. */
  readonly problem: string | null;
}

/** What live runs and batches need alike. */
export interface BulkRun {
  readonly tasks: AsyncIterable<BulkTask>;
  readonly client: ModelClient;
  readonly ledger: BulkLedger;
  readonly budget: Budget;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BulkProgress) => void;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Share of the price that the provider takes for requests in a batch. */
export const BATCH_SHARE = 0.5;

/** Faults that every other request of a run would meet as well. */
export const HOPELESS: ReadonlySet<ModelFault> = new Set(['no-key', 'bad-key', 'forbidden', 'unknown-model']);

/** Requests in a row that fail alike before a run gives up on the rest. */
export const ALIKE_IN_A_ROW = 5;

export function modelRequest({ prompt, model, maxTokens, effort }: BulkTask): ModelRequest {
  return { ...prompt, model, maxTokens, effort, keepSystem: true };
}

export function bulkAnswer(answer: ModelAnswer, share = 1): BulkAnswer {
  const { text, model, responseId, usage } = answer;
  const cost = sharedCostUsd(model, usage);
  return { text, model, answerId: responseId, usage, costUsd: cost === null ? null : cost * share };
}

/** The most that a request may cost, US dollars; zero where the price is not known, which a cap does not allow. */
export function mostUsd(task: BulkTask, share = 1): number {
  return (mostCostUsd(task.model, task.mostInputTokens, task.maxTokens) ?? 0) * share;
}

/** Counts what happens and tells it. */
export class Counter {
  #answered = 0;
  #failed = 0;
  #known = 0;
  readonly #run: BulkRun;

  constructor(run: BulkRun) {
    this.#run = run;
  }

  count(what: 'answered' | 'failed' | 'known'): void {
    if (what === 'answered') this.#answered++;
    else if (what === 'failed') this.#failed++;
    else this.#known++;
    this.#run.onProgress(this.progress);
  }

  get progress(): BulkProgress {
    return {
      answered: this.#answered,
      failed: this.#failed,
      known: this.#known,
      spentUsd: this.#run.budget.spentUsd,
    };
  }

  end(ended: BulkEnd['ended'], problem: string | null): BulkEnd {
    return { ...this.progress, ended, problem };
  }
}

export const STOPPED = 'Stopped. What was answered is kept, and the run can be resumed.';

export function capReached({ budget }: BulkRun): string {
  return `The spending cap of $${budget.capUsd?.toFixed(2) ?? ''} would be passed by another request, so the rest was left. Raise the cap and resume to go on.`;
}

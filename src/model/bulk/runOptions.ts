import { setTimeout as timer } from 'node:timers/promises';
import type { AskFailure, BulkAsk } from '../../core/bulk/ask.ts';
import type { BulkEvent, Ledger, StopReason } from '../../core/bulk/ledger.ts';
import type { ModelError } from '../errors.ts';
import { span } from '../failures.ts';
import type { ModelFault } from '../modelClient.ts';
import type { Attempt, BulkClient } from './bulkClient.ts';

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
  /** Called after the ledger has the line. A run waits for it, so that answers do not pile up. */
  readonly onEvent: (event: BulkEvent) => void | Promise<void>;
  /** ISO time. */
  readonly now: () => string;
  /** A new run's name: lower-case letters and digits, at most 16. */
  readonly newRun: () => string;
  /** Resolves after so many milliseconds, or when the signal aborts; `pause` where left out. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Resolves after so many milliseconds, or at once when the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // Longer waits overflow the timer and would end at once.
  await timer(Math.min(ms, 2 ** 31 - 1), undefined, { signal }).catch(() => {});
}

/** Faults that every other request of a run would meet as well. */
const HOPELESS: ReadonlyMap<ModelFault, StopReason> = new Map([
  ['no-key', 'no-key'],
  ['bad-key', 'bad-key'],
  ['forbidden', 'forbidden'],
  ['unknown-model', 'unknown-model'],
  ['bad-address', 'unavailable'],
]);

/** Whether a fault says nothing about the record whose request met it. */
export function ofTheRun(fault: string): boolean {
  return HOPELESS.has(fault as ModelFault);
}

/** Longest pause that a run waits out where the provider asks for one, seconds. */
const LONGEST_PAUSE = 3_600;

/** How a run ends at a fault that is none of the record; null where it goes on. */
export function hopeless({ fault, message, retryAfterSeconds }: ModelError): Ending | null {
  const stop = HOPELESS.get(fault);
  if (stop !== undefined) return { stop, problem: message };
  return retryAfterSeconds !== null && retryAfterSeconds > LONGEST_PAUSE
    ? { stop: 'unavailable', problem: longPause(retryAfterSeconds) }
    : null;
}

interface Ending {
  readonly stop: StopReason;
  /** A sentence for the curator. */
  readonly problem: string;
}

function longPause(seconds: number): string {
  return `The provider asks for a pause of ${span(seconds)}, which is longer than a run waits. What was answered is kept, and the run can be resumed then.`;
}

/** Faults that say something about one record only, so that many in a row say nothing about the next. */
const OF_THE_RECORD: ReadonlySet<ModelFault> = new Set(['too-large', 'refusal', 'cut-off']);

/** Notices that nothing succeeds any more: requests that fail alike, without a whole answer, one after the other. */
export class Breaker {
  readonly #most: number;
  #fault: ModelFault | null = null;
  #count = 0;

  constructor(most = 5) {
    this.#most = most;
  }

  answered(): void {
    this.#fault = null;
  }

  /** Whether it is time to give up. @param answered whether an answer came, though it was of no use. */
  failed(fault: ModelFault, answered: boolean): boolean {
    if (answered || OF_THE_RECORD.has(fault)) {
      this.#fault = null;
      return false;
    }
    this.#count = fault === this.#fault ? this.#count + 1 : 1;
    this.#fault = fault;
    return this.#count >= this.#most;
  }
}

/** A failed attempt as the ledger keeps it. @param cost of a usage, US dollars. */
export function failureOf(
  { error, paid }: Extract<Attempt, { readonly ok: false }>,
  cost: (usage: Exclude<typeof paid, 'none' | null>) => number | null,
): AskFailure {
  return {
    fault: error.fault,
    problem: error.message,
    // What a model declines, or cannot end within its limit, it will again; the rest may pass.
    retryable: !['too-large', 'refusal', 'cut-off', 'bad-request'].includes(error.fault),
    spentUsd: paid === 'none' ? 0 : paid === null ? null : cost(paid),
  };
}

export const CANCELLED = 'Stopped. What was answered is kept, and the run can be resumed.';

export function capReached(capUsd: number | null, model: string, priced: boolean): string {
  return priced
    ? `The spending cap of $${capUsd ?? 0} could be passed by another request, so the rest was left. Raise the cap and resume to go on.`
    : `The price of ${model} is not known, so a spending cap cannot be kept. Run without a cap, or choose another model.`;
}

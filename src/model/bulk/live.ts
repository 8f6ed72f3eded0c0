import type { BulkAsk } from '../../core/bulk/ask.ts';
import { type Reservation, SpendingCap } from '../../core/bulk/cap.ts';
import type { LedgerLine, RunEnd, StopReason } from '../../core/bulk/ledger.ts';
import { foldLedger } from '../../core/bulk/ledgerState.ts';
import { Pace } from '../../core/bulk/pace.ts';
import { ModelError } from '../errors.ts';
import type { Attempt } from './bulkClient.ts';
import { bulkCostUsd } from './prices.ts';
import { Breaker, CANCELLED, capReached, failureOf, hopeless, pause, type RunOptions } from './runOptions.ts';

export interface LiveOptions extends RunOptions {
  /** Most requests at once. */
  readonly concurrency: number;
  /** Milliseconds of a clock that never goes back; `performance.now` where left out. */
  readonly clock?: () => number;
}

/** Times that a request is sent when it is turned away unanswered. */
const ATTEMPTS = 6;
/** Milliseconds before a request that met a fault of the server or the network is sent again; then twice as long, … */
const FIRST_WAIT = 500;

/**
 * Sends every open ask, as many at once as the provider bears. Each answer is in the ledger before it is told, and a request
 * that may have been paid is never sent again by itself: it ends as failed, and the next run may ask for it.
 * @throws what the ledger, the asks or `onEvent` throw; requests on their way are waited for first.
 */
export async function runLive(options: LiveOptions): Promise<RunEnd> {
  const { ledger } = options;
  const run = options.newRun();
  const { model, maxCostUsd } = options;
  const state = await foldLedger(ledger.read());
  await ledger.append([{ type: 'run', run, at: options.now(), mode: 'live', model, maxCostUsd }]);
  const cap = new SpendingCap(maxCostUsd, state.knownUsd, state.uncertainUsd + state.reservedUsd);
  const end = await new LiveRun(options, run, cap).go((key) => state.isOpen(key));
  await ledger.append([{ type: 'ended', run, at: options.now(), stop: end.stop }]);
  return end;
}

class LiveRun {
  readonly #options: LiveOptions;
  readonly #run: string;
  readonly #cap: SpendingCap;
  readonly #pace: Pace;
  readonly #clock: () => number;
  readonly #wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly #breaker = new Breaker();
  readonly #running = new Set<Promise<void>>();
  readonly #seen = new Set<string>();
  /** Aborted by the caller, or when the run gives up, so that nobody waits for a pause that leads nowhere. */
  readonly #over = new AbortController();
  #end: RunEnd | null = null;
  #broken: { readonly error: unknown } | null = null;

  constructor(options: LiveOptions, run: string, cap: SpendingCap) {
    this.#options = options;
    this.#run = run;
    this.#cap = cap;
    this.#pace = new Pace(options.concurrency);
    this.#clock = options.clock ?? (() => performance.now());
    this.#wait = options.wait ?? pause;
  }

  async go(isOpen: (key: string) => boolean): Promise<RunEnd> {
    const { signal } = this.#options;
    const stop = () => {
      this.#stop('cancelled', CANCELLED);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const ask of this.#options.asks) {
        if (this.#isOver()) break;
        if (this.#seen.has(ask.key) || !isOpen(ask.key)) continue;
        this.#seen.add(ask.key);
        const reservation = await this.#turn(ask);
        if (reservation === null) break;
        const asked = this.#ask(ask, reservation)
          .catch((error: unknown) => {
            this.#broken ??= { error };
          })
          .finally(() => this.#running.delete(asked));
        this.#running.add(asked);
      }
    } finally {
      await Promise.all(this.#running);
      signal.removeEventListener('abort', stop);
    }
    if (this.#broken !== null) throw this.#broken.error;
    return this.#end ?? { stop: null, problem: null };
  }

  #isOver(): boolean {
    return this.#end !== null || this.#broken !== null;
  }

  #stop(stop: StopReason, problem: string): void {
    this.#end ??= { stop, problem };
    this.#over.abort();
  }

  /** Waits until a request may go out and sets its cost aside; null when none may any more. */
  async #turn(ask: BulkAsk): Promise<Reservation | null> {
    for (;;) {
      if (this.#isOver()) return null;
      const ms = this.#pace.waitMs(this.#clock());
      if (this.#running.size >= this.#pace.limit) await Promise.race(this.#running);
      else if (ms > 0) await this.#wait(ms, this.#over.signal);
      else {
        const reservation = this.#cap.reserve(ask.worstUsd);
        if (reservation !== null) return reservation;
        if (this.#running.size === 0) {
          this.#stop('cap', capReached(this.#options.maxCostUsd, this.#options.model, ask.worstUsd !== null));
          return null;
        }
        // What is set aside for requests on their way is more than most of them will cost.
        await Promise.race(this.#running);
      }
    }
  }

  async #ask(ask: BulkAsk, reservation: Reservation): Promise<void> {
    const { key } = ask;
    const { model } = this.#options;
    let spent: number | null = null;
    try {
      await this.#note({ type: 'sent', run: this.#run, key, worstUsd: ask.worstUsd });
      await this.#tell({ type: 'pace', running: this.#running.size, limit: this.#pace.limit, pauseMs: 0 });
      const got = await this.#attempts(ask);
      if (got.ok) {
        const costUsd = bulkCostUsd('live', model, got.usage, got.model);
        spent = costUsd ?? 0;
        const { text, answerId, usage } = got;
        const answer = { text, model: got.model, answerId, usage, costUsd };
        this.#breaker.answered();
        await this.#note({ type: 'answer', run: this.#run, key, answer });
        await this.#tell({ type: 'answered', key, answer });
        return;
      }
      if (got.error.fault === 'stopped') {
        // On its way it may have been paid, so the line that it was sent stands. The next run asks again either way.
        if (got.paid !== 'none') return;
        spent = 0;
        return await this.#note({ type: 'unsent', run: this.#run, key });
      }
      const failure = failureOf(got, (usage) => bulkCostUsd('live', model, usage));
      spent = failure.spentUsd;
      const end = hopeless(got.error);
      await this.#note({
        type: 'failed',
        run: this.#run,
        key,
        failure: end === null ? failure : { ...failure, retryable: true },
      });
      // It is no fault of the record, which stays open.
      if (end !== null) return this.#stop(end.stop, end.problem);
      if (this.#breaker.failed(got.error.fault, got.paid !== 'none' && got.paid !== null))
        this.#stop('unavailable', got.error.message);
      await this.#tell({ type: 'failed', key, failure });
    } finally {
      this.#cap.settle(reservation, spent);
      const { knownUsd, uncertainUsd, reservedUsd } = this.#cap;
      await this.#tell({ type: 'spent', usd: knownUsd, uncertainUsd, reservedUsd });
    }
  }

  async #attempts(ask: BulkAsk): Promise<Attempt> {
    for (let attempt = 1; ; attempt++) {
      if (this.#over.signal.aborted)
        return { ok: false, error: new ModelError('stopped', CANCELLED), paid: 'none' };
      const got = await this.#options.client.ask(ask.prompt, this.#over.signal, (limits) =>
        this.#pace.told(this.#clock(), limits),
      );
      if (got.ok) {
        this.#pace.answered();
        return got;
      }
      const { fault, retryable, retryAfterSeconds } = got.error;
      if (!retryable || got.paid !== 'none' || attempt === ATTEMPTS || hopeless(got.error) !== null)
        return got;
      if (fault === 'rate-limit' || fault === 'overload' || retryAfterSeconds !== null) {
        // The whole account is meant, so all wait.
        this.#pace.refused(this.#clock(), retryAfterSeconds);
        for (let ms = 1; ms > 0 && !this.#isOver(); ms = this.#pace.waitMs(this.#clock())) {
          const pauseMs = this.#pace.waitMs(this.#clock());
          await this.#tell({ type: 'pace', running: this.#running.size, limit: this.#pace.limit, pauseMs });
          await this.#wait(pauseMs, this.#over.signal);
        }
      } else await this.#wait(FIRST_WAIT * 2 ** (attempt - 1), this.#over.signal);
    }
  }

  #note(line: LedgerLine): Promise<void> {
    return this.#options.ledger.append([line]);
  }

  async #tell(event: Parameters<LiveOptions['onEvent']>[0]): Promise<void> {
    await this.#options.onEvent(event);
  }
}

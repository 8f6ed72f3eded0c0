import { type BulkAsk, keyOfCustomId } from '../../core/bulk/ask.ts';
import { type Reservation, SpendingCap } from '../../core/bulk/cap.ts';
import { chunks } from '../../core/bulk/chunk.ts';
import { estimatePrompt } from '../../core/bulk/estimate.ts';
import type { LedgerLine, RunEnd } from '../../core/bulk/ledger.ts';
import { type ChunkState, foldLedger, type LedgerState } from '../../core/bulk/ledgerState.ts';
import { ModelError } from '../errors.ts';
import type { ModelFault } from '../modelClient.ts';
import { CANCELED, EXPIRED, failed, MISSING } from './batchFailures.ts';
import type { BatchResult, BatchStatus } from './bulkClient.ts';
import { bulkCostUsd } from './prices.ts';
import { CANCELLED, capReached, failureOf, hopeless, pause, type RunOptions } from './runOptions.ts';

export interface BatchOptions extends RunOptions {
  /** Milliseconds between two looks at a batch: the first time, and at most. */
  readonly pollMs?: { readonly first: number; readonly most: number };
  /** True to submit and collect what has ended, without waiting for the rest: the end is `cancelled` while batches are open. */
  readonly once?: boolean;
  /** Most of one batch. */
  readonly limits?: { readonly requests: number; readonly bytes: number };
}

const POLL = { first: 2_000, most: 60_000 };
/** Looks in a row that may fail before a run gives up; the batch goes on without it. */
const LOOKS = 6;
/** Bytes of a request beside its texts, at most. */
const FRAME = 1_000;
/** Faults after which a batch may have been made all the same. */
const UNSURE: ReadonlySet<ModelFault> = new Set(['stopped', 'timeout', 'bad-answer', 'server']);
const NO_BATCHES =
  'The server takes no batches, and nothing was sent. Run live instead, or check the base URL.';
/** What a server that knows nothing of batches says when it is asked for the list of them. */
const NO_LIST: ReadonlySet<ModelFault> = new Set(['unknown-model', 'bad-request', 'bad-address']);
/** Results noted at once. */
const NOTED = 100;

/**
 * Sends open asks as batches and collects the results. A batch is named in the ledger before it is sent, so that whatever the
 * moment at which a run broke off, the next one finds the batch among the provider's and does not send it twice. A stopped run
 * leaves its batches going; `cancelBatches` ends them.
 * @throws what the ledger, the asks or `onEvent` throw.
 */
export async function runBatches(options: BatchOptions): Promise<RunEnd> {
  const { ledger, model, maxCostUsd } = options;
  const run = options.newRun();
  const state = await foldLedger(ledger.read());
  await ledger.append([{ type: 'run', run, at: options.now(), mode: 'batch', model, maxCostUsd }]);
  const cap = new SpendingCap(maxCostUsd, state.knownUsd, state.uncertainUsd);
  const end = await new BatchRun(options, run, cap, state).go();
  await ledger.append([{ type: 'ended', run, at: options.now(), stop: end.stop }]);
  return end;
}

/** Asks the provider to end all open batches. What they had answered by then is still collected, and paid. */
export async function cancelBatches(
  options: Pick<RunOptions, 'client' | 'ledger' | 'signal'>,
): Promise<readonly BatchStatus[]> {
  const state = await foldLedger(options.ledger.read());
  const cancelled: BatchStatus[] = [];
  for (const { batch } of state.openChunks)
    if (batch !== null) cancelled.push(await options.client.cancelBatch(batch, options.signal));
  return cancelled;
}

class BatchRun {
  readonly #options: BatchOptions;
  readonly #run: string;
  readonly #cap: SpendingCap;
  readonly #state: LedgerState;
  readonly #wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly #reservations = new Map<string, Reservation>();
  #chunk = 0;

  constructor(options: BatchOptions, run: string, cap: SpendingCap, state: LedgerState) {
    this.#options = options;
    this.#run = run;
    this.#cap = cap;
    this.#state = state;
    this.#wait = options.wait ?? pause;
  }

  async go(): Promise<RunEnd> {
    try {
      for (const chunk of this.#state.openChunks) this.#keep(chunk);
      for (const chunk of this.#state.openChunks) if (chunk.batch === null) await this.#adopt(chunk);
      const capped = await this.#submit();
      const whole = await this.#collect();
      if (!whole) return { stop: 'cancelled', problem: CANCELLED };
      return capped ?? { stop: null, problem: null };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (error.fault === 'stopped') return { stop: 'cancelled', problem: CANCELLED };
      return hopeless(error) ?? { stop: 'unavailable', problem: error.message };
    }
  }

  /** Sets what an open batch may cost aside. What was sent already counts even where a lower cap was chosen since. */
  #keep(chunk: ChunkState): void {
    this.#reservations.set(nameOf(chunk), this.#cap.claim(chunk.worstUsd ?? 0));
  }

  async #submit(): Promise<RunEnd | null> {
    let capped: RunEnd | null = null;
    const held = new Map<string, Reservation>();
    const seen = new Set<string>();
    const fitting = async function* (this: BatchRun): AsyncGenerator<BulkAsk> {
      for await (const ask of this.#options.asks) {
        this.#throwIfStopped();
        if (seen.has(ask.key) || !this.#state.isOpen(ask.key)) continue;
        const reservation = this.#cap.reserve(ask.worstUsd);
        if (reservation === null) {
          const { maxCostUsd, model } = this.#options;
          capped = { stop: 'cap', problem: capReached(maxCostUsd, model, ask.worstUsd !== null) };
          return;
        }
        seen.add(ask.key);
        held.set(ask.key, reservation);
        yield ask;
      }
    };
    const pieces = chunks(fitting.call(this), bytesOf, this.#options.limits);
    for await (const asks of pieces) {
      let worstUsd = 0;
      for (const { key } of asks) {
        const reservation = held.get(key);
        if (reservation === undefined) continue;
        worstUsd += reservation.usd;
        this.#cap.settle(reservation, 0);
        held.delete(key);
      }
      await this.#send(asks, worstUsd);
    }
    return capped;
  }

  async #send(asks: readonly BulkAsk[], worstUsd: number): Promise<void> {
    const { client, signal } = this.#options;
    const [run, chunk] = [this.#run, ++this.#chunk];
    const newest = await this.#newest();
    const keys = asks.map(({ key }) => key);
    const made: ChunkState = { run, chunk, keys, worstUsd, newest, batch: null };
    this.#keep(made);
    for (let attempt = 1; ; attempt++) {
      await this.#note({ type: 'intent', run, chunk, keys, worstUsd, newest });
      try {
        const { id } = await client.createBatch(run, asks, signal);
        return await this.#submitted(made, id);
      } catch (error) {
        // Only where the provider said no is it certain that there is no such batch; else the next run looks for it.
        if (!(error instanceof ModelError) || error.mayBePaid || UNSURE.has(error.fault)) throw error;
        await this.#note({ type: 'withdrawn', run, chunk, problem: error.message });
        if (!error.retryable || attempt === LOOKS || hopeless(error) !== null) {
          this.#settle(made, 0);
          throw error;
        }
        await this.#wait((error.retryAfterSeconds ?? 2 ** attempt) * 1_000, signal);
        this.#throwIfStopped();
      }
    }
  }

  async #submitted(chunk: ChunkState, batch: string): Promise<void> {
    await this.#note({ type: 'submitted', run: chunk.run, chunk: chunk.chunk, batch });
    await this.#options.onEvent({ type: 'submitted', batch, count: chunk.keys.length });
  }

  async #withdrawn(chunk: ChunkState, problem: string): Promise<void> {
    await this.#note({ type: 'withdrawn', run: chunk.run, chunk: chunk.chunk, problem });
    this.#settle(chunk, 0);
  }

  async #newest(): Promise<string | null> {
    try {
      for await (const { id } of this.#options.client.listBatches(this.#options.signal)) return id;
      return null;
    } catch (error) {
      // A list takes nothing that could be wrong, so a server that refuses it has no batches.
      if (error instanceof ModelError && NO_LIST.has(error.fault))
        throw new ModelError('bad-request', NO_BATCHES);
      throw error;
    }
  }

  /** Finds a batch that was on its way when a run broke off, or learns that there is none. */
  async #adopt(chunk: ChunkState): Promise<void> {
    const { client, signal } = this.#options;
    const known = new Set(this.#state.openChunks.map(({ batch }) => batch));
    for await (const listed of client.listBatches(signal)) {
      // Older ones were there before ours was sent; no clock is needed to tell.
      if (listed.id === chunk.newest) break;
      if (known.has(listed.id) || listed.count !== chunk.keys.length) continue;
      // The provider tells what a batch asked by its results alone, so one of the right size is waited for.
      const status = await this.#ended(listed);
      let own = false;
      for await (const result of client.batchResults(status.id, signal)) {
        if (result === null) continue;
        own = keyOfCustomId(chunk.run, result.customId) !== null && this.#isOf(chunk, result.customId);
        break;
      }
      if (own) return await this.#submitted(chunk, listed.id);
    }
    await this.#withdrawn(chunk, 'No such batch was found, so it was never sent.');
  }

  #isOf(chunk: ChunkState, id: string): boolean {
    const key = keyOfCustomId(chunk.run, id);
    return key !== null && chunk.keys.includes(key);
  }

  async #ended(first: BatchStatus): Promise<BatchStatus> {
    let status = first;
    for (let ms = this.#poll.first; status.status !== 'ended'; ms = Math.min(ms * 1.5, this.#poll.most)) {
      await this.#wait(ms, this.#options.signal);
      this.#throwIfStopped();
      status = await this.#look(status.id);
    }
    return status;
  }

  get #poll(): { readonly first: number; readonly most: number } {
    return this.#options.pollMs ?? POLL;
  }

  /** Looking costs nothing, so it is tried again whatever the fault, unless no look could succeed. */
  async #look(id: string): Promise<BatchStatus> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#options.client.retrieveBatch(id, this.#options.signal);
      } catch (error) {
        if (error instanceof ModelError && error.fault === 'unknown-model')
          throw new ModelError(
            'bad-request',
            `The provider has no batch ${id} under this key. Use the key that it was sent with.`,
          );
        if (
          !(error instanceof ModelError) ||
          !error.retryable ||
          attempt === LOOKS ||
          hopeless(error) !== null
        )
          throw error;
        await this.#wait((error.retryAfterSeconds ?? 2 ** (attempt - 1)) * 1_000, this.#options.signal);
        this.#throwIfStopped();
      }
    }
  }

  /** @returns whether nothing is left to wait for. */
  async #collect(): Promise<boolean> {
    for (let ms = this.#poll.first; ; ms = Math.min(ms * 1.5, this.#poll.most)) {
      let open = false;
      for (const chunk of this.#state.openChunks) {
        if (chunk.batch === null) continue;
        this.#throwIfStopped();
        const { id, status, done, count } = await this.#look(chunk.batch);
        await this.#options.onEvent({ type: 'batch', batch: id, status, done, count });
        if (status === 'ended') await this.#take(chunk, chunk.batch);
        else open = true;
      }
      if (!open) return true;
      if (this.#options.once === true) return false;
      await this.#wait(ms, this.#options.signal);
      this.#throwIfStopped();
    }
  }

  /** Notes every result of a batch that has ended; what has none is a failure that may be asked again. */
  async #take(chunk: ChunkState, batch: string): Promise<void> {
    const missing = new Set(chunk.keys.filter((key) => this.#state.of(key)?.state === 'submitted'));
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#results(chunk, batch, missing);
        break;
      } catch (error) {
        // Reading results again costs nothing, and those that were noted are known.
        if (!(error instanceof ModelError) || !error.retryable || attempt === LOOKS) throw error;
        await this.#wait(2 ** (attempt - 1) * 1_000, this.#options.signal);
        this.#throwIfStopped();
      }
    }
    const lines = [...missing].map((key): LedgerLine => failed(chunk.run, key, MISSING));
    await this.#record(lines);
    await this.#note({ type: 'collected', run: chunk.run, chunk: chunk.chunk, batch });
    this.#settle(chunk, 0);
  }

  async #results(chunk: ChunkState, batch: string, missing: Set<string>): Promise<void> {
    let lines: LedgerLine[] = [];
    try {
      for await (const result of this.#options.client.batchResults(batch, this.#options.signal)) {
        const key = result === null ? null : keyOfCustomId(chunk.run, result.customId);
        // A result that comes twice, or was asked by nobody, changes nothing.
        if (result === null || key === null || !missing.has(key)) continue;
        missing.delete(key);
        lines.push(this.#lineOf(chunk, key, result));
        if (lines.length < NOTED) continue;
        const full = lines;
        lines = [];
        await this.#record(full);
      }
    } finally {
      // Also what came before the connection broke: it is not looked for again.
      await this.#record(lines);
    }
  }

  #lineOf(chunk: ChunkState, key: string, { outcome }: BatchResult): LedgerLine {
    const { model } = this.#options;
    if ('ended' in outcome) return failed(chunk.run, key, outcome.ended === 'expired' ? EXPIRED : CANCELED);
    if (!outcome.ok) {
      const failure = failureOf(outcome, (usage) => bulkCostUsd('batch', model, usage));
      // Without a usage the average of the batch's worst is the best guess.
      const guess = (chunk.worstUsd ?? 0) / chunk.keys.length;
      return failed(chunk.run, key, { ...failure, spentUsd: failure.spentUsd ?? guess });
    }
    const { text, answerId, usage } = outcome;
    const costUsd = bulkCostUsd('batch', model, usage, outcome.model);
    return {
      type: 'answer',
      run: chunk.run,
      key,
      answer: { text, model: outcome.model, answerId, usage, costUsd },
    };
  }

  /** Notes outcomes, then tells them. */
  async #record(lines: readonly LedgerLine[]): Promise<void> {
    if (lines.length === 0) return;
    const before = this.#state.knownUsd;
    await this.#options.ledger.append(lines);
    for (const line of lines) {
      this.#state.add(line);
      if (line.type === 'answer')
        await this.#options.onEvent({ type: 'answered', key: line.key, answer: line.answer });
      if (line.type === 'failed')
        await this.#options.onEvent({ type: 'failed', key: line.key, failure: line.failure });
    }
    this.#cap.spend(this.#state.knownUsd - before);
    const { knownUsd, uncertainUsd, reservedUsd } = this.#cap;
    await this.#options.onEvent({ type: 'spent', usd: knownUsd, uncertainUsd, reservedUsd });
  }

  async #note(line: LedgerLine): Promise<void> {
    await this.#options.ledger.append([line]);
    this.#state.add(line);
  }

  #settle(chunk: ChunkState, usd: number): void {
    const reservation = this.#reservations.get(nameOf(chunk));
    if (reservation !== undefined) this.#cap.settle(reservation, usd);
  }

  #throwIfStopped(): void {
    if (this.#options.signal.aborted) throw new ModelError('stopped', CANCELLED);
  }
}

function nameOf({ run, chunk }: Pick<ChunkState, 'run' | 'chunk'>): string {
  return `${run} ${chunk}`;
}

function bytesOf({ prompt }: BulkAsk): number {
  // Escapes in JSON make a text longer, at most about twice for prose.
  return 2 * estimatePrompt(prompt).worst + FRAME;
}

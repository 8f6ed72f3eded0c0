import { randomBytes } from 'node:crypto';
import type { AskFailure, BulkAsk, RawAnswer } from '../core/bulk/ask.ts';
import type { BulkEvent, LedgerLine, RunEnd } from '../core/bulk/ledger.ts';
import { foldLedger, type LedgerState } from '../core/bulk/ledgerState.ts';
import { type PlannedRewrite, PlanSum } from '../core/bulk/plan.ts';
import type { CurationState } from '../core/curation/state.ts';
import { UserError } from '../core/errors.ts';
import { acceptedRewrites, rewrittenRecord } from '../core/rewrite/checks/acceptedRewrites.ts';
import type { CheckAgainst } from '../core/rewrite/checks/checksFor.ts';
import { RewriteIndex } from '../core/rewrite/checks/distinct.ts';
import { RunIndex } from '../core/rewrite/checks/sharedRun.ts';
import { runBatches } from '../model/bulk/batch.ts';
import type { BulkClient } from '../model/bulk/bulkClient.ts';
import { createBulkClient } from '../model/bulk/createBulkClient.ts';
import { runLive } from '../model/bulk/live.ts';
import { bulkCostUsd } from '../model/bulk/prices.ts';
import { ofTheRun, type RunOptions } from '../model/bulk/runOptions.ts';
import { knownModel } from '../model/models.ts';
import { cliWords } from './cliWords.ts';
import { readCurationLog } from './curation.ts';
import { Problems } from './problems.ts';
import { FileLedger } from './rewriteLedger.ts';
import { type RewriteOptions, sourceOf } from './rewriteOptions.ts';
import { outcomeRow, RowFile, skippedRow, withoutCost, withoutRewrite } from './rewriteRows.ts';
import { type Plan, plansOf, type SourceOptions, sourceHash } from './rewriteSource.ts';
import { pauseOf, previewOf, usd } from './rewriteWords.ts';
import type { Streams } from './streams.ts';

/** The variables of the environment that a run reads. */
export interface RewriteEnvironment {
  readonly ANTHROPIC_API_KEY?: string | undefined;
  readonly ANTHROPIC_BASE_URL?: string | undefined;
}

/** Shorter pauses come and go, and are not told. */
const TOLD_PAUSE_MS = 10_000;
/** Prompts that the provider is asked to count, to tell how far the estimate is off. */
const COUNTED = 5;

/**
 * Rewrites the responses of a dataset into a file of proposals; the dataset itself is only read.
 * @returns whether every record has a row.
 * @throws UserError when the run cannot begin.
 */
export async function rewriteFile(
  file: string,
  options: RewriteOptions,
  streams: Streams,
  environment: RewriteEnvironment,
): Promise<boolean> {
  const source = await sourceOf(file, options);
  const { model } = options;
  const maxCostUsd = options.maxCost ?? null;
  const mode = options.batch === true ? 'batch' : 'live';
  if (maxCostUsd !== null && knownModel(model) === null)
    throw new UserError(
      `The price of “${model}” is not known, so --max-cost cannot be kept. Leave it out, or choose another model.`,
    );
  const client = createBulkClient({
    apiKey: environment.ANTHROPIC_API_KEY ?? null,
    baseUrl: environment.ANTHROPIC_BASE_URL?.trim() || null,
  });
  const stopping = new AbortController();
  const onSignal = () => stopping.abort();
  for (const name of SIGNALS) process.on(name, onSignal);
  // A log that cannot be read is told by the preview, which reads it with the dataset.
  const { state } = await readCurationLog(file, undefined, new Problems(SILENT));
  const ledger = await FileLedger.open(`${options.out}.state`, await sourceHash(source));
  try {
    const rows = await RowFile.open(options.out, options.resume === true).catch(async (error: unknown) => {
      await ledger.discardIfNew();
      throw error;
    });
    try {
      const problems = new Problems(streams.stderr);
      const run = new Run(source, mode, client, ledger, rows, streams, problems, state);
      return await run.go(stopping.signal, maxCostUsd, options.concurrency);
    } finally {
      await rows.close();
    }
  } finally {
    await ledger.close();
    for (const name of SIGNALS) process.off(name, onSignal);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

type Waiting = Extract<Plan, { readonly planned: PlannedRewrite }>;

class Run {
  readonly #source: SourceOptions;
  readonly #mode: 'live' | 'batch';
  readonly #client: BulkClient;
  readonly #ledger: FileLedger;
  readonly #rows: RowFile;
  readonly #streams: Streams;
  readonly #problems: Problems;
  readonly #against: Omit<CheckAgainst, 'strategy' | 'ownId'>;
  /** Records whose asks are on their way, by ask. */
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #failures = new Map<string, AskFailure>();
  #turn: Promise<unknown> = Promise.resolve();
  #run = '';
  #pauseTold = false;
  #records = 0;

  constructor(
    source: SourceOptions,
    mode: 'live' | 'batch',
    client: BulkClient,
    ledger: FileLedger,
    rows: RowFile,
    streams: Streams,
    problems: Problems,
    log: CurationState,
  ) {
    const accepted = acceptedRewrites(log);
    const index = new RewriteIndex();
    for (const [id, entry] of accepted) if ('after' in entry) index.add(id, entry.after);
    this.#source = source;
    this.#mode = mode;
    this.#client = client;
    this.#ledger = ledger;
    this.#rows = rows;
    this.#streams = streams;
    this.#problems = problems;
    this.#against = {
      constitution: new RunIndex(source.constitution?.passages.map(({ text }) => text) ?? []),
      accepted: index,
      describe: (id) => rewrittenRecord(accepted.get(id)),
    };
  }

  async go(signal: AbortSignal, maxCostUsd: number | null, concurrency: number): Promise<boolean> {
    let state = await foldLedger(this.#ledger.read());
    await this.#preview(state, maxCostUsd, signal);
    const common: Omit<RunOptions, 'asks'> = {
      client: this.#client,
      ledger: this.#ledger,
      model: this.#source.bulk.model,
      maxCostUsd,
      signal,
      onEvent: (event) => this.#on(event),
      now: () => new Date().toISOString(),
      newRun: () => {
        this.#run = randomBytes(6).toString('hex');
        return this.#run;
      },
    };
    let end: RunEnd = { stop: null, problem: null };
    if (this.#mode === 'batch') end = await runBatches({ ...common, asks: this.#batchAsks() });
    else {
      // Batches of an earlier run are paid already, so their answers come first.
      if (state.openChunks.length > 0) end = await runBatches({ ...common, asks: none() });
      if (end.stop === null) {
        state = await foldLedger(this.#ledger.read());
        end = await runLive({ ...common, asks: this.#liveAsks(state), concurrency });
      }
    }
    await this.#settle();
    return this.#sum(end);
  }

  #plans(problems = new Problems(SILENT)): AsyncGenerator<Plan> {
    const priceOf = (usage: Parameters<typeof bulkCostUsd>[2]) =>
      bulkCostUsd(this.#mode, this.#source.bulk.model, usage);
    return plansOf(this.#source, priceOf, this.#streams.stdin, problems);
  }

  async #preview(state: LedgerState, maxCostUsd: number | null, signal: AbortSignal): Promise<void> {
    const sum = new PlanSum((key) => state.isOpen(key));
    let [estimated, counted, sample] = [0, 0, 0];
    for await (const plan of this.#plans(this.#problems)) {
      this.#records++;
      if (!('planned' in plan) || this.#rows.has(plan.place.line)) continue;
      const asks = sum.add(plan.planned);
      if (asks.length === 0 || sample >= COUNTED || counted === -1 || signal.aborted) continue;
      const tokens = await this.#client.count(plan.planned.prompt, signal).catch(() => null);
      sample++;
      counted = tokens === null ? -1 : counted + tokens;
      estimated += plan.planned.input.tokens;
    }
    this.#problems.finish();
    this.#say(
      previewOf(sum.totals, counted > 0 ? counted / estimated : null, sample, maxCostUsd, this.#mode),
    );
  }

  /** Gives out asks and writes the rows of records that need none. */
  async *#liveAsks(state: LedgerState): AsyncGenerator<BulkAsk> {
    for await (const plan of this.#plans()) {
      const { place } = plan;
      if (this.#rows.has(place.line)) continue;
      if ('skipped' in plan) {
        await this.#rows.add(skippedRow(place, plan.skipped));
        continue;
      }
      const { planned, rewrite } = plan;
      for (const { key } of planned.asks) if (!state.isOpen(key)) this.#recall(state, key);
      const waiting = { place, planned, rewrite };
      if (await this.#finish(waiting)) continue;
      for (const { key } of planned.asks)
        this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), waiting]);
      yield* planned.asks;
    }
  }

  async *#batchAsks(): AsyncGenerator<BulkAsk> {
    for await (const plan of this.#plans())
      if ('planned' in plan && !this.#rows.has(plan.place.line)) yield* plan.planned.asks;
  }

  /** Takes up how an ask failed before, unless that said nothing about its record. */
  #recall(state: LedgerState, key: string): void {
    const before = state.of(key);
    if (before?.state === 'failed' && !this.#failures.has(key) && !ofTheRun(before.failure.fault))
      this.#failures.set(key, before.failure);
  }

  async #on(event: BulkEvent): Promise<void> {
    if (event.type === 'pace') {
      // Requests on their way are turned away together and tell the same pause.
      if (event.pauseMs >= TOLD_PAUSE_MS && !this.#pauseTold) {
        this.#pauseTold = true;
        this.#say(pauseOf(event.pauseMs));
      }
      return;
    }
    if (event.type === 'submitted')
      this.#say(
        `Submitted batch ${event.batch} with ${event.count} requests. To come back later, stop (Ctrl-C) and run again with --resume.`,
      );
    if (event.type === 'batch')
      this.#say(
        `Batch ${event.batch}: ${event.status.replace('_', ' ')}, ${event.done} of ${event.count} done.`,
      );
    if (event.type !== 'answered' && event.type !== 'failed') return;
    this.#pauseTold = false;
    if (event.type === 'failed') this.#failures.set(event.key, event.failure);
    const waiting = this.#waiting.get(event.key) ?? [];
    this.#waiting.delete(event.key);
    for (const one of waiting) await this.#finish(one);
  }

  /** Writes a record's row where all its asks have an outcome; one at a time, so that what was paid once is told by one row. */
  #finish(waiting: Waiting): Promise<boolean> {
    const turn = this.#turn.then(() => this.#finishNow(waiting));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #finishNow({ place, planned, rewrite }: Waiting): Promise<boolean> {
    if (this.#rows.has(place.line)) return true;
    const outcomes: (RawAnswer | AskFailure)[] = [];
    const isTold = this.#rows.hasRequest(planned.requestHash);
    for (const { key } of planned.asks) {
      const outcome = (await this.#ledger.answerTo(key)) ?? this.#failures.get(key) ?? null;
      if (outcome === null) return false;
      outcomes.push(isTold ? withoutCost(outcome) : outcome);
    }
    const row = outcomeRow(place, planned, outcomes, { ...this.#against, ownId: rewrite });
    if (row.state === 'failed') await this.#reopen(planned, outcomes);
    await this.#rows.add(row);
    return true;
  }

  /** Notes which answers came to nothing, so that --resume asks for them again. */
  async #reopen(planned: PlannedRewrite, outcomes: readonly (RawAnswer | AskFailure)[]): Promise<void> {
    const lines: LedgerLine[] = [];
    for (const [index, failure] of withoutRewrite(planned, outcomes).entries()) {
      const key = planned.asks[index]?.key;
      if (failure === null || key === undefined) continue;
      this.#failures.set(key, failure);
      lines.push({ type: 'no-rewrite', run: this.#run, key, failure });
    }
    if (lines.length > 0) await this.#ledger.append(lines);
  }

  /** Writes what has an outcome and no row yet: after a batch, all of it; after a crash, what was lost between the two files. */
  async #settle(): Promise<void> {
    const state = await foldLedger(this.#ledger.read());
    for await (const plan of this.#plans()) {
      if (this.#rows.has(plan.place.line)) continue;
      if ('skipped' in plan) {
        await this.#rows.add(skippedRow(plan.place, plan.skipped));
        continue;
      }
      // A run that ended before it asked again keeps what it knew of the last time.
      for (const { key } of plan.planned.asks) this.#recall(state, key);
      await this.#finish(plan);
    }
  }

  async #sum({ stop, problem }: RunEnd): Promise<boolean> {
    const state = await foldLedger(this.#ledger.read());
    const { ready, failed, skipped } = this.#rows.counts;
    const left = this.#records - ready - failed - skipped;
    const unsure =
      state.uncertainUsd > 0 ? `, and at most ${usd(state.uncertainUsd)} for requests that broke off` : '';
    this.#say(
      `${this.#records} records: ${ready} ready, ${failed} failed, ${skipped} skipped${left > 0 ? `, ${left} left` : ''}. Spent ${usd(state.knownUsd)}${unsure}${state.unpriced > 0 ? `; the price of ${state.unpriced} answers is not known` : ''}.`,
    );
    for (const [why, count] of this.#rows.reasons) this.#say(`${count} failed: ${why}`);
    if (problem !== null) this.#say(cliWords(problem));
    if (left > 0)
      this.#say('Run the same command with --resume to go on; nothing that was answered is paid again.');
    return left === 0 && stop === null;
  }

  #say(text: string): void {
    this.#streams.stderr.write(`${text}\n`);
  }
}

async function* none(): AsyncGenerator<BulkAsk> {}

/** Problems are told once, by the preview. */
const SILENT = { write: () => true };

import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { BulkAsk, RawAnswer } from '../../core/bulk/ask.ts';
import type { BulkEvent, RunEnd } from '../../core/bulk/ledger.ts';
import { foldLedger } from '../../core/bulk/ledgerState.ts';
import type { RunEvent } from '../../core/curation/decision.ts';
import { type LoggedRun, rawAnswerOf, runsOf } from '../../core/curation/runs.ts';
import { type RunCount, RunTally } from '../../core/curation/runTally.ts';
import { UserError } from '../../core/errors.ts';
import { cancelBatches, runBatches } from '../../model/bulk/batch.ts';
import { runLive } from '../../model/bulk/live.ts';
import type { Constitutions } from '../constitutions.ts';
import type { CurationLogs } from '../curationLogs.ts';
import type { Curator } from '../curator.ts';
import type { DatasetModel } from '../datasetModel.ts';
import type { Datasets } from '../datasets.ts';
import type { ModelProvider } from '../modelProvider.ts';
import type { ProposalChecks } from '../proposalChecks.ts';
import type { Spending } from '../spending.ts';
import type { BulkPlan, BulkPlanner } from './bulkPlanner.ts';
import { LogLedger } from './logLedger.ts';
import { ProposalWriter } from './proposalWriter.ts';
import { runEntry } from './runEntry.ts';

/** Requests at once; the provider's limits make it fewer. */
const CONCURRENCY = 8;

/** What a run, or the part of it that was just done, came to. */
export interface RunSummary extends RunCount {
  readonly run: string;
  readonly end: RunEnd;
  /** Whether the curator ended it for good, so that it cannot go on. */
  readonly cancelled: boolean;
}

export interface BulkServices {
  readonly datasets: Datasets;
  readonly planner: BulkPlanner;
  readonly provider: ModelProvider;
  readonly logs: CurationLogs;
  readonly curator: Curator;
  readonly constitutions: Constitutions;
  readonly checks: ProposalChecks;
  readonly spending: Spending;
}

interface Active {
  readonly run: string;
  readonly controller: AbortController;
  readonly done: Promise<unknown>;
}

/** Carries bulk runs out. All that they bring waits in the curation log; nothing here writes to a dataset. */
export class BulkRuns implements vscode.Disposable {
  readonly #services: BulkServices;
  readonly #active = new Map<string, Active>();
  /** Runs that the curator has ended for good while they were under way. */
  readonly #cancelled = new Set<string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** Fires with the dataset whose run began or ended. */
  readonly onDidChange = this.#changed.event;

  constructor(services: BulkServices) {
    this.#services = services;
  }

  isRunning(dataset: vscode.Uri): boolean {
    return this.#active.has(dataset.toString());
  }

  /**
   * The last run of a dataset that is not over: stopped, broken off, with batches at the provider's, or, of the newest run,
   * with failures worth another try; null when none is.
   */
  async openRun(dataset: vscode.Uri): Promise<LoggedRun | null> {
    const log = this.#services.logs.for(dataset);
    await log.ready;
    const runs = runsOf(log.state.bulkEntries);
    const isOpen = (run: LoggedRun) =>
      run.openChunks.length > 0 ||
      (!run.cancelled && (!run.whole || (run === runs.at(-1) && run.retryable > 0)));
    return runs.findLast(isOpen) ?? null;
  }

  /** @param maxCostUsd null for no cap. @throws UserError when a run of the dataset is under way, or nothing may be sent. */
  async start(
    plan: BulkPlan,
    maxCostUsd: number | null,
    onProgress: (progress: RunCount) => void,
    signal: AbortSignal,
  ): Promise<RunSummary> {
    const run = newName();
    await this.#services.provider.bulkClient();
    this.#refuseSecond(plan.dataset);
    const { dataset, choices, items } = plan;
    return this.#services.datasets.held(dataset, async () => {
      await this.#note(dataset, run, { type: 'started', choices, items });
      const begun = { run, choices, items, cancelled: false };
      return this.#go(dataset, begun, maxCostUsd, onProgress, signal, false);
    });
  }

  /**
   * Goes on with a run: asks for what has no outcome, collects what batches brought. Of a cancelled run nothing more is
   * asked for; its batches are looked at once.
   */
  resume(
    dataset: DatasetModel,
    run: LoggedRun,
    maxCostUsd: number | null,
    onProgress: (progress: RunCount) => void,
    signal: AbortSignal,
  ): Promise<RunSummary> {
    this.#refuseSecond(dataset);
    return this.#go(dataset, run, maxCostUsd, onProgress, signal, run.cancelled);
  }

  /** Looks once whether batches have ended, and fetches what they brought. Nothing of the dataset is sent. */
  collect(dataset: DatasetModel, run: LoggedRun, signal: AbortSignal): Promise<RunSummary> {
    this.#refuseSecond(dataset);
    return this.#go(dataset, run, null, () => {}, signal, true);
  }

  /** Ends a run for good. What was answered by then is kept, or fetched later; it is paid. */
  async cancel(dataset: DatasetModel, run: LoggedRun): Promise<RunSummary> {
    const active = this.#active.get(dataset.uri.toString());
    if (active !== undefined) this.#cancelled.add(active.run);
    active?.controller.abort();
    await active?.done.catch(() => {});
    await this.#note(dataset, run.run, { type: 'cancelled' });
    // Read anew: a batch may have been submitted between the choice of the run and its stop.
    const ledger = await this.#ledger(dataset, run);
    const { openChunks } = await foldLedger(ledger.read());
    if (openChunks.length > 0) {
      const client = await this.#services.provider.bulkClient();
      await cancelBatches({ client, ledger, signal: new AbortController().signal });
    }
    const { bulkEntries } = this.#services.logs.for(dataset.uri).state;
    const end = { stop: 'cancelled', problem: null } as const;
    return { run: run.run, end, cancelled: true, ...new RunTally(run).look(bulkEntries) };
  }

  dispose(): void {
    for (const { controller } of this.#active.values()) controller.abort();
    this.#changed.dispose();
  }

  #refuseSecond(dataset: DatasetModel): void {
    if (this.isRunning(dataset.uri))
      throw new UserError(
        vscode.l10n.t('A bulk rewrite of this dataset is under way. Wait for it, or cancel it first.'),
      );
  }

  async #go(
    dataset: DatasetModel,
    run: Pick<LoggedRun, 'run' | 'choices' | 'items' | 'cancelled'>,
    maxCostUsd: number | null,
    onProgress: (progress: RunCount) => void,
    signal: AbortSignal,
    collectOnly: boolean,
  ): Promise<RunSummary> {
    const controller = new AbortController();
    const stop = () => controller.abort();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const key = dataset.uri.toString();
    // Records are read until the end, or answers that were paid would be for records that are gone.
    const done = this.#services.datasets.held(dataset, () =>
      this.#engine(dataset, run, maxCostUsd, onProgress, controller.signal, collectOnly),
    );
    this.#active.set(key, { run: run.run, controller, done });
    this.#changed.fire(dataset.uri);
    try {
      return await done;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#active.delete(key);
      this.#changed.fire(dataset.uri);
    }
  }

  async #engine(
    dataset: DatasetModel,
    run: Pick<LoggedRun, 'run' | 'choices' | 'items' | 'cancelled'>,
    maxCostUsd: number | null,
    onProgress: (progress: RunCount) => void,
    signal: AbortSignal,
    collectOnly: boolean,
  ): Promise<RunSummary> {
    const client = await this.#services.provider.bulkClient();
    const ledger = await this.#ledger(dataset, run);
    const log = this.#services.logs.for(dataset.uri);
    await log.ready;
    if (!collectOnly) await this.#useKnownAnswers(dataset, run, ledger);
    const tally = new RunTally(run);
    let counted = tally.look(log.state.bulkEntries);
    const look = (): RunCount => {
      const now = tally.look(log.state.bulkEntries);
      const answers = now.proposed - counted.proposed;
      const paid = { usd: now.costUsd - counted.costUsd, answers, unpriced: now.unpriced - counted.unpriced };
      if (paid.usd > 0 || paid.unpriced > 0) this.#services.spending.count(paid);
      counted = now;
      return now;
    };
    const options = {
      client,
      ledger,
      asks: collectOnly ? none() : this.#asks(dataset, run, ledger, signal),
      model: run.choices.model,
      maxCostUsd,
      signal,
      onEvent: (event: BulkEvent) => {
        if (event.type !== 'pace') onProgress(look());
      },
      now: () => new Date().toISOString(),
      newRun: newName,
    };
    const end =
      run.choices.how === 'live'
        ? await runLive({ ...options, concurrency: CONCURRENCY })
        : await runBatches({ ...options, once: collectOnly });
    return {
      run: run.run,
      end,
      cancelled: run.cancelled || this.#cancelled.has(run.run),
      ...look(),
    };
  }

  /** Answers that an earlier run was given to the very same request, for another record. */
  async #useKnownAnswers(
    dataset: DatasetModel,
    run: Pick<LoggedRun, 'run' | 'choices' | 'items'>,
    ledger: LogLedger,
  ): Promise<void> {
    const log = this.#services.logs.for(dataset.uri);
    const own = await foldLedger(ledger.read());
    const known = new Map<string, RawAnswer>();
    const wanted = new Map(run.items.flatMap((item) => item.keys.map((key) => [key, item] as const)));
    for (const entry of log.state.bulkEntries) {
      if (entry.type !== 'propose' || entry.run === run.run || own.of(entry.ask) !== null) continue;
      const item = wanted.get(entry.ask);
      if (item === undefined || item.record === entry.record.key) continue;
      known.set(entry.ask, { ...rawAnswerOf(entry), costUsd: 0 });
    }
    for (const [key, answer] of known) await ledger.append([{ type: 'answer', run: run.run, key, answer }]);
  }

  /** What is still to be asked, read record by record as it is needed. */
  async *#asks(
    dataset: DatasetModel,
    run: Pick<LoggedRun, 'choices' | 'items'>,
    ledger: LogLedger,
    signal: AbortSignal,
  ): AsyncGenerator<BulkAsk> {
    const state = await foldLedger(ledger.read());
    for (const item of run.items) {
      if (signal.aborted) return;
      if (!item.keys.some((key) => state.isOpen(key))) continue;
      const read = await this.#services.planner.read({ dataset, choices: run.choices }, item);
      if (read === null) {
        const failure = { fault: 'changed', problem: CHANGED, retryable: false, spentUsd: 0 };
        for (const key of item.keys)
          if (state.isOpen(key)) await ledger.append([{ type: 'failed', run: '', key, failure }]);
        continue;
      }
      // The names stay those of the start, so that what the ledger knows holds whatever has changed in the prompt since.
      for (const [index, key] of item.keys.entries()) {
        const ask = read.planned.asks[index];
        if (ask !== undefined) yield { ...ask, key };
      }
    }
  }

  async #ledger(
    dataset: DatasetModel,
    run: Pick<LoggedRun, 'run' | 'choices' | 'items'>,
  ): Promise<LogLedger> {
    const { logs, curator, planner, constitutions, checks } = this.#services;
    const log = logs.for(dataset.uri);
    const { constitution } = await constitutions.for(dataset.uri);
    const by = await curator.name(dataset.uri);
    const writer = new ProposalWriter({ dataset, run, planner, checks, constitution, log, by });
    return new LogLedger(log, run.run, writer);
  }

  async #note(dataset: DatasetModel, run: string, event: RunEvent): Promise<void> {
    const by = await this.#services.curator.name(dataset.uri);
    await this.#services.logs.for(dataset.uri).append([runEntry(run, by, event)]);
  }
}

const CHANGED = 'The response was changed after the run was started, so it was left out.';

/** Lower-case letters and digits, unique. */
function newName(): string {
  return randomUUID().replaceAll('-', '').slice(0, 16);
}

async function* none(): AsyncGenerator<never> {}

import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { CurationLogs } from '../curationLogs.ts';
import type { DatasetModel } from '../datasetModel.ts';
import type { Datasets } from '../datasets.ts';
import { Disposables } from '../disposables.ts';
import type { BulkRuns } from './bulkRuns.ts';
import { runTitle, summarySentence } from './bulkWords.ts';

/** Milliseconds between two looks at batches that wait at the provider's. */
const EVERY = 60_000;

/**
 * Fetches what batches brought since they were submitted, on this day or another: once when a dataset is opened whose log
 * tells of an open batch, then every minute while it is open. Only batches are asked for; nothing of a dataset is sent.
 */
export class BulkWatch implements vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #runs: BulkRuns;
  readonly #log: vscode.LogOutputChannel;
  readonly #seen = new WeakSet<DatasetModel>();
  readonly #disposables = new Disposables();
  readonly #stop = new AbortController();
  readonly #collected = this.#disposables.add(new vscode.EventEmitter<vscode.Uri>());
  /** Fires with a dataset after a look at its batches. */
  readonly onDidLook = this.#collected.event;

  constructor(datasets: Datasets, logs: CurationLogs, runs: BulkRuns, log: vscode.LogOutputChannel) {
    this.#datasets = datasets;
    this.#runs = runs;
    this.#log = log;
    const first = (model: DatasetModel) => {
      if (this.#seen.has(model)) return;
      this.#seen.add(model);
      void logs
        .for(model.uri)
        .ready.then(() => this.look(model))
        .then(() => this.#offer(model))
        .catch((error: unknown) => this.#log.error(error instanceof Error ? error : String(error)));
    };
    this.#disposables.add(datasets.onDidChange(first));
    for (const model of datasets.all()) first(model);
    const timer = setInterval(() => {
      for (const model of this.#datasets.all()) void this.look(model).catch(() => {});
    }, EVERY);
    this.#disposables.add({ dispose: () => clearInterval(timer) });
  }

  /** Looks now. */
  async look(model: DatasetModel): Promise<void> {
    if (!vscode.workspace.isTrusted || this.#runs.isRunning(model.uri)) return;
    const run = await this.#runs.openRun(model.uri);
    if (run === null || run.openChunks.length === 0 || this.#runs.isRunning(model.uri)) return;
    try {
      const summary = await this.#runs.collect(model, run, this.#stop.signal);
      if (summary.atProvider === 0) {
        const show = vscode.l10n.t('Show First');
        void vscode.window
          .showInformationMessage(vscode.l10n.t('A batch has ended: {0}', summarySentence(summary)), show)
          .then((picked) => {
            if (picked === show) void vscode.commands.executeCommand('rationale.nextReady');
          });
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // No key, no network: the batch waits, and the next look is in a minute.
      this.#log.info(
        `Batches of ${model.uri.path.split('/').at(-1)} could not be asked for: ${error.message}`,
      );
    } finally {
      if (!this.#disposables.disposed) this.#collected.fire(model.uri);
    }
  }

  /** A live run that ended with VS Code asks for nothing by itself; the curator says whether it goes on. */
  async #offer(model: DatasetModel): Promise<void> {
    if (this.#runs.isRunning(model.uri)) return;
    const run = await this.#runs.openRun(model.uri);
    if (run === null || !run.brokenOff || run.openChunks.length > 0) return;
    const [resume, cancel] = [vscode.l10n.t('Resume'), vscode.l10n.t('Cancel Run')];
    const picked = await vscode.window.showInformationMessage(
      vscode.l10n.t('A bulk rewrite ended with VS Code: {0}. What was answered is kept.', runTitle(run)),
      resume,
      cancel,
    );
    if (picked === resume) await vscode.commands.executeCommand('rationale.resumeBulkRewrite', model.uri);
    if (picked === cancel) await vscode.commands.executeCommand('rationale.cancelBulkRewrite', model.uri);
  }

  dispose(): void {
    this.#stop.abort();
    this.#disposables.dispose();
  }
}

import * as vscode from 'vscode';
import { SpendingCap } from '../core/bulk/cap.ts';
import { estimatePrompt, worstUsage } from '../core/bulk/estimate.ts';
import type { Proposal } from '../core/rewrite/proposal.ts';
import { dollars } from '../core/text/money.ts';
import { bulkCostUsd } from '../model/bulk/prices.ts';
import type { ActiveDataset } from './activeDataset.ts';
import type { BulkRuns } from './bulk/bulkRuns.ts';
import type { CurationEditors } from './curationEditor.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { CurationSession } from './curationSession.ts';
import type { DatasetModel } from './datasetModel.ts';
import { Disposables } from './disposables.ts';
import type { ModelProvider } from './modelProvider.ts';
import type { OpenFindings } from './openFindings.ts';
import type { ProposalStore } from './proposalStore.ts';
import type { Queue } from './queue/queue.ts';
import { defaultResponse, type OpenRecord, readLine, traitsOf } from './records.ts';
import type { RewritePlan, Rewriter } from './rewriter.ts';
import type { Settings } from './settings.ts';

/** What fetching ahead works with. */
export interface PrefetchServices {
  readonly settings: Settings;
  readonly editors: CurationEditors;
  readonly activeDataset: ActiveDataset;
  readonly queue: Queue;
  readonly findings: OpenFindings;
  readonly logs: CurationLogs;
  readonly provider: ModelProvider;
  readonly rewriter: Rewriter;
  readonly store: ProposalStore;
  readonly bulkRuns: BulkRuns;
  readonly log: vscode.LogOutputChannel;
}

/** The one rewrite that is being fetched, and the line it is for wherever that moves. */
interface Job {
  readonly model: DatasetModel;
  readonly mark: object;
  readonly controller: AbortController;
}

/**
 * Asks for rewrites before the curator does, where the setting says so: after a decision that of the record then on show and
 * that of the next one which needs a look, one after the other, until the curator goes elsewhere or the limit is reached.
 */
export class Prefetch implements vscode.Disposable {
  readonly #services: PrefetchServices;
  readonly #disposables = new Disposables();
  readonly #ended = this.#disposables.add(new vscode.EventEmitter<Proposal | null>());
  /** Fires when a rewrite that was asked for is there, has failed, or (null) is not wanted any more. */
  readonly onDidEnd = this.#ended.event;
  /** What was spent in this session of VS Code; the limit is held against it. */
  readonly #spent = new SpendingCap(null);
  #job: Job | null = null;
  #toldOfLimit = false;

  constructor(services: PrefetchServices) {
    this.#services = services;
    const { settings, editors, provider, logs } = services;
    const look = () => this.#dropUnwanted();
    this.#disposables.add(settings.prefetch.onDidChange(look));
    this.#disposables.add(editors.onDidChangeActive(look));
    this.#disposables.add(provider.onDidChange(look));
    this.#disposables.add(logs.onDidChange(look));
    this.#disposables.add(settings.prefetchMaxCostUsd.onDidChange(() => (this.#toldOfLimit = false)));
  }

  /** Whether a rewrite is being fetched. */
  get isFetching(): boolean {
    return this.#job !== null;
  }

  /** US dollars spent, possibly spent and set aside in this session of VS Code. */
  get committedUsd(): number {
    return this.#spent.committedUsd;
  }

  /** A decision was made in a session, and what comes next there is on show. */
  decided(session: CurationSession): void {
    this.#dropUnwanted();
    if (this.#job !== null || !this.#mayAsk(session.model)) return;
    for (const line of this.#comingUp(session)) {
      const { record } = readLine(session.model, line);
      const mark = session.model.mark(line);
      if (record === null || mark === null || this.#hasRewrite(record)) continue;
      const job: Job = { model: session.model, mark, controller: new AbortController() };
      this.#job = job;
      void this.#fetch(job, record);
      return;
    }
  }

  dispose(): void {
    this.#job?.controller.abort();
    this.#disposables.dispose();
  }

  async #fetch(job: Job, record: OpenRecord): Promise<void> {
    const { rewriter, store, log } = this.#services;
    const { signal } = job.controller;
    let proposal: Proposal | null = null;
    try {
      const plan = await rewriter.plan(record, defaultResponse(record), { candidates: 1 });
      if (!signal.aborted && this.#fits(plan)) {
        const reservation = this.#spent.claim(worstUsd(plan) ?? 0);
        proposal = (await rewriter.ask(record, plan, signal))[0] ?? null;
        this.#spent.settle(reservation, proposal?.provenance.costUsd ?? null);
        // Nobody asked for it, so nobody has to be told that it was stopped.
        if (signal.aborted && proposal?.state === 'failed') {
          store.remove(proposal.id);
          proposal = null;
        }
      }
    } catch (error) {
      // A record that cannot be rewritten says so when the curator asks for it.
      log.info(`Not fetched ahead: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (this.#job === job) this.#job = null;
    if (this.#disposables.disposed) return;
    this.#ended.fire(proposal);
    const session = this.#services.editors.of(job.model.uri);
    if (proposal?.state === 'ready' && session?.model === job.model) this.decided(session);
  }

  /** Lines whose rewrites the curator will want: that on show, and the next one, where they need a look. */
  #comingUp(session: CurationSession): readonly number[] {
    const next = this.#next(session);
    const shown = this.#isWaiting(session.model, session.line) ? [session.line] : [];
    return next === null ? shown : [...shown, next];
  }

  #next({ model, line }: CurationSession): number | null {
    const { queue, activeDataset } = this.#services;
    const wanted = (at: number) => this.#isWaiting(model, at);
    if (activeDataset.model === model && queue.isNarrowed) return queue.next(wanted);
    return model.find(line, 1, (_summary, at) => wanted(at));
  }

  /** Whether a line has a flag that stands and nothing was decided about it, a rejected rewrite included. */
  #isWaiting(model: DatasetModel, line: number): boolean {
    const { findings, logs } = this.#services;
    if (!findings.needAttention(model, line)) return false;
    const { record } = readLine(model, line);
    if (record === null || model.source.whyLineReadOnly(line) !== null) return false;
    return logs.for(model.uri).state.about(traitsOf(record), defaultResponse(record)).status === 'undecided';
  }

  #hasRewrite(record: OpenRecord): boolean {
    return this.#services.store.open(record, defaultResponse(record)).length > 0;
  }

  #mayAsk(model: DatasetModel): boolean {
    const { settings, provider, bulkRuns } = this.#services;
    // A bulk run asks for the same rewrites, and each would be paid for twice.
    return settings.prefetch.get() && provider.view.ready && !bulkRuns.isRunning(model.uri);
  }

  #fits(plan: RewritePlan): boolean {
    const limit = this.#services.settings.prefetchMaxCostUsd.get();
    if (limit === null) return true;
    const worst = worstUsd(plan);
    if (worst !== null && this.#spent.committedUsd + worst <= limit) return true;
    if (!this.#toldOfLimit) {
      this.#toldOfLimit = true;
      vscode.window.setStatusBarMessage(
        worst === null
          ? vscode.l10n.t('No rewrites are fetched ahead: the price of “{0}” is not known.', plan.model)
          : vscode.l10n.t('No rewrites are fetched ahead: their limit of {0} is reached.', dollars(limit)),
        6000,
      );
    }
    return false;
  }

  /** Stops what is being fetched where the curator is not about to come to it any more. */
  #dropUnwanted(): void {
    const job = this.#job;
    if (job === null || this.#isWanted(job)) return;
    this.#job = null;
    job.controller.abort();
  }

  #isWanted({ model, mark }: Job): boolean {
    const session = this.#services.editors.of(model.uri);
    const line = model.lineOf(mark);
    if (session?.model !== model || line === null || !this.#mayAsk(model)) return false;
    return this.#comingUp(session).includes(line);
  }
}

/** The most that a request can cost, US dollars; null when the price is not known. */
function worstUsd({ prompt, model, maxTokens }: RewritePlan): number | null {
  return bulkCostUsd('live', model, worstUsage(estimatePrompt(prompt), maxTokens));
}

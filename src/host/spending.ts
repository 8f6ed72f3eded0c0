import * as vscode from 'vscode';
import { CostSum, RunningCost } from '../core/curation/cost.ts';
import { type PaidByDataset, type PaidForRecord, withPaid } from '../core/curation/paid.ts';
import type { CurationState } from '../core/curation/state.ts';
import type { CostReport } from '../core/report/report.ts';

const STORAGE_KEY = 'rationale.paid';
/** Most answers that are remembered: all of them are written anew with each. */
const KEPT = 5_000;

/**
 * Counts what models were paid, by the provider's figures, when it was paid: in this session whatever became of it, and for
 * each dataset also what its curation log does not speak of, such as candidates that were passed over.
 */
export class Spending implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #session = { usd: 0, answers: 0, unpriced: 0 };
  readonly #running = new WeakMap<CurationState, RunningCost>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires after something was paid. */
  readonly onDidChange = this.#changed.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** What was paid since VS Code was opened, for all datasets. */
  get session(): { readonly usd: number; readonly answers: number; readonly unpriced: number } {
    return this.#session;
  }

  /** An answer about a response, which the log may speak of later. */
  paid(dataset: vscode.Uri, answer: PaidForRecord): void {
    const all = withPaid(this.#remembered, dataset.toString(), answer, KEPT);
    void this.#memento.update(STORAGE_KEY, all);
    this.count({ usd: answer.usd ?? 0, answers: 1, unpriced: answer.usd === null ? 1 : 0 });
  }

  /** What was paid otherwise: by a bulk run, whose log tells it, or to the judge. */
  count({
    usd,
    answers,
    unpriced,
  }: {
    readonly usd: number;
    readonly answers: number;
    readonly unpriced: number;
  }): void {
    this.#session.usd += usd;
    this.#session.answers += answers;
    this.#session.unpriced += unpriced;
    this.#changed.fire();
  }

  /** What was paid for rewrites of a dataset, from its log and beside it. */
  of(dataset: vscode.Uri, state: CurationState): CostReport {
    const running = this.#running.get(state) ?? new RunningCost('');
    this.#running.set(state, running);
    const { all } = running.look(state.arrived);
    const beside = new CostSum();
    for (const answer of this.answers(dataset)) if (!running.knows(answer.name)) beside.addAnswer(answer);
    const more = beside.report;
    return {
      usd: all.usd + more.usd,
      answers: all.answers + more.answers,
      unpriced: all.unpriced + more.unpriced,
      inputTokens: all.inputTokens + more.inputTokens,
      outputTokens: all.outputTokens + more.outputTokens,
    };
  }

  /** The answers about a dataset's responses that were paid outside bulk runs, oldest first. */
  answers(dataset: vscode.Uri): readonly PaidForRecord[] {
    return this.#remembered[dataset.toString()] ?? [];
  }

  dispose(): void {
    this.#changed.dispose();
  }

  get #remembered(): PaidByDataset {
    return this.#memento.get<PaidByDataset>(STORAGE_KEY, {});
  }
}

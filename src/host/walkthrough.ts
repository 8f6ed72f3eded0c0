import * as vscode from 'vscode';
import { isFlagged } from '../core/scan/lineSummary.ts';
import type { CurationEditors } from './curationEditor.ts';
import { Disposables } from './disposables.ts';

/** What a step of the walkthrough waits for; the manifest names each as `onContext:rationale.did.…`. */
export type Milestone = 'open' | 'readFlag' | 'chooseConstitution' | 'seeRewrite' | 'accept';

/** Tells the walkthrough what was really done: running a command that then does nothing completes no step. */
export class Walkthrough implements vscode.Disposable {
  readonly #editors: CurationEditors;
  readonly #disposables = new Disposables();
  readonly #done = new Set<Milestone>();

  constructor(editors: CurationEditors) {
    this.#editors = editors;
    this.#disposables.add(editors.onDidChangeActive(() => this.#look()));
  }

  /** What was done since VS Code was started. */
  get done(): ReadonlySet<Milestone> {
    return this.#done;
  }

  did(milestone: Milestone): void {
    if (this.#done.has(milestone)) return;
    this.#done.add(milestone);
    void vscode.commands.executeCommand('setContext', `rationale.did.${milestone}`, true);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #look(): void {
    const session = this.#editors.active;
    if (session === null || (this.#done.has('readFlag') && this.#done.has('seeRewrite'))) return;
    this.did('open');
    const { record, model, line } = session;
    if (record === null) return;
    const summary = model.knownSummary(line);
    if (summary !== null && isFlagged(summary)) this.did('readFlag');
    if (session.draftOf(record) !== null || session.proposalOf(record)?.state === 'ready')
      this.did('seeRewrite');
  }
}

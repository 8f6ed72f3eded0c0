import * as vscode from 'vscode';
import { Coalesced } from '../coalesce.ts';
import type { CurationEditors } from '../curationEditor.ts';
import type { CurationLogs } from '../curationLogs.ts';
import { Disposables } from '../disposables.ts';
import type { BulkRuns } from './bulkRuns.ts';

/** Tells keybindings and menus whether the dataset in front has rewrites that wait, and a bulk run that is under way. */
export class BulkStatus implements vscode.Disposable {
  readonly #disposables = new Disposables();
  readonly #known = new Map<string, boolean>();

  constructor(editors: CurationEditors, logs: CurationLogs, runs: BulkRuns) {
    const show = () => {
      const uri = editors.active?.model.uri;
      this.#tell('rationale.hasReady', uri !== undefined && logs.for(uri).state.waitingRecords.size > 0);
      this.#tell('rationale.bulkRunning', uri !== undefined && runs.isRunning(uri));
    };
    const later = this.#disposables.add(new Coalesced(show, 100));
    this.#disposables.add(editors.onDidChangeActive(() => later.call()));
    this.#disposables.add(logs.onDidChange(() => later.call()));
    this.#disposables.add(runs.onDidChange(() => later.call()));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #tell(key: string, value: boolean): void {
    if ((this.#known.get(key) ?? false) === value) return;
    this.#known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}

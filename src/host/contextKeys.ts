import * as vscode from 'vscode';
import type { CurationEditors } from './curationEditor.ts';
import type { Datasets } from './datasets.ts';
import { Disposables } from './disposables.ts';
import type { Judgements } from './judgements.ts';

/** Tells keybindings and menus what the curation editor in front is doing. */
export class ContextKeys implements vscode.Disposable {
  readonly #disposables = new Disposables();
  readonly #known = new Map<string, boolean>();

  constructor(datasets: Datasets, editors: CurationEditors, judgements: Judgements) {
    this.#disposables.add(
      editors.onDidChangeActive(() => {
        const session = editors.active;
        const record = session?.record ?? null;
        this.#tell('rationale.rewriting', session?.isRewriting ?? false);
        this.#tell(
          'rationale.judging',
          record !== null && session !== null && judgements.isRunning(record, session.responseOf(record)),
        );
      }),
    );
    const tellScan = () => {
      const uri = editors.active?.model.uri ?? vscode.window.activeTextEditor?.document.uri;
      const model = uri === undefined ? undefined : datasets.get(uri);
      this.#tell('rationale.scanning', model !== undefined && model.scanning !== null);
      this.#tell('rationale.scanStopped', model !== undefined && model.stoppedAt !== null);
    };
    this.#disposables.add(datasets.onDidChange(tellScan));
    this.#disposables.add(datasets.onDidClose(tellScan));
    this.#disposables.add(editors.onDidChangeActive(tellScan));
    this.#disposables.add(vscode.window.onDidChangeActiveTextEditor(tellScan));
  }

  #tell(key: string, value: boolean): void {
    if ((this.#known.get(key) ?? false) === value) return;
    this.#known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

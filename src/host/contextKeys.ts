import * as vscode from 'vscode';
import type { CurationEditors } from './curationEditor.ts';
import type { Judgements } from './judgements.ts';

/** Tells keybindings and menus what the curation editor in front is doing. */
export class ContextKeys implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  readonly #known = new Map<string, boolean>();

  constructor(editors: CurationEditors, judgements: Judgements) {
    this.#subscription = editors.onDidChangeActive(() => {
      const session = editors.active;
      const record = session?.record ?? null;
      this.#tell('rationale.rewriting', session?.isRewriting ?? false);
      this.#tell(
        'rationale.judging',
        record !== null && session !== null && judgements.isRunning(record, session.responseOf(record)),
      );
    });
  }

  #tell(key: string, value: boolean): void {
    if ((this.#known.get(key) ?? false) === value) return;
    this.#known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

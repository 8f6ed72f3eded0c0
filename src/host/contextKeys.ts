import * as vscode from 'vscode';
import type { CurationEditors } from './curationEditor.ts';

/** Tells keybindings and menus what the curation editor in front is doing. */
export class ContextKeys implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #rewriting = false;

  constructor(editors: CurationEditors) {
    this.#subscription = editors.onDidChangeActive(() => {
      const session = editors.active;
      const record = session?.record ?? null;
      const rewriting = record !== null && session?.proposalOf(record)?.state === 'pending';
      if (rewriting === this.#rewriting) return;
      this.#rewriting = rewriting;
      void vscode.commands.executeCommand('setContext', 'rationale.rewriting', rewriting);
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

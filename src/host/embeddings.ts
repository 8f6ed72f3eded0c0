import * as vscode from 'vscode';
import type { Constitution } from '../core/constitution/constitution.ts';
import { EmbeddedRanker, type Embedder } from '../core/constitution/embedded.ts';
import type { PassageRanker } from '../core/constitution/rank.ts';
import { UserError } from '../core/errors.ts';
import { loadEmbedder } from '../model/embedder.ts';
import { showWarning } from './notifications.ts';

const SETTING = 'rationale.embeddingModel';

/** The embedding model that a person may have set, which ranks passages beside the built-in ranking. Off by default. */
export class Embeddings {
  readonly #onKnown: () => void;
  #loading: { readonly folder: string; readonly embedder: Promise<Embedder> } | null = null;
  #warned = new Set<string>();

  /** @param onKnown is called when passages that were asked for are known better. */
  constructor(onKnown: () => void) {
    this.#onKnown = onKnown;
  }

  /** Only the user's own setting counts: a workspace must not choose which code is loaded. Null when it is off. */
  get folder(): string | null {
    const value = vscode.workspace.getConfiguration().inspect<unknown>(SETTING)?.globalValue;
    const folder = typeof value === 'string' ? value.trim() : '';
    return folder === '' || !vscode.workspace.isTrusted ? null : folder;
  }

  /** The ranker to use: the one given, beside the model's opinion where a model is set. */
  ranker(base: PassageRanker, constitution: Constitution): PassageRanker {
    const { folder } = this;
    if (folder === null) return base;
    if (this.#loading?.folder !== folder) this.#loading = { folder, embedder: loadEmbedder(folder) };
    const { embedder } = this.#loading;
    return new EmbeddedRanker(
      base,
      constitution.passages,
      { embed: async (texts) => (await embedder).embed(texts) },
      this.#onKnown,
      (error) => this.#warn(error),
    );
  }

  #warn(error: unknown): void {
    const message =
      error instanceof UserError
        ? error.message
        : vscode.l10n.t(
            'The embedding model failed: {0}',
            error instanceof Error ? error.message : String(error),
          );
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    showWarning(vscode.l10n.t('{0} Passages are ranked without it.', message));
  }
}

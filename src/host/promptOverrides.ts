import * as vscode from 'vscode';
import { UserError } from '../core/errors.ts';
import { whyNoInstructions, withInstructions } from '../core/rewrite/override.ts';
import type { Strategy } from '../core/rewrite/strategy.ts';
import { settingPath } from './settingPath.ts';
import type { Settings } from './settings.ts';

/** Instructions of a workspace's own for the strategies: `<strategy>.md` in the folder of `rationale.prompts`. */
export class PromptOverrides {
  readonly #settings: Settings;
  readonly #isTrusted: () => boolean;

  /** @param isTrusted whether the workspace may say what a model is told */
  constructor(settings: Settings, isTrusted: () => boolean = () => vscode.workspace.isTrusted) {
    this.#settings = settings;
    this.#isTrusted = isTrusted;
  }

  /**
   * The strategy as it is to be used for a dataset: with the folder's instructions where there are some for it.
   * @throws UserError naming the folder or the file that cannot be used; a rewrite must not quietly go without it.
   */
  async apply(strategy: Strategy, dataset: vscode.Uri): Promise<Strategy> {
    const folder = this.#isTrusted() ? settingPath(this.#settings.prompts.get(dataset), dataset) : null;
    if (folder === null) return strategy;
    const file = vscode.Uri.joinPath(folder, `${strategy.name}.md`);
    const words = await this.#read(folder, file);
    if (words === null) return strategy;
    const why = whyNoInstructions(words);
    if (why !== null)
      throw new UserError(
        vscode.l10n.t(
          'The instructions in {0} cannot be used. {1} Put the file right, or take it away.',
          file.fsPath,
          why,
        ),
      );
    return withInstructions(strategy, words);
  }

  /** The file's text; null where the folder has no such file. */
  async #read(folder: vscode.Uri, file: vscode.Uri): Promise<string | null> {
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === file.toString(),
    );
    if (open !== undefined && !open.isClosed && open.isDirty) return open.getText();
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    } catch (error) {
      const isThere = await vscode.workspace.fs.stat(folder).then(
        ({ type }) => (type & vscode.FileType.Directory) !== 0,
        () => false,
      );
      if (!isThere)
        throw new UserError(
          vscode.l10n.t(
            'The folder of your own instructions, {0}, is not there. Make it, or empty the setting rationale.prompts.',
            folder.fsPath,
          ),
        );
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
      throw new UserError(
        vscode.l10n.t(
          'The instructions in {0} could not be read: {1}',
          file.fsPath,
          error instanceof Error ? error.message : String(error),
        ),
      );
    }
  }
}

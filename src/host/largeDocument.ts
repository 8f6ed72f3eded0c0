import * as vscode from 'vscode';
import type { LineEdit } from '../core/dataset/lineOverlay.ts';
import { plainMessage } from '../core/text/plainMessage.ts';
import { readBackup, writeBackup } from './backupFile.ts';
import { Disposables } from './disposables.ts';
import type { FileSource } from './fileSource.ts';
import { showWarning } from './notifications.ts';

/** A dataset behind VS Code's custom document API: its own undo, save, revert and hot-exit backup. */
export class LargeDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly source: FileSource;
  readonly #disposables = new Disposables();
  readonly #edited = this.#disposables.add(
    new vscode.EventEmitter<vscode.CustomDocumentEditEvent<LargeDocument>>(),
  );
  /** Fires once for each edit that the curator can undo. */
  readonly onDidEdit = this.#edited.event;
  readonly #undone = this.#disposables.add(new vscode.EventEmitter<readonly number[]>());
  /** Fires with the lines of an edit that was undone or redone. */
  readonly onDidUndo = this.#undone.event;

  /** @param onDispose what else ends when VS Code closes the document. */
  constructor(source: FileSource, onDispose: () => void) {
    this.uri = source.uri;
    this.source = source;
    this.#disposables.add({ dispose: onDispose });
    this.#watch();
    this.#disposables.add(source.onDidEdit((edits) => this.#announce(edits)));
  }

  async save(): Promise<void> {
    if (await this.source.changedOnDisk()) {
      const merge = vscode.l10n.t('Reload and Make My Edits Again');
      const picked = await vscode.window.showWarningMessage(
        plainMessage(
          vscode.l10n.t(
            '{0} was changed by another program. Nothing is overwritten.',
            this.uri.path.split('/').at(-1) ?? '',
          ),
        ),
        {
          modal: true,
          detail: vscode.l10n.t('Your edits can be made again on the records that still read as they did.'),
        },
        merge,
      );
      if (picked !== merge) throw new vscode.CancellationError();
      await this.mergeWithDisk();
    }
    await this.source.save();
  }

  /** Reads the file anew and makes the pending edits again where their records are unchanged. */
  async mergeWithDisk(): Promise<void> {
    tellLost(await this.source.mergeWithDisk());
  }

  async backup(destination: vscode.Uri): Promise<vscode.CustomDocumentBackup> {
    await writeBackup(destination.fsPath, this.source.pending);
    return {
      id: destination.fsPath,
      delete: () => void vscode.workspace.fs.delete(destination).then(undefined, () => {}),
    };
  }

  /** Makes the edits of a backup again; a backup that cannot be read costs the edits, not the document. */
  async restore(backup: string): Promise<void> {
    const pending = await readBackup(backup);
    if (pending === null) {
      showWarning(
        vscode.l10n.t(
          'Edits that were not saved could not be brought back, because their backup is damaged. They are in the curation log.',
        ),
      );
      return;
    }
    tellLost(await this.source.carryOver(pending));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** A file that another program changed is read anew at once when there is nothing to lose. */
  #watch(): void {
    const watcher = this.#disposables.add(
      vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(
          vscode.Uri.joinPath(this.uri, '..'),
          this.uri.path.split('/').at(-1) ?? '*',
        ),
      ),
    );
    // A file that is gone for the moment, as while another program replaces it, is looked at again when it is back.
    const look = () => this.source.reloadIfClean().catch(() => {});
    this.#disposables.add(watcher.onDidChange(look));
    this.#disposables.add(watcher.onDidCreate(look));
  }

  async #revise(edits: readonly LineEdit[]): Promise<void> {
    this.#undone.fire(await this.source.revise(edits));
    // What another program wrote while there was something to lose was not looked at.
    if (!this.source.isDirty) await this.source.reloadIfClean().catch(() => {});
  }

  #announce(edits: readonly LineEdit[]): void {
    const [first] = edits;
    if (first === undefined) return;
    const inverse = edits.map(({ line, before, after }) => ({ line, before: after, after: before }));
    this.#edited.fire({
      document: this,
      label:
        edits.length === 1
          ? vscode.l10n.t('Edit of line {0}', first.line + 1)
          : vscode.l10n.t('Edit of {0} lines', edits.length),
      undo: () => this.#revise(inverse),
      redo: () => this.#revise(edits),
    });
  }
}

function tellLost(lost: readonly LineEdit[]): void {
  if (lost.length === 0) return;
  showWarning(
    vscode.l10n.t(
      '{0} of your edits could not be made again, because their records were changed or removed. They are in the curation log.',
      lost.length,
    ),
  );
}

import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { LineEdit } from '../core/dataset/lineOverlay.ts';
import { Disposables } from './disposables.ts';
import type { FileSource, PendingEdits } from './fileSource.ts';

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

  /** @param onDispose what else ends when VS Code closes the document. */
  constructor(source: FileSource, onDispose: () => void) {
    this.uri = source.uri;
    this.source = source;
    this.#disposables.add({ dispose: onDispose });
    this.#watch();
    this.#disposables.add(source.onDidEdit((edit) => this.#announce(edit)));
  }

  async save(): Promise<void> {
    if (await this.source.changedOnDisk()) {
      const merge = 'Reload and Make My Edits Again';
      const picked = await vscode.window.showWarningMessage(
        `${this.uri.path.split('/').at(-1)} was changed by another program. Nothing is overwritten.`,
        { modal: true, detail: 'Your edits can be made again on the records that still read as they did.' },
        merge,
      );
      if (picked !== merge) throw new vscode.CancellationError();
      await this.mergeWithDisk();
    }
    await this.source.save();
  }

  /** Reads the file anew and makes the pending edits again where their records are unchanged. */
  async mergeWithDisk(): Promise<void> {
    const { pending } = this.source;
    await this.source.reload();
    const lost = await this.source.carryOver(pending);
    if (lost.length > 0) {
      void vscode.window.showWarningMessage(
        `${lost.length} of your edits could not be made again, because their records were changed or removed. They are in the curation log.`,
      );
    }
  }

  async backup(destination: vscode.Uri): Promise<vscode.CustomDocumentBackup> {
    await writeFile(destination.fsPath, JSON.stringify(this.source.pending));
    return {
      id: destination.fsPath,
      delete: () => void vscode.workspace.fs.delete(destination).then(undefined, () => {}),
    };
  }

  async restore(backup: string): Promise<void> {
    const pending = JSON.parse(await readFile(backup, 'utf8')) as PendingEdits;
    await this.source.carryOver(pending);
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
    const look = async () => {
      if (this.#disposables.disposed || this.source.isDirty || !(await this.source.changedOnDisk())) return;
      await this.source.reload();
    };
    this.#disposables.add(watcher.onDidChange(look));
    this.#disposables.add(watcher.onDidCreate(look));
  }

  #announce(edit: LineEdit): void {
    this.#edited.fire({
      document: this,
      label: `Edit of line ${edit.line + 1}`,
      undo: () => this.source.apply({ line: edit.line, before: edit.after, after: edit.before }),
      redo: () => this.source.apply(edit),
    });
  }
}

import * as vscode from 'vscode';
import type { Datasets } from './datasets.ts';
import { Disposables } from './disposables.ts';
import type { HeldRecords, MemorySource } from './memorySource.ts';

/**
 * A log behind VS Code's custom document API: only read, and read anew whenever its file changes. One that cannot be
 * read is a document, too, because VS Code never asks again for a document that failed; and its dataset is open only
 * while a panel shows it, because VS Code may keep the document of a closed tab beside a new one.
 */
export class LogDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly #read: () => Promise<HeldRecords>;
  readonly #datasets: Datasets;
  readonly #disposables = new Disposables();
  readonly #opened = this.#disposables.add(new vscode.EventEmitter<void>());
  /** Fires when the log can be read and could not before. */
  readonly onDidOpen = this.#opened.event;
  #source: MemorySource | null = null;
  #error: unknown = null;
  #following: Promise<void> | null = null;
  #isStale = false;
  #panels = 0;

  constructor(uri: vscode.Uri, read: () => Promise<HeldRecords>, datasets: Datasets) {
    this.uri = uri;
    this.#read = read;
    this.#datasets = datasets;
    const watcher = this.#disposables.add(
      vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), uri.path.split('/').at(-1) ?? '*'),
      ),
    );
    this.#disposables.add(watcher.onDidChange(() => void this.#follow()));
    this.#disposables.add(watcher.onDidCreate(() => void this.#follow()));
  }

  /** Opens the dataset for one more panel, where the file can be read. */
  async acquire(): Promise<void> {
    this.#panels++;
    if (this.#source === null) await this.#follow();
  }

  /** Ends what `acquire` began. */
  release(): void {
    this.#panels--;
    if (this.#panels === 0) this.#close();
  }

  /** Why the log could not be read; null when it could, even where that was a while ago. */
  get error(): unknown {
    return this.#source === null ? this.#error : null;
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#close();
  }

  /** Reads the file as it is now. One reading at a time; what changed while it went on is read after it. */
  async #follow(): Promise<void> {
    if (this.#panels === 0 || this.#disposables.disposed) return;
    this.#isStale = true;
    this.#following ??= this.#readWhileStale();
    await this.#following;
  }

  async #readWhileStale(): Promise<void> {
    while (this.#isStale && this.#panels > 0 && !this.#disposables.disposed) {
      this.#isStale = false;
      try {
        this.#show(await this.#read());
      } catch (error) {
        // A log that is being written, or gone for the moment, is shown as it was until it can be read again.
        this.#error = error;
      }
    }
    this.#following = null;
  }

  #show(held: HeldRecords): void {
    if (this.#panels === 0 || this.#disposables.disposed) return;
    if (this.#source !== null) {
      this.#source.replace(held);
      return;
    }
    this.#source = this.#datasets.openHeld(this.uri, held);
    this.#opened.fire();
  }

  #close(): void {
    if (this.#source !== null) this.#datasets.close(this.#source);
    this.#source = null;
  }
}

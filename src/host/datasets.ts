import * as vscode from 'vscode';
import { DatasetModel } from './datasetModel.ts';
import { Disposables } from './disposables.ts';
import { FileSource } from './fileSource.ts';
import type { OpenSource } from './openSource.ts';
import type { Scanner } from './scanner.ts';
import { TextSource } from './textSource.ts';

/** The models of all open datasets, one per document, alive as long as the document is. */
export class Datasets implements vscode.Disposable {
  readonly #scanner: Scanner;
  readonly #cache: string | null;
  readonly #models = new Map<
    string,
    { readonly model: DatasetModel; readonly subscription: vscode.Disposable }
  >();
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<DatasetModel>());
  readonly #closed = this.#disposables.add(new vscode.EventEmitter<vscode.Uri>());
  /** Fires with the model whose knowledge changed. */
  readonly onDidChange = this.#changed.event;
  readonly onDidClose = this.#closed.event;

  /** @param cache folder where summaries of large files are kept by content; null to keep none. */
  constructor(scanner: Scanner, cache: string | null) {
    this.#scanner = scanner;
    this.#cache = cache;
    this.#disposables.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (this.get(document.uri)?.source.document === document) this.#drop(document.uri);
      }),
    );
  }

  /** The document's model, made when it is first asked for; a file that is open as such stays so. */
  open(document: vscode.TextDocument): DatasetModel {
    const existing = this.get(document.uri);
    if (existing !== undefined && [document, null].includes(existing.source.document)) return existing;
    return this.#add(new TextSource(document));
  }

  /**
   * Opens a file of any size, read from disk. Close it with `close`.
   * @throws UserError when it cannot be read.
   */
  openFile(uri: vscode.Uri): FileSource {
    const source = new FileSource(uri, this.#scanner, this.#cache);
    this.#add(source);
    return source;
  }

  close(source: OpenSource): void {
    if (this.get(source.uri)?.source === source) this.#drop(source.uri);
  }

  get(uri: vscode.Uri): DatasetModel | undefined {
    return this.#models.get(uri.toString())?.model;
  }

  all(): readonly DatasetModel[] {
    return [...this.#models.values()].map(({ model }) => model);
  }

  dispose(): void {
    for (const { model, subscription } of this.#models.values()) {
      subscription.dispose();
      model.dispose();
    }
    this.#models.clear();
    this.#disposables.dispose();
  }

  #add(source: OpenSource): DatasetModel {
    this.#drop(source.uri);
    const model = new DatasetModel(source, this.#scanner);
    this.#models.set(source.uri.toString(), {
      model,
      subscription: model.onDidChange(() => this.#changed.fire(model)),
    });
    return model;
  }

  #drop(uri: vscode.Uri): void {
    const key = uri.toString();
    const entry = this.#models.get(key);
    if (entry === undefined) return;
    this.#models.delete(key);
    entry.subscription.dispose();
    entry.model.dispose();
    this.#closed.fire(uri);
  }
}

/** Whether a file's name says it may be a dataset; curation logs lie beside datasets and are none. */
export function isDatasetName(uri: vscode.Uri): boolean {
  return /\.(jsonl|ndjson)$/i.test(uri.path) && !/\.curation\.jsonl$/i.test(uri.path);
}

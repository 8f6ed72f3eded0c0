import * as vscode from 'vscode';
import { DatasetModel } from './datasetModel.ts';
import { Disposables } from './disposables.ts';
import type { Scanner } from './scanner.ts';
import { TextSource } from './textSource.ts';

/** The models of all open datasets, one per document, alive as long as the document is. */
export class Datasets implements vscode.Disposable {
  readonly #scanner: Scanner;
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

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
    this.#disposables.add(vscode.workspace.onDidCloseTextDocument((document) => this.#drop(document.uri)));
  }

  /** The document's model, made when it is first asked for. */
  open(document: vscode.TextDocument): DatasetModel {
    const key = document.uri.toString();
    const existing = this.#models.get(key);
    if (existing !== undefined && existing.model.source.document === document) return existing.model;
    if (existing !== undefined) this.#drop(document.uri);
    const model = new DatasetModel(new TextSource(document), this.#scanner);
    const subscription = model.onDidChange(() => this.#changed.fire(model));
    this.#models.set(key, { model, subscription });
    return model;
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

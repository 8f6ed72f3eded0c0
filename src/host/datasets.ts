import * as vscode from 'vscode';
import { choiceKey, shapesOf } from '../core/dataset/readChoice.ts';
import { recordsOfJson, recordsOfSession } from '../core/dataset/recordsInText.ts';
import { UserError } from '../core/errors.ts';
import { DatasetModel } from './datasetModel.ts';
import { Disposables } from './disposables.ts';
import { layoutOfDocument } from './fileLayout.ts';
import { FileSource } from './fileSource.ts';
import { JsonSource } from './jsonSource.ts';
import { type HeldRecords, MemorySource } from './memorySource.ts';
import type { OpenSource } from './openSource.ts';
import type { RecordShapes } from './recordShapes.ts';
import type { Scanner } from './scanner.ts';
import { forgetOtherSummaries } from './summaryFolders.ts';
import { TextSource } from './textSource.ts';

/** The models of all open datasets, one per document, alive as long as the document is. */
export class Datasets implements vscode.Disposable {
  readonly #scanner: Scanner;
  readonly #cache: string | null;
  #tidied = false;
  readonly #shapes: RecordShapes;
  readonly #models = new Map<
    string,
    { readonly model: DatasetModel; readonly subscription: vscode.Disposable }
  >();
  /** How many go through a dataset that may not be closed before they end. */
  readonly #held = new Map<DatasetModel, number>();
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<DatasetModel>());
  readonly #closed = this.#disposables.add(new vscode.EventEmitter<vscode.Uri>());
  /** Fires with the model whose knowledge changed. */
  readonly onDidChange = this.#changed.event;
  readonly onDidClose = this.#closed.event;
  readonly #replaced = this.#disposables.add(new vscode.EventEmitter<DatasetModel>());
  /** Fires with the model that took the place of another one of the same document. */
  readonly onDidReplace = this.#replaced.event;

  readonly #undone = this.#disposables.add(
    new vscode.EventEmitter<{ readonly model: DatasetModel; readonly lines: readonly number[] }>(),
  );
  /** Fires with the lines that VS Code's undo or redo changed, whichever record is in sight. */
  readonly onDidUndo = this.#undone.event;

  /** @param cache folder where summaries of large files are kept by content; null to keep none. */
  constructor(scanner: Scanner, cache: string | null, shapes: RecordShapes) {
    this.#scanner = scanner;
    this.#cache = cache;
    this.#shapes = shapes;
    this.#disposables.add(shapes.onDidChange(() => this.#readAnew()));
    this.#disposables.add(
      vscode.workspace.onDidChangeTextDocument(({ document, reason, contentChanges }) => {
        const model = this.get(document.uri);
        if (reason === undefined || contentChanges.length === 0 || model?.source.document !== document)
          return;
        // The model hears of the change by the same event, and must have done so before anyone reads the record.
        queueMicrotask(() => {
          const starts = startsAfter(contentChanges).map((start) => document.positionAt(start));
          const lines = new Set(starts.map((start) => model.source.lineAt(start)));
          this.announceUndo(document.uri, [...lines]);
        });
      }),
    );
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
    return this.#add(this.#sourceOf(document));
  }

  /**
   * Opens a file of any size, read from disk. Close it with `close`.
   * @throws UserError when it cannot be read.
   */
  openFile(uri: vscode.Uri): FileSource {
    if (this.#cache !== null && !this.#tidied) {
      this.#tidied = true;
      void forgetOtherSummaries(this.#cache);
    }
    const source = new FileSource(uri, this.#scanner, this.#cache);
    this.#add(source);
    return source;
  }

  /** Opens records that were read from a file as a whole. Close it with `close`. */
  openHeld(uri: vscode.Uri, held: HeldRecords): MemorySource {
    const source = new MemorySource(uri, held);
    this.#add(source);
    return source;
  }

  /** Tells that an undo or redo changed these lines of a dataset. */
  announceUndo(uri: vscode.Uri, lines: readonly number[]): void {
    const model = this.get(uri);
    if (model !== undefined) this.#undone.fire({ model, lines });
  }

  close(source: OpenSource): void {
    if (this.get(source.uri)?.source === source) this.#drop(source.uri);
  }

  /**
   * Does work that goes through all of a dataset, which stays readable until it ends, also where its last editor is closed
   * meanwhile: its records would be taken for gone.
   * @throws UserError when the dataset is not open any more.
   */
  async held<T>(model: DatasetModel, work: () => Promise<T>): Promise<T> {
    const others = this.#held.get(model) ?? 0;
    if (others === 0 && this.get(model.uri) !== model)
      throw new UserError(vscode.l10n.t('The dataset is no longer open. Open it and try again.'));
    this.#held.set(model, others + 1);
    try {
      return await work();
    } finally {
      const left = (this.#held.get(model) ?? 1) - 1;
      if (left > 0) this.#held.set(model, left);
      else {
        this.#held.delete(model);
        if (this.get(model.uri) !== model) model.dispose();
      }
    }
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
    for (const model of this.#held.keys()) model.dispose();
    this.#disposables.dispose();
  }

  #sourceOf(document: vscode.TextDocument): OpenSource {
    const { uri } = document;
    switch (layoutOfDocument(document, this.#shapes.for(uri))) {
      case 'session':
        return new JsonSource(document, recordsOfSession);
      case 'whole':
        return new JsonSource(document, (text) => recordsOfJson(text, shapesOf(this.#shapes.for(uri))));
      default:
        return new TextSource(document);
    }
  }

  /** Where records are read otherwise, the file may fall into other records, too. */
  #readAnew(): void {
    for (const model of this.all()) {
      const choice = this.#shapes.for(model.uri);
      if (choiceKey(choice) === choiceKey(model.choice)) continue;
      const { document } = model.source;
      const isText = model.source instanceof TextSource;
      if (document === null || (isText && layoutOfDocument(document, choice) === 'lines'))
        model.choose(choice);
      else this.#replaced.fire(this.#add(this.#sourceOf(document)));
    }
  }

  #add(source: OpenSource): DatasetModel {
    this.#drop(source.uri);
    const model = new DatasetModel(source, this.#scanner, this.#shapes.for(source.uri));
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
    if (this.#held.has(entry.model)) entry.model.stop();
    else entry.model.dispose();
    this.#closed.fire(uri);
  }
}

/** Whether a file's name says that it may hold records in any way; opening it tells. */
export function mayHoldRecords(uri: vscode.Uri): boolean {
  return isDatasetName(uri) || /\.(json|traj|eval)$/i.test(uri.path);
}

/** Whether a file's name says it is a dataset of lines; curation logs lie beside datasets and are none. */
export function isDatasetName(uri: vscode.Uri): boolean {
  return /\.(jsonl|ndjson)$/i.test(uri.path) && !/\.curation\.jsonl$/i.test(uri.path);
}

/** Where changes that were made together begin in the text that they made: VS Code tells where they began in the one before. */
function startsAfter(changes: readonly vscode.TextDocumentContentChangeEvent[]): readonly number[] {
  return changes.map(({ rangeOffset: start }) =>
    changes.reduce(
      (at, { rangeOffset, rangeLength, text }) => (rangeOffset < start ? at + text.length - rangeLength : at),
      start,
    ),
  );
}

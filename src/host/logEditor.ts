import type * as vscode from 'vscode';
import { shapesOf } from '../core/dataset/readChoice.ts';
import type { CurationEditors } from './curationEditor.ts';
import type { Datasets } from './datasets.ts';
import { readHeldRecords } from './heldRecords.ts';
import { LogDocument } from './logDocument.ts';
import { problemHtml } from './panelHtml.ts';
import type { RecordShapes } from './recordShapes.ts';

/** Curation editors over what is only read: evaluation logs, and JSON values too large for a text document. */
export class LogEditors implements vscode.CustomReadonlyEditorProvider<LogDocument> {
  readonly #datasets: Datasets;
  readonly #editors: CurationEditors;
  readonly #shapes: RecordShapes;

  constructor(datasets: Datasets, editors: CurationEditors, shapes: RecordShapes) {
    this.#datasets = datasets;
    this.#editors = editors;
    this.#shapes = shapes;
  }

  openCustomDocument(uri: vscode.Uri): LogDocument {
    const read = () => readHeldRecords(uri, shapesOf(this.#shapes.for(uri)));
    return new LogDocument(uri, read, this.#datasets);
  }

  async resolveCustomEditor(document: LogDocument, panel: vscode.WebviewPanel): Promise<void> {
    // After the panel's session has ended.
    panel.onDidDispose(() => queueMicrotask(() => document.release()));
    await document.acquire();
    const { error } = document;
    if (error === null) {
      this.#attach(document, panel);
      return;
    }
    panel.webview.html = problemHtml(error instanceof Error ? error.message : String(error));
    const waiting = document.onDidOpen(() => {
      waiting.dispose();
      this.#attach(document, panel);
    });
    panel.onDidDispose(() => waiting.dispose());
    this.#editors.tellFailed(document.uri, error);
  }

  #attach(document: LogDocument, panel: vscode.WebviewPanel): void {
    const model = this.#datasets.get(document.uri);
    if (model !== undefined) this.#editors.attach(model, panel);
  }
}

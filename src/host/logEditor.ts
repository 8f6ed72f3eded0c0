import type * as vscode from 'vscode';
import { shapesOf } from '../core/dataset/readChoice.ts';
import type { CurationEditors } from './curationEditor.ts';
import type { Datasets } from './datasets.ts';
import { readHeldRecords } from './heldRecords.ts';
import type { RecordShapes } from './recordShapes.ts';

/** Curation editors over what is only read: evaluation logs, and JSON values too large for a text document. */
export class LogEditors implements vscode.CustomReadonlyEditorProvider {
  readonly #datasets: Datasets;
  readonly #editors: CurationEditors;
  readonly #shapes: RecordShapes;

  constructor(datasets: Datasets, editors: CurationEditors, shapes: RecordShapes) {
    this.#datasets = datasets;
    this.#editors = editors;
    this.#shapes = shapes;
  }

  async openCustomDocument(uri: vscode.Uri): Promise<vscode.CustomDocument> {
    const held = await readHeldRecords(uri, shapesOf(this.#shapes.for(uri)));
    const source = this.#datasets.openHeld(uri, held);
    return { uri, dispose: () => this.#datasets.close(source) };
  }

  resolveCustomEditor(document: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const model = this.#datasets.get(document.uri);
    if (model !== undefined) this.#editors.attach(model, panel);
  }
}

import * as vscode from 'vscode';
import type { CurationEditors } from './curationEditor.ts';
import type { Datasets } from './datasets.ts';
import { LargeDocument } from './largeDocument.ts';

/** Curation editors over files of any size; what VS Code does for text documents is done here by the document. */
export class LargeEditors implements vscode.CustomEditorProvider<LargeDocument>, vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #editors: CurationEditors;
  readonly #changed = new vscode.EventEmitter<
    vscode.CustomDocumentEditEvent<LargeDocument> | vscode.CustomDocumentContentChangeEvent<LargeDocument>
  >();
  readonly onDidChangeCustomDocument = this.#changed.event;

  constructor(datasets: Datasets, editors: CurationEditors) {
    this.#datasets = datasets;
    this.#editors = editors;
  }

  openCustomDocument(uri: vscode.Uri, context: vscode.CustomDocumentOpenContext): Promise<LargeDocument> {
    return this.#open(uri, context).catch((error: unknown) => {
      this.#editors.tellFailed(uri, error);
      throw error;
    });
  }

  resolveCustomEditor(document: LargeDocument, panel: vscode.WebviewPanel): void {
    const model = this.#datasets.get(document.uri);
    if (model !== undefined) this.#editors.attach(model, panel);
  }

  async saveCustomDocument(document: LargeDocument): Promise<void> {
    await document.save();
    // VS Code takes all that it was told of by now for saved, and an edit or undo that waited for the save is not.
    setTimeout(() => {
      if (document.source.isDirty) this.#changed.fire({ document });
    });
  }

  async saveCustomDocumentAs(document: LargeDocument, destination: vscode.Uri): Promise<void> {
    await document.source.save(destination);
  }

  async revertCustomDocument(document: LargeDocument): Promise<void> {
    await document.source.reload();
  }

  backupCustomDocument(
    document: LargeDocument,
    context: vscode.CustomDocumentBackupContext,
  ): Promise<vscode.CustomDocumentBackup> {
    return document.backup(context.destination);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #open(uri: vscode.Uri, context: vscode.CustomDocumentOpenContext): Promise<LargeDocument> {
    const source = this.#datasets.openFile(uri);
    const document = new LargeDocument(source, () => this.#datasets.close(source));
    document.onDidEdit((edit) => this.#changed.fire(edit));
    document.onDidUndo((lines) => this.#datasets.announceUndo(uri, lines));
    try {
      if (context.backupId !== undefined) await document.restore(context.backupId);
    } catch (error) {
      document.dispose();
      throw error;
    }
    return document;
  }
}

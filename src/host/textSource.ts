import * as vscode from 'vscode';
import type { DatasetSource } from '../core/dataset/source.ts';
import type { SpliceEdit } from '../core/dataset/splice.ts';

/** A dataset that is an open text document: undo, dirty state and hot exit stay VS Code's own. */
export class TextSource implements DatasetSource {
  readonly document: vscode.TextDocument;
  readonly uri: string;
  readOnlyReason: string | null = null;

  constructor(document: vscode.TextDocument) {
    this.document = document;
    this.uri = document.uri.toString();
  }

  get lineCount(): number {
    return this.document.lineCount;
  }

  get version(): number {
    return this.document.version;
  }

  lineText(index: number): string {
    return index < this.document.lineCount ? this.document.lineAt(index).text : '';
  }

  line(index: number): Promise<string> {
    return Promise.resolve(this.lineText(index));
  }

  async splice(index: number, expected: string, edits: readonly SpliceEdit[]): Promise<boolean> {
    if (index >= this.document.lineCount || this.lineText(index) !== expected) return false;
    const change = new vscode.WorkspaceEdit();
    for (const edit of edits) {
      change.replace(this.document.uri, new vscode.Range(index, edit.start, index, edit.end), edit.text);
    }
    return vscode.workspace.applyEdit(change);
  }
}

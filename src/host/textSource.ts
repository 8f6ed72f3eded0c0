import * as vscode from 'vscode';
import { type LineChange, lineChangeOf } from '../core/dataset/lineChange.ts';
import type { ReadChoice } from '../core/dataset/readChoice.ts';
import type { LineSplice } from '../core/dataset/source.ts';
import type { SpliceEdit } from '../core/dataset/splice.ts';
import { Disposables } from './disposables.ts';
import { editText } from './editText.ts';
import { WriteCheck } from './fileCheck.ts';
import type { OpenSource, ScanSink } from './openSource.ts';
import type { Scanner } from './scanner.ts';

/** A dataset that is an open text document: undo, dirty state and hot exit stay VS Code's own. */
export class TextSource implements OpenSource {
  readonly uri: vscode.Uri;
  readonly unit = 'line';
  readonly document: vscode.TextDocument;
  readonly complete = true;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<readonly LineChange[]>());
  readonly onDidChange = this.#changed.event;
  readonly #check: WriteCheck;

  constructor(document: vscode.TextDocument) {
    this.uri = document.uri;
    this.document = document;
    this.#disposables.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        // VS Code gives the changes of one event from the end of the document to its start, each in old coordinates.
        if (event.document === document && event.contentChanges.length > 0) {
          this.#changed.fire(
            event.contentChanges.map(({ range, text }) =>
              lineChangeOf({ start: range.start, end: range.end, text }),
            ),
          );
        }
      }),
    );
    this.#check = this.#disposables.add(new WriteCheck(document));
    this.#disposables.add(this.#check.onDidChange(() => this.#changed.fire([])));
  }

  get readOnlyReason(): string | null {
    return this.#check.reason;
  }

  get lineCount(): number {
    return this.document.lineCount;
  }

  get isDirty(): boolean {
    return this.document.isDirty;
  }

  get version(): number {
    return this.document.version;
  }

  line(index: number): string {
    return index < this.document.lineCount ? this.document.lineAt(index).text : '';
  }

  whyLineReadOnly(): string | null {
    return this.readOnlyReason;
  }

  splice(index: number, expected: string, edits: readonly SpliceEdit[]): Promise<boolean> {
    return this.spliceAll([{ index, expected, edits }]);
  }

  async spliceAll(splices: readonly LineSplice[]): Promise<boolean> {
    await this.#check.upToDate();
    // VS Code would open the file again, as it is on the disk by now, and write at the places of the old text.
    if (this.document.isClosed || this.readOnlyReason !== null) return false;
    const { lineCount } = this.document;
    if (splices.some(({ index, expected }) => index >= lineCount || this.line(index) !== expected))
      return false;
    const change = new vscode.WorkspaceEdit();
    for (const { index, expected, edits } of splices) {
      for (const { start, end, text } of edits) {
        const safe = editText(this.document, expected.slice(start, end), text);
        change.replace(this.uri, new vscode.Range(index, start, index, end), safe);
      }
    }
    return vscode.workspace.applyEdit(change);
  }

  position(line: number, column: number): vscode.Position {
    return new vscode.Position(line, column);
  }

  lineAt(position: vscode.Position): number {
    return position.line;
  }

  scan(scanner: Scanner, lines: readonly number[], sink: ScanSink, choice?: ReadChoice): vscode.Disposable {
    return scanner.scanTexts(lines, (line) => this.line(line), sink, choice);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

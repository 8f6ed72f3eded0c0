import * as vscode from 'vscode';
import type { ReadChoice } from '../core/dataset/readChoice.ts';
import type { RecordsInText } from '../core/dataset/recordsInText.ts';
import type { LineSplice } from '../core/dataset/source.ts';
import type { SpliceEdit } from '../core/dataset/splice.ts';
import { Coalesced } from './coalesce.ts';
import { Disposables } from './disposables.ts';
import { editText } from './editText.ts';
import { WriteCheck } from './fileCheck.ts';
import type { LineChange, OpenSource, ScanSink } from './openSource.ts';
import type { Scanner } from './scanner.ts';

/** Above this many characters a document that is typed in is read anew after a pause, so that typing never waits for it. */
const READ_AT_ONCE = 500_000;
const PAUSE_MS = 250;

/**
 * A dataset that is an open text document whose records are not its lines: the elements of a JSON list, one JSON
 * value, or a log that is one transcript. What the source calls a line is a record.
 */
export class JsonSource implements OpenSource {
  readonly uri: vscode.Uri;
  readonly unit = 'record';
  readonly document: vscode.TextDocument;
  readonly complete = true;
  readonly #recordsOf: (text: string) => RecordsInText;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<readonly LineChange[]>());
  readonly onDidChange = this.#changed.event;
  readonly #later = this.#disposables.add(new Coalesced(() => this.#read(), PAUSE_MS));
  #records: RecordsInText;
  /** The document's version that the records were read from. */
  #version: number;
  readonly #check: WriteCheck;

  constructor(document: vscode.TextDocument, recordsOf: (text: string) => RecordsInText) {
    this.uri = document.uri;
    this.document = document;
    this.#recordsOf = recordsOf;
    this.#records = recordsOf(document.getText());
    this.#version = document.version;
    this.#disposables.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document || event.contentChanges.length === 0) return;
        const length = document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
        // Whoever follows an undo reads its record as soon as everyone was told of it.
        if (event.reason === undefined && length > READ_AT_ONCE) this.#later.call();
        else this.#read();
      }),
    );
    this.#check = this.#disposables.add(new WriteCheck(document));
    this.#disposables.add(this.#check.onDidChange(() => this.#changed.fire([])));
  }

  get lineCount(): number {
    return this.#records.count;
  }

  get version(): number {
    return this.#version;
  }

  get isDirty(): boolean {
    return this.document.isDirty;
  }

  get readOnlyReason(): string | null {
    return this.#records.readOnlyReason ?? this.#check.reason;
  }

  line(index: number): string {
    return this.#records.record(index);
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
    if (this.document.isClosed) return false;
    this.#read();
    if (this.readOnlyReason !== null) return false;
    const { lineCount } = this;
    if (splices.some(({ index, expected }) => index >= lineCount || this.line(index) !== expected))
      return false;
    const change = new vscode.WorkspaceEdit();
    for (const { index, expected, edits } of splices) {
      for (const { start, end, text } of edits) {
        const range = new vscode.Range(this.position(index, start), this.position(index, end));
        change.replace(this.uri, range, editText(this.document, expected.slice(start, end), text));
      }
    }
    const done = await vscode.workspace.applyEdit(change);
    this.#read();
    return done;
  }

  position(line: number, column: number): vscode.Position {
    return this.document.positionAt(this.#records.offset(line, column));
  }

  lineAt(position: vscode.Position): number {
    return this.#records.indexAt(this.document.offsetAt(position));
  }

  scan(scanner: Scanner, lines: readonly number[], sink: ScanSink, choice?: ReadChoice): vscode.Disposable {
    return scanner.scanTexts(lines, (line) => this.line(line), sink, choice);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Finds the records of the document as it is now, and tells which of them are others. */
  #read(): void {
    if (this.#version === this.document.version) return;
    const before = this.#records;
    this.#records = this.#recordsOf(this.document.getText());
    this.#version = this.document.version;
    const change = recordChange(before, this.#records);
    if (change !== null || before.readOnlyReason !== this.#records.readOnlyReason) {
      this.#changed.fire(change === null ? [] : [change]);
    }
  }
}

/** What is between the records that both begin and both end with; null when nothing is. */
function recordChange(before: RecordsInText, after: RecordsInText): LineChange | null {
  const most = Math.min(before.count, after.count);
  let start = 0;
  while (start < most && before.record(start) === after.record(start)) start++;
  let kept = 0;
  while (
    kept < most - start &&
    before.record(before.count - 1 - kept) === after.record(after.count - 1 - kept)
  ) {
    kept++;
  }
  const removed = before.count - start - kept;
  const added = after.count - start - kept;
  return removed === 0 && added === 0 ? null : { start, removed, added };
}

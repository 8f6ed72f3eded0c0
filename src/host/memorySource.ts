import * as vscode from 'vscode';
import type { ReadChoice } from '../core/dataset/readChoice.ts';
import { UserError } from '../core/errors.ts';
import type { LineChange, OpenSource, ScanSink } from './openSource.ts';
import type { Scanner } from './scanner.ts';

/** Records that are read from a file as a whole and never written back. */
export interface HeldRecords {
  readonly count: number;
  readonly readOnlyReason: string;
  /** @throws UserError when the record is damaged. */
  record(index: number): string;
  /** Where a column of a record stands in the file as text; lines and characters from 0. */
  position(index: number, column: number): readonly [line: number, character: number];
}

/** A dataset that is only read: an archive of an evaluation's samples, or a log too large for a text document. */
export class MemorySource implements OpenSource {
  readonly uri: vscode.Uri;
  readonly unit = 'record';
  readonly document = null;
  readonly complete = true;
  readonly isDirty = false;
  #version = 1;
  #held: HeldRecords;
  readonly #changed = new vscode.EventEmitter<readonly LineChange[]>();
  readonly onDidChange = this.#changed.event;

  constructor(uri: vscode.Uri, held: HeldRecords) {
    this.uri = uri;
    this.#held = held;
  }

  get version(): number {
    return this.#version;
  }

  /** Puts the records of the file as it is now in the place of those before. */
  replace(held: HeldRecords): void {
    const removed = this.#held.count;
    this.#held = held;
    this.#version++;
    this.#changed.fire([{ start: 0, removed, added: held.count }]);
  }

  get lineCount(): number {
    return this.#held.count;
  }

  get readOnlyReason(): string {
    return this.#held.readOnlyReason;
  }

  line(index: number): string {
    if (index < 0 || index >= this.#held.count) return '';
    try {
      return this.#held.record(index);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // One damaged sample hides none of the others; what it says in place of JSON is shown as its problem.
      return error.message;
    }
  }

  whyLineReadOnly(): string {
    return this.readOnlyReason;
  }

  async splice(): Promise<boolean> {
    return false;
  }

  async spliceAll(): Promise<boolean> {
    return false;
  }

  position(line: number, column: number): vscode.Position {
    return new vscode.Position(...this.#held.position(line, column));
  }

  lineAt(position: vscode.Position): number {
    let line = 0;
    while (line + 1 < this.#held.count && !this.position(line + 1, 0).isAfter(position)) line++;
    return line;
  }

  scan(scanner: Scanner, lines: readonly number[], sink: ScanSink, choice?: ReadChoice): vscode.Disposable {
    return scanner.scanTexts(lines, (line) => this.line(line), sink, choice);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

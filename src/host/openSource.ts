import type * as vscode from 'vscode';
import type { LineChange } from '../core/dataset/lineChange.ts';
import type { ReadChoice } from '../core/dataset/readChoice.ts';
import type { DatasetSource } from '../core/dataset/source.ts';
import type { LineSummary } from '../core/scan/lineSummary.ts';
import type { Scanner } from './scanner.ts';

export type { LineChange };

/** Gets the summaries of lines as the scan comes to them. */
export interface ScanSink {
  readonly onSummaries: (lines: readonly number[], summaries: readonly LineSummary[]) => void;
  readonly onEnd: (error: Error | null) => void;
}

/** A dataset that is open in VS Code. */
export interface OpenSource extends DatasetSource, vscode.Disposable {
  readonly uri: vscode.Uri;
  /** The document behind it; null for a file that is read from disk. */
  readonly document: vscode.TextDocument | null;
  /** Fires with the lines that changed, last ones first; with none when only the right to write changed. */
  readonly onDidChange: vscode.Event<readonly LineChange[]>;
  /** What people call one of the source's lines: a line of the file, or a record where the file's lines are not records. */
  readonly unit: 'line' | 'record';
  /** Whether all lines are known; false while a large file is being indexed. */
  readonly complete: boolean;
  /** Whether there are edits that are not saved. */
  readonly isDirty: boolean;
  /** Where a column of a line stands in the text that VS Code shows for the URI. */
  position(line: number, column: number): vscode.Position;
  /** The line at a position of that text. */
  lineAt(position: vscode.Position): number;
  /** Summarises these lines, in order, off this thread. Disposing the handle stops it; `onEnd` is then not called. */
  scan(scanner: Scanner, lines: readonly number[], sink: ScanSink, choice?: ReadChoice): vscode.Disposable;
}

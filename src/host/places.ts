import * as vscode from 'vscode';
import type { OpenSource } from './openSource.ts';

/** Where columns of a record stand in the text that VS Code shows. */
export function rangeIn(
  source: OpenSource,
  line: number,
  columns: readonly [start: number, end: number],
): vscode.Range {
  return new vscode.Range(source.position(line, columns[0]), source.position(line, columns[1]));
}

/** The records that any editor of the document shows, with a margin of lines; each once, in order. */
export function visibleRecords(
  source: OpenSource,
  document: vscode.TextDocument,
  margin: number,
): readonly number[] {
  const records = new Set<number>();
  for (const editor of vscode.window.visibleTextEditors) {
    if (editor.document !== document) continue;
    for (const range of editor.visibleRanges) {
      const last = Math.min(document.lineCount - 1, range.end.line + margin);
      for (let line = Math.max(0, range.start.line - margin); line <= last; line++) {
        records.add(source.lineAt(new vscode.Position(line, 0)));
      }
    }
  }
  return [...records].sort((a, b) => a - b);
}

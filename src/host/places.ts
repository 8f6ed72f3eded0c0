import * as vscode from 'vscode';
import type { OpenSource } from './openSource.ts';

/** A record's place as people count, from 1: `line 3`, or `record 3` where lines are not records. */
export function placeOf(source: Pick<OpenSource, 'unit'>, line: number): string {
  const number = (line + 1).toLocaleString('en');
  return source.unit === 'line' ? vscode.l10n.t('line {0}', number) : vscode.l10n.t('record {0}', number);
}

/** The same at the beginning of a sentence. */
export function placeTitle(source: Pick<OpenSource, 'unit'>, line: number): string {
  const place = placeOf(source, line);
  return place.charAt(0).toUpperCase() + place.slice(1);
}

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

import type * as vscode from 'vscode';
import { driver, type TextReplacement, Uri, type WorkspaceEdit } from './vscodeStub.ts';

/** An open text document outside VS Code: lines that edits within one line change, telling whoever listens. */
export class FakeDocument {
  readonly uri: Uri;
  readonly lines: string[];
  readonly encoding = 'utf8';
  version = 1;

  constructor(file: string, lines: readonly string[]) {
    this.uri = Uri.file(file);
    this.lines = [...lines];
    driver.onApplyEdit = (edit: WorkspaceEdit) => {
      for (const replacement of edit.replacements) this.replace(replacement);
      return true;
    };
  }

  get lineCount(): number {
    return this.lines.length;
  }

  lineAt(line: number): { readonly text: string } {
    return { text: this.lines[line] ?? '' };
  }

  replace({ range, text }: Pick<TextReplacement, 'range' | 'text'>): void {
    const { line, character } = range.start;
    const before = this.lines[line] ?? '';
    this.lines[line] = before.slice(0, character) + text + before.slice(range.end.character);
    this.version++;
    driver.textChanged.fire({ document: this, contentChanges: [{ range, text }] });
  }

  /** The same, as the type that the host's code asks for; it uses no more of it than there is. */
  asVscode(): vscode.TextDocument {
    return this as unknown as vscode.TextDocument;
  }
}

import type * as vscode from 'vscode';
import type { LineSummary } from '../../src/core/scan/lineSummary.ts';
import { summariseLine } from '../../src/core/scan/lineSummary.ts';
import type { Scanner } from '../../src/host/scanner.ts';
import { driver, type TextReplacement, Uri, type WorkspaceEdit } from './vscodeStub.ts';

/** An open text document outside VS Code: lines that edits within one line change, telling whoever listens. */
export class FakeDocument {
  readonly uri: Uri;
  readonly lines: string[];
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

/** A scanner that assesses on this thread, at once. */
export function immediateScanner(): Scanner {
  const scanner = {
    scan(job: {
      readonly count: number;
      line(index: number): string;
      onSummaries(first: number, summaries: readonly LineSummary[]): void;
      onEnd(error: Error | null): void;
    }) {
      queueMicrotask(() => {
        job.onSummaries(
          0,
          Array.from({ length: job.count }, (_, i) => summariseLine(job.line(i))),
        );
        job.onEnd(null);
      });
      return { dispose: () => {} };
    },
  };
  return scanner as unknown as Scanner;
}

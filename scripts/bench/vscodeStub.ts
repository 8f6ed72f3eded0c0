// Stands in for the `vscode` module outside VS Code: events, places and files work, everything else is accepted and
// does nothing. It lets the bench run the host's own code, and adds as little time as can be.
import { readFile } from 'node:fs/promises';

interface Disposing {
  dispose(): void;
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void): Disposing => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class Disposable {
  readonly #release: () => void;

  constructor(release: () => void) {
    this.#release = release;
  }

  static from(...items: readonly Disposing[]): Disposable {
    return new Disposable(() => {
      for (const item of items) item.dispose();
    });
  }

  dispose(): void {
    this.#release();
  }
}

export class Uri {
  readonly scheme: string;
  readonly path: string;

  constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }

  static file(path: string): Uri {
    return new Uri('file', path);
  }

  static joinPath(uri: Uri, ...parts: readonly string[]): Uri {
    return uri.with({ path: new URL([uri.path, ...parts].join('/'), 'file:///').pathname });
  }

  get fsPath(): string {
    return this.path;
  }

  with(change: { readonly scheme?: string; readonly path?: string }): Uri {
    return new Uri(change.scheme ?? this.scheme, change.path ?? this.path);
  }

  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
    this.start = new Position(startLine, startCharacter);
    this.end = new Position(endLine, endCharacter);
  }
}

export interface TextReplacement {
  readonly uri: Uri;
  readonly range: Range;
  readonly text: string;
}

export class WorkspaceEdit {
  readonly replacements: TextReplacement[] = [];

  replace(uri: Uri, range: Range, text: string): void {
    this.replacements.push({ uri, range, text });
  }
}

export class FileSystemError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Whatever is asked of it, it is there, can be called and iterated, and holds nothing. */
const nothing: unknown = new Proxy(() => nothing, {
  get(_, key) {
    if (key === Symbol.iterator) return function* () {};
    if (key === Symbol.toPrimitive) return () => '';
    return key === 'then' ? undefined : nothing;
  },
  set: () => true,
});

function withNothingElse(known: object): unknown {
  return new Proxy(known, {
    get: (target, key) => (key in target ? Reflect.get(target, key) : nothing),
  });
}

/** The bench fires these; `onApplyEdit` is what `workspace.applyEdit` does. */
export const driver = {
  textChanged: new EventEmitter<unknown>(),
  onApplyEdit: (_edit: WorkspaceEdit): boolean => false,
};

export const workspace = withNothingElse({
  isTrusted: true,
  textDocuments: [],
  workspaceFolders: undefined,
  onDidChangeTextDocument: driver.textChanged.event,
  applyEdit: (edit: WorkspaceEdit) => Promise.resolve(driver.onApplyEdit(edit)),
  getConfiguration: () => ({ get: (_key: string, fallback: unknown) => fallback, inspect: () => undefined }),
  fs: {
    readFile: (uri: Uri) =>
      readFile(uri.fsPath).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new FileSystemError('FileNotFound') : error;
      }),
  },
});
export const window = withNothingElse({ activeTextEditor: undefined, visibleTextEditors: [] });
export const commands = nothing;
export const languages = nothing;
export const env = withNothingElse({ language: 'en' });
export const extensions = nothing;
export const comments = nothing;
export const lm = nothing;
export const l10n = {
  bundle: undefined,
  t: (message: string, ...values: readonly unknown[]): string =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

const numbered = (...names: readonly string[]) => Object.fromEntries(names.map((name, i) => [name, i]));
export const ViewColumn = { ...numbered('', 'One', 'Two', 'Three'), Active: -1, Beside: -2 };
export const StatusBarAlignment = { Left: 1, Right: 2 };
export const ConfigurationTarget = { Global: 1, Workspace: 2, WorkspaceFolder: 3 };
export const ExtensionMode = { Production: 1, Development: 2, Test: 3 };
export const DiagnosticSeverity = numbered('Error', 'Warning', 'Information', 'Hint');
export const DecorationRangeBehavior = numbered('OpenOpen', 'ClosedClosed', 'OpenClosed', 'ClosedOpen');
export const OverviewRulerLane = { Left: 1, Center: 2, Right: 4, Full: 7 };
export const TextEditorRevealType = numbered('Default', 'InCenter', 'InCenterIfOutsideViewport', 'AtTop');
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const TreeItemCollapsibleState = numbered('None', 'Collapsed', 'Expanded');
export const CommentMode = numbered('Editing', 'Preview');
export const CommentThreadCollapsibleState = numbered('Collapsed', 'Expanded');
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const CodeActionKind = { QuickFix: 'quickfix', Empty: '' };

/** Values that hold what they are given. */
class Given {
  readonly given: readonly unknown[];

  constructor(...given: readonly unknown[]) {
    this.given = given;
  }
}
export class Selection extends Given {}
export class RelativePattern extends Given {}
export class ThemeColor extends Given {}
export class ThemeIcon extends Given {}
export class MarkdownString extends Given {}
export class Hover extends Given {}
export class CodeLens extends Given {}
export class CodeAction extends Given {}
export class Diagnostic extends Given {}
export class Location extends Given {}
export class DiagnosticRelatedInformation extends Given {}
export class CancellationTokenSource extends Given {}
export class TreeItem extends Given {}
export class TabInputText extends Given {}
export class TabInputTextDiff extends Given {}
export class TabInputCustom extends Given {}

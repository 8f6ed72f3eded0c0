import { isUtf8 } from 'node:buffer';
import { access, constants, readFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { Disposables } from './disposables.ts';
import { type FileIdentity, identityOnDisk, isSameFile } from './fileIdentity.ts';

/** VS Code gives extensions no text document of a larger file. */
const LARGEST_DOCUMENT = 50 * 1024 * 1024;

/** Bytes at a file's start among which VS Code looks for NULs. */
const LOOKED_AT_FOR_NUL = 512;

/**
 * Why a dataset cannot be edited as a text document without changing bytes that nobody touched: VS Code's documents
 * have one line end and one encoding for the whole file, and end at 50 MB. Of a binary file there is none at all.
 * @returns a sentence for the curator, or null when a text document will do.
 */
export async function whyNoTextDocument(uri: vscode.Uri): Promise<string | null> {
  if (uri.scheme !== 'file') return null;
  try {
    if ((await stat(uri.fsPath)).size > LARGEST_DOCUMENT)
      return vscode.l10n.t('This file is larger than a text document can be.');
    const bytes = await readFile(uri.fsPath);
    if (!isUtf8(bytes))
      return vscode.l10n.t(
        'This file is not valid UTF-8; saving it as text would change bytes that nobody edited.',
      );
    if (seemsBinary(bytes))
      return vscode.l10n.t('This file has a NUL byte near its start, so VS Code takes it for a binary file.');
    if (hasMixedLineEnds(bytes)) {
      return vscode.l10n.t(
        'This file mixes line ends (LF, CRLF, CR), which saving it as text would make alike.',
      );
    }
  } catch {
    // A file that cannot be read is reported where it is opened.
  }
  return null;
}

/** Why nothing may be written to a dataset that is open as a text document; null when writing is safe. */
async function whyReadOnly(uri: vscode.Uri): Promise<string | null> {
  if (uri.scheme !== 'file')
    return vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false
      ? vscode.l10n.t('This file is in a read-only place.')
      : null;
  const unsafe = await whyNoTextDocument(uri);
  if (unsafe !== null) {
    return vscode.l10n.t(
      '{0} Close this editor and run “Rationale: Open Curation Editor”, which keeps every byte.',
      unsafe,
    );
  }
  return access(uri.fsPath, constants.W_OK).then(
    () => null,
    () => vscode.l10n.t('This file is read-only.'),
  );
}

/** Why a document that VS Code reads in another encoding must not be written: its text is not what the file says. */
function whyNotUtf8({ encoding }: vscode.TextDocument): string | null {
  return encoding === 'utf8' || encoding === 'utf8bom'
    ? null
    : vscode.l10n.t(
        'VS Code reads this file as {0}, but JSON is UTF-8. Run “Change File Encoding” and choose “Reopen with Encoding”, “UTF-8”.',
        encoding,
      );
}

/** Whether VS Code refuses to open a file as text: NULs near its start, unless every other byte is one as in UTF-16. */
function seemsBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, LOOKED_AT_FOR_NUL);
  const isEveryOther = (first: 0 | 1) => head.every((byte, at) => (byte === 0) === (at % 2 === first));
  return head.includes(0) && !isEveryOther(0) && !isEveryOther(1);
}

/** Whether a text document would make line ends alike: LF among CRLF, or a CR of its own. */
export function hasMixedLineEnds(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(13); at !== -1; at = bytes.indexOf(13, at + 1)) {
    if (bytes[at + 1] !== 10) return true;
  }
  let first: boolean | null = null;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
    const crlf = at > 0 && bytes[at - 1] === 13;
    if (first === null) first = crlf;
    else if (crlf !== first) return true;
  }
  return false;
}

/**
 * Whether a text document may be written, looked up again after each save and each reload: other programs write its file
 * too, and VS Code takes their bytes in without a word.
 */
export class WriteCheck implements vscode.Disposable {
  readonly #document: vscode.TextDocument;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  /** Fires when the reason may be another one. */
  readonly onDidChange = this.#changed.event;
  #encoding: string;
  #fileReason: string | null = null;
  /** The file that was looked at; null before the first look, and where there is none on a disk. */
  #checked: FileIdentity | null = null;
  /** Resolves when the last look that was asked for has ended. */
  #looking: Promise<void> = Promise.resolve();

  constructor(document: vscode.TextDocument) {
    this.#document = document;
    this.#encoding = document.encoding;
    this.#disposables.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document) return;
        if (document.encoding !== this.#encoding) this.#changed.fire();
        this.#encoding = document.encoding;
        // What VS Code reads from the file leaves the document clean; so does, for a moment, the first edit.
        if (event.contentChanges.length > 0 && !document.isDirty) this.#look('if other');
      }),
    );
    this.#disposables.add(
      vscode.workspace.onDidSaveTextDocument((saved) => {
        if (saved === document) this.#look('anew');
      }),
    );
    this.#look('anew');
  }

  /** Why nothing may be written, as a sentence for the curator, as far as is known; null when writing is safe. */
  get reason(): string | null {
    return whyNotUtf8(this.#document) ?? this.#fileReason;
  }

  /** Resolves when the reason is about the file as it is now. A document with unsaved edits keeps its own. */
  async upToDate(): Promise<void> {
    // Of a file in which only line ends changed VS Code tells nothing.
    if (!this.#document.isDirty) this.#look('if other');
    for (let last: Promise<void> | null = null; last !== this.#looking; ) {
      last = this.#looking;
      await last;
    }
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Looks at the file, or only if it is another one than at the last look, after all looks before: theirs are older. */
  #look(when: 'anew' | 'if other'): void {
    this.#looking = this.#looking.then(async () => {
      const { uri } = this.#document;
      // Asked first, so that a file that changes while it is read counts as another one.
      const file = uri.scheme === 'file' ? await identityOnDisk(uri.fsPath) : null;
      if (when === 'if other' && !this.#isOther(file)) return;
      this.#fileReason = await whyReadOnly(uri);
      this.#checked = file;
      if (!this.#disposables.disposed) this.#changed.fire();
    });
  }

  /** A file that is gone is no other one: a save makes it anew. */
  #isOther(file: FileIdentity | null): boolean {
    return file !== null && (this.#checked === null || !isSameFile(file, this.#checked));
  }
}

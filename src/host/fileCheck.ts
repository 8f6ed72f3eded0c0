import { isUtf8 } from 'node:buffer';
import { access, constants, readFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';

/** VS Code gives extensions no text document of a larger file. */
const LARGEST_DOCUMENT = 50 * 1024 * 1024;

/**
 * Why a dataset cannot be edited as a text document without changing bytes that nobody touched: VS Code's documents
 * have one line end and one encoding for the whole file, and end at 50 MB.
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
export async function whyReadOnly(uri: vscode.Uri): Promise<string | null> {
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
export function whyNotUtf8({ encoding }: vscode.TextDocument): string | null {
  return encoding === 'utf8' || encoding === 'utf8bom'
    ? null
    : vscode.l10n.t(
        'VS Code reads this file as {0}, but JSON is UTF-8. Run “Change File Encoding” and choose “Reopen with Encoding”, “UTF-8”.',
        encoding,
      );
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

import { isUtf8 } from 'node:buffer';
import { access, constants, readFile } from 'node:fs/promises';
import type * as vscode from 'vscode';

/**
 * Why editing this file as a text document would change bytes that nobody touched, or could not be saved at all.
 * VS Code's text documents have one line end and one encoding for the whole file.
 * @returns a sentence for the curator, or null when editing is safe.
 */
export async function whyUnsafeToEdit(uri: vscode.Uri): Promise<string | null> {
  if (uri.scheme !== 'file') return null;
  let bytes: Buffer;
  try {
    bytes = await readFile(uri.fsPath);
  } catch {
    return null;
  }
  if (!isUtf8(bytes)) {
    return 'This file is not valid UTF-8; saving it as text would change bytes that nobody edited. Records can be read, but not rewritten.';
  }
  if (hasMixedLineEnds(bytes)) {
    return 'This file mixes LF and CRLF line ends, which VS Code would make alike on saving. Records can be read, but not rewritten; make the line ends alike first.';
  }
  try {
    await access(uri.fsPath, constants.W_OK);
  } catch {
    return 'This file is read-only.';
  }
  return null;
}

export function hasMixedLineEnds(bytes: Uint8Array): boolean {
  let first: boolean | null = null;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
    const crlf = at > 0 && bytes[at - 1] === 13;
    if (first === null) first = crlf;
    else if (crlf !== first) return true;
  }
  return false;
}

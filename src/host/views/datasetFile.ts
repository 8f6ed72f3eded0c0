import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import { readRecord } from '../../core/dataset/read.ts';

/** Bytes of a file that are looked at to say whether it holds chats. */
const LOOKED_AT = 1 << 20;
/** A file that cannot be read in part is read whole up to this many bytes, and taken for chats above. */
const READ_WHOLE = 8 << 20;
/** Records that are looked at. */
const RECORDS = 5;

/** Whether any of a file's first records is a transcript; a first record too long to be looked at may be one. */
export async function holdsChats(uri: vscode.Uri): Promise<boolean> {
  const text = await beginningOf(uri);
  if (text === null) return true;
  const end = text.lastIndexOf('\n');
  if (end === -1 && text.length >= LOOKED_AT) return true;
  const lines = (end === -1 ? text : text.slice(0, end)).split('\n').filter((line) => line.trim() !== '');
  return lines.slice(0, RECORDS).some((line) => readRecord(line).kind === 'transcript');
}

/** Null where a beginning cannot be had without reading everything. */
async function beginningOf(uri: vscode.Uri): Promise<string | null> {
  if (uri.scheme !== 'file') {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > READ_WHOLE) return null;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  }
  const file = await open(uri.fsPath, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

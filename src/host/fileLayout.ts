import { open } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { decodeLine } from '../core/dataset/decode.ts';
import { readJsonFile } from '../core/dataset/jsonFile.ts';
import { type Layout, layoutOf } from '../core/dataset/layout.ts';
import { readRecord } from '../core/dataset/read.ts';
import { type ReadChoice, shapesOf } from '../core/dataset/readChoice.ts';
import { sessionLog } from '../core/dataset/shapes/sessionLog.ts';

/** What is looked at to tell a layout: characters of a document, bytes of a file. */
const HEAD = 256 * 1024;
const HEAD_LINES = 200;
const WHOLE = /\.(?:json|traj)$/i;

/** How an open document is laid out, as its curator chose or as its start says. */
export function layoutOfDocument(document: vscode.TextDocument, choice: ReadChoice): Layout {
  const lines: string[] = [];
  let size = 0;
  while (lines.length < Math.min(HEAD_LINES, document.lineCount)) {
    const { text } = document.lineAt(lines.length);
    size += text.length + 1;
    if (size > HEAD) break;
    lines.push(text);
  }
  const name = document.uri.path;
  const found = chosen(layoutOf({ name, lines, isAll: lines.length === document.lineCount }), choice);
  return found === 'whole' ? wholeOrLines(name, lines[0] ?? '', () => document.getText(), choice) : found;
}

/** How a file is laid out whose first bytes, or all of them, are given. */
export function layoutOfHead(name: string, bytes: Uint8Array): Layout {
  const head = bytes.subarray(0, HEAD);
  const lines = decodeLine(head).text.split(/\r?\n/);
  const isAll = bytes.length <= HEAD;
  // The last line may be cut off.
  if (!isAll) lines.pop();
  return layoutOf({ name, lines: lines.slice(0, HEAD_LINES), isAll: isAll && lines.length <= HEAD_LINES });
}

/** How a file on a disk is laid out. Of one that cannot be read nothing is known but its name. */
export async function layoutOfFile(uri: vscode.Uri, choice: ReadChoice): Promise<Layout> {
  const bytes = Buffer.alloc(HEAD + 1);
  let head: Uint8Array = bytes.subarray(0, 0);
  try {
    const file = await open(uri.fsPath, 'r');
    try {
      head = bytes.subarray(0, (await file.read(bytes, 0, bytes.length, 0)).bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    // It is reported where it is opened.
  }
  const found = chosen(layoutOfHead(uri.path, head), choice);
  // Under a name of lines a file that is too large for a document is one value only where its name says so.
  return found === 'whole' && !WHOLE.test(uri.path) ? 'lines' : found;
}

/** What looked like one JSON value by its start, but is none, has its records in its lines all the same. */
function wholeOrLines(name: string, first: string, textOf: () => string, choice: ReadChoice): Layout {
  if (WHOLE.test(name) && readRecord(first).kind !== 'transcript') return 'whole';
  const file = readJsonFile(textOf(), shapesOf(choice));
  if (file === null || !('records' in file)) return 'lines';
  // One line that is one record is the same either way, and a second line may follow it.
  const isLine = !WHOLE.test(name) && file.kind === 'single' && readRecord(first).kind !== 'malformed';
  return isLine ? 'lines' : 'whole';
}

function chosen(found: Layout, { shape }: ReadChoice): Layout {
  if (found === 'lines' || found === 'session') {
    if (shape === sessionLog.name) return 'session';
    return shape === null ? found : 'lines';
  }
  return found;
}

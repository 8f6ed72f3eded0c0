import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { decodeLine } from '../core/dataset/decode.ts';
import { readEvalLog } from '../core/dataset/evalLog.ts';
import { type RecordsInText, recordsOfJson, recordsOfSession } from '../core/dataset/recordsInText.ts';
import type { Shape } from '../core/dataset/shapes/shape.ts';
import { UserError } from '../core/errors.ts';
import { layoutOfHead } from './fileLayout.ts';
import type { HeldRecords } from './memorySource.ts';

/** Bytes. A string cannot hold much more. */
const LARGEST_TEXT = 500 * 1024 * 1024;
const HELD_REASON =
  'This file is read whole from disk and cannot be edited here. Convert it to JSONL to edit it.';

/**
 * Reads a file whose records are not its lines and that cannot be a text document.
 * @throws UserError when it cannot be read, is damaged or is too large.
 */
export async function readHeldRecords(uri: vscode.Uri, shapes: readonly Shape[]): Promise<HeldRecords> {
  const bytes = await bytesOf(uri);
  const layout = layoutOfHead(uri.path, bytes);
  if (layout === 'archive') {
    const log = await readEvalLog(bytes);
    return {
      count: log.count,
      readOnlyReason: log.readOnlyReason,
      record: (index) => log.record(index),
      position: (index) => [index, 0],
    };
  }
  if (bytes.length > LARGEST_TEXT)
    throw new UserError(vscode.l10n.t('This file is larger than can be read as one value.'));
  const { text } = decodeLine(bytes);
  return heldIn(text, layout === 'session' ? recordsOfSession(text) : recordsOfJson(text, shapes));
}

function heldIn(text: string, records: RecordsInText): HeldRecords {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    count: records.count,
    readOnlyReason: records.readOnlyReason ?? HELD_REASON,
    record: (index) => records.record(index),
    position(index, column) {
      const offset = records.offset(index, column);
      let low = 0;
      let high = starts.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle;
      }
      return [low, offset - (starts[low] ?? 0)];
    },
  };
}

/** Through Node where the file is on a disk: through VS Code large files take many times as long. */
async function bytesOf(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    return uri.scheme === 'file' ? await readFile(uri.fsPath) : await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw new UserError(
      vscode.l10n.t(
        '{0} cannot be read: {1}',
        uri.path,
        error instanceof Error ? error.message : String(error),
      ),
    );
  }
}

import { fstatSync, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { UserError } from '../core/errors.ts';
import { t } from '../core/text/translate.ts';

/** What tells two versions of a file apart without reading them. */
export interface FileIdentity {
  readonly size: number;
  readonly modified: number;
  readonly inode: number;
}

/** @throws UserError when the file cannot be opened for reading. */
export function openFile(uri: vscode.Uri): number {
  try {
    return openSync(uri.fsPath, 'r');
  } catch (error) {
    throw new UserError(
      t('{0} cannot be read: {1}', uri.fsPath, error instanceof Error ? error.message : String(error)),
    );
  }
}

export function identityOf(file: number): FileIdentity {
  const { size, mtimeMs, ino } = fstatSync(file);
  return { size, modified: mtimeMs, inode: ino };
}

/** Of the file that has the path now; null where there is none. */
export function identityOnDisk(path: string): Promise<FileIdentity | null> {
  return stat(path).then(
    ({ size, mtimeMs, ino }) => ({ size, modified: mtimeMs, inode: ino }),
    () => null,
  );
}

export function isSameFile(a: FileIdentity, b: FileIdentity): boolean {
  return a.size === b.size && a.modified === b.modified && a.inode === b.inode;
}

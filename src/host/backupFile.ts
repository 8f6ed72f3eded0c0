import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PendingEdits } from './fileSource.ts';

/** Keeps edits in a file of VS Code's choosing; its folder is there only once somebody made it. */
export async function writeBackup(file: string, pending: PendingEdits): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(pending));
}

/** The edits of a backup; null when it is gone or damaged. */
export async function readBackup(file: string): Promise<PendingEdits | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as PendingEdits;
  } catch {
    return null;
  }
}

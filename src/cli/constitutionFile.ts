import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Constitution } from '../core/constitution/constitution.ts';
import { parseConstitution } from '../core/constitution/parse.ts';
import { UserError } from '../core/errors.ts';

/** @throws UserError when the document is missing or holds no passages. */
export async function readConstitution(file: string): Promise<Constitution> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UserError(`The constitution “${file}” could not be read. Is the path right?`);
  });
  const constitution = parseConstitution(text, basename(file));
  if (constitution.passages.length === 0)
    throw new UserError(`The constitution “${file}” holds no passages: it is empty.`);
  return constitution;
}

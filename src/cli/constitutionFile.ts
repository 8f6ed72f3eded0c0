import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Constitution } from '../core/constitution/constitution.ts';
import { parseConstitution } from '../core/constitution/parse.ts';
import { UserError } from '../core/errors.ts';

/** @throws UserError when the document is missing, cannot be read or holds no passages. */
export async function readConstitution(file: string): Promise<Constitution> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      error.code === 'ENOENT'
        ? `There is no constitution “${file}”.`
        : error.code === 'EISDIR'
          ? `The constitution “${file}” is a folder; name a Markdown, text or JSON file.`
          : `The constitution “${file}” could not be read: ${error.message}.`,
    );
  });
  const constitution = parseConstitution(text, basename(file));
  if (constitution.passages.length === 0)
    throw new UserError(`The constitution “${file}” cannot be used. ${constitution.problems.join(' ')}`);
  return constitution;
}

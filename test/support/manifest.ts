import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** An extension's manifest with its strings in English, or in another language, as VS Code gives it to the extension. */
export async function readManifest(folder: string, language?: string): Promise<unknown> {
  const english = await readStrings(path.join(folder, 'package.nls.json'));
  const other = language ? await readStrings(path.join(folder, `package.nls.${language}.json`)) : {};
  const strings = new Map(Object.entries({ ...english, ...other }));
  const text = await readFile(path.join(folder, 'package.json'), 'utf8');
  return JSON.parse(text, (_, value: unknown) => {
    const key = typeof value === 'string' ? /^%([^%]+)%$/.exec(value)?.[1] : undefined;
    return key === undefined ? value : (strings.get(key) ?? value);
  });
}

async function readStrings(file: string): Promise<Record<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text) as Record<string, string>;
}

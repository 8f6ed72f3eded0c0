import { realpath, stat } from 'node:fs/promises';

/**
 * The file that takes the place of `path` when it is written anew: what a symbolic link names, so that the link stays one.
 * @returns null where there is something that is no file, such as a pipe or a device, and must stay what it is.
 */
export async function fileBehind(path: string): Promise<string | null> {
  const real = await realpath(path).catch(() => path);
  const isFile = await stat(real).then(
    (found) => found.isFile() || found.isDirectory(),
    () => true,
  );
  return isFile ? real : null;
}

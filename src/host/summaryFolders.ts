import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Removes the summaries of other builds beside `folder`; what cannot be removed is left for the next time. */
export async function forgetOtherSummaries(folder: string): Promise<void> {
  const others = await readdir(dirname(folder)).catch(() => []);
  for (const name of others) {
    if (name !== basename(folder)) {
      await rm(join(dirname(folder), name), { recursive: true, force: true }).catch(() => {});
    }
  }
}

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Constitution } from '../core/constitution/constitution.ts';
import { parseConstitution } from '../core/constitution/parse.ts';
import { once } from '../core/once.ts';

const stored = once(() => z.object({ name: z.string(), text: z.string() }));

/** Editions kept; the ones longest unused go first. */
const MOST_EDITIONS = 200;

/**
 * The texts of constitutions as they were when passages were cited from them, by content hash, in a folder of the
 * user's own. Citations name passages by id alone, so the old text is what tells a changed passage from a dropped one.
 */
export class EditionStore {
  readonly #folder: string | null;
  readonly #kept = new Map<string, { readonly name: string; readonly text: string }>();
  readonly #parsed = new Map<string, Constitution>();
  #queue: Promise<void> = Promise.resolve();
  #isRead = false;

  /** @param folder made when it is first needed; null to keep editions until the window closes */
  constructor(folder: string | null) {
    this.#folder = folder;
  }

  /** Remembers a text; one that cannot be written is remembered until the window closes. */
  keep(name: string, text: string): Promise<void> {
    const hash = createHash('sha256').update(`${name}\n${text}`).digest('hex').slice(0, 16);
    this.#queue = this.#queue.then(async () => {
      this.#remember(hash, { name, text });
      await this.#write(hash, { name, text }).catch(() => {});
    });
    return this.#queue;
  }

  /** Every edition there is, the last used first. */
  async all(): Promise<readonly Constitution[]> {
    this.#queue = this.#queue.then(() => this.#read()).catch(() => {});
    await this.#queue;
    return [...this.#kept].reverse().map(([hash, { name, text }]) => {
      const constitution = this.#parsed.get(hash) ?? parseConstitution(text, name);
      this.#parsed.set(hash, constitution);
      return constitution;
    });
  }

  #remember(hash: string, edition: { name: string; text: string }): void {
    this.#kept.delete(hash);
    this.#kept.set(hash, edition);
  }

  async #write(hash: string, edition: { name: string; text: string }): Promise<void> {
    if (this.#folder === null) return;
    await mkdir(this.#folder, { recursive: true });
    const path = join(this.#folder, `${hash}.json`);
    const now = new Date();
    const isThere = await utimes(path, now, now).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    // Another window may read at any moment, so a file appears whole or not at all.
    await writeFile(`${path}.${process.pid}`, JSON.stringify(edition));
    await rename(`${path}.${process.pid}`, path);
    for (const old of (await this.#byAge(this.#folder)).slice(0, -MOST_EDITIONS)) {
      await unlink(old.path);
    }
  }

  /** Reads what earlier sessions kept, once. */
  async #read(): Promise<void> {
    if (this.#folder === null || this.#isRead) return;
    this.#isRead = true;
    const ofThisSession = [...this.#kept];
    for (const { hash, path } of await this.#byAge(this.#folder)) {
      const edition = stored().safeParse(parsed(await readFile(path, 'utf8').catch(() => '')));
      if (edition.success) this.#remember(hash, edition.data);
    }
    for (const [hash, edition] of ofThisSession) this.#remember(hash, edition);
  }

  async #byAge(folder: string): Promise<readonly { hash: string; path: string; at: number }[]> {
    const names = await readdir(folder).catch(() => []);
    const files = names.flatMap((name) => /^([0-9a-f]{16})\.json$/.exec(name)?.[1] ?? []);
    const dated = await Promise.all(
      files.map(async (hash) => {
        const path = join(folder, `${hash}.json`);
        return {
          hash,
          path,
          at: await stat(path).then(
            ({ mtimeMs }) => mtimeMs,
            () => 0,
          ),
        };
      }),
    );
    return dated.sort((a, b) => a.at - b.at);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { PackedSummaries } from '../core/scan/packedSummaries.ts';

/**
 * Summaries of blocks of lines, kept as files that are named by the block's content: a block that did not change is
 * never assessed again, and one that did has another name.
 */
export class SummaryCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param how names the way in which the lines are read: read otherwise, they have other summaries. */
  key(bytes: Uint8Array, how: string): string {
    return createHash('sha1').update(bytes).update(how).digest('hex');
  }

  /** Null when nothing usable is kept. */
  read(key: string, lines: number): PackedSummaries | null {
    try {
      const found = deserialize(readFileSync(this.#file(key))) as PackedSummaries;
      return found.starts.length === lines ? found : null;
    } catch {
      return null;
    }
  }

  /** Keeps the summaries; a cache that cannot be written is only slower, so failures are ignored. */
  write(key: string, summaries: PackedSummaries): void {
    try {
      mkdirSync(this.#folder, { recursive: true });
      const temporary = `${this.#file(key)}.${process.pid}.tmp`;
      writeFileSync(temporary, serialize(summaries));
      renameSync(temporary, this.#file(key));
    } catch {
      // The next scan assesses the block again.
    }
  }

  #file(key: string): string {
    return join(this.#folder, `${key}.bin`);
  }
}

import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes one JSON value as a line and waits while the reader is slower than we are. */
export async function printJson(out: Writable, value: unknown): Promise<void> {
  if (!out.write(`${JSON.stringify(value)}\n`)) await once(out, 'drain');
}

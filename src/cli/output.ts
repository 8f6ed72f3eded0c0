import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes one JSON value as a line and waits while the reader is slower than we are. */
export async function printJson(out: Writable, value: unknown): Promise<void> {
  // Many line readers also split at these two, which JSON allows raw inside strings.
  const json = JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  await printText(out, `${json}\n`);
}

/** Writes text as it is, and waits likewise. */
export async function printText(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain');
}

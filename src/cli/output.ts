import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { jsonLine } from '../core/text/jsonLine.ts';

/** Writes one JSON value as a line and waits while the reader is slower than we are. */
export async function printJson(out: Writable, value: unknown): Promise<void> {
  await printText(out, jsonLine(value));
}

/** Writes text as it is, and waits likewise. */
export async function printText(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain');
}

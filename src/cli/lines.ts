import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { decodeLine } from '../core/dataset/decode.ts';
import { UserError } from '../core/errors.ts';

export interface InputLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** False when its bytes are not UTF-8; `text` then holds replacement characters. */
  readonly valid: boolean;
}

/**
 * The lines of a file, or of standard input for `-`, one at a time: memory grows with the longest line, not the file.
 * Only LF and CRLF end a line.
 * @throws UserError when the file is missing or is no file.
 */
export async function* inputLines(file: string): AsyncGenerator<InputLine> {
  let number = 0;
  const line = (bytes: Uint8Array): InputLine => {
    const end = bytes.at(-1) === 13 ? bytes.length - 1 : bytes.length;
    return { number: ++number, ...decodeLine(bytes.subarray(0, end)) };
  };
  // Pieces of the line that has not ended yet; joined once, so that a line over many chunks is not copied for each.
  let pieces: Uint8Array[] = [];
  for await (const chunk of await openInput(file)) {
    const bytes = chunk as Uint8Array;
    let start = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      const piece = bytes.subarray(start, end);
      yield line(pieces.length === 0 ? piece : Buffer.concat([...pieces, piece]));
      pieces = [];
      start = end + 1;
    }
    if (start < bytes.length) pieces.push(bytes.subarray(start));
  }
  if (pieces.length > 0) yield line(Buffer.concat(pieces));
}

async function openInput(file: string): Promise<AsyncIterable<unknown>> {
  if (file === '-') return process.stdin;
  const found = await stat(file).catch(() => null);
  if (found === null) throw new UserError(`There is no file “${file}”.`);
  if (found.isDirectory()) throw new UserError(`“${file}” is a folder; name a JSONL file.`);
  return createReadStream(file, { highWaterMark: 1 << 20 });
}

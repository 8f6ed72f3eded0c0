import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { UserError } from '../core/errors.ts';

const CHUNK = 1 << 20;

/**
 * The bytes of a file, or of `stdin` for `-`, chunk by chunk.
 * @throws UserError when the file is missing, is a folder or cannot be read.
 */
export async function* inputBytes(file: string, stdin: Readable): AsyncGenerator<Uint8Array> {
  const name = file === '-' ? 'Standard input' : `“${file}”`;
  try {
    yield* file === '-' ? stdin : await openFile(file);
  } catch (error) {
    // Only the system's own errors (EISDIR, EACCES, EIO …) say something about the input.
    if (error instanceof Error && 'syscall' in error) {
      throw new UserError(`${name} could not be read: ${error.message}.`);
    }
    throw error;
  }
}

/** The start of a stream of bytes, and all of it. */
export interface Peeked {
  readonly head: Uint8Array;
  /** Whether nothing follows the head. */
  readonly isAll: boolean;
  /** The whole stream, the head included; to be read once. */
  readonly all: AsyncIterable<Uint8Array>;
}

/** Reads on until `size` bytes or the end were seen. */
export async function peek(chunks: AsyncGenerator<Uint8Array>, size: number): Promise<Peeked> {
  const seen: Uint8Array[] = [];
  let length = 0;
  let isAll = false;
  while (length < size && !isAll) {
    const next = await chunks.next();
    isAll = next.done === true;
    if (next.done !== true) {
      seen.push(next.value);
      length += next.value.length;
    }
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* seen.splice(0);
      yield* chunks;
    } finally {
      // A reader that stops within the head has not reached the generator that would close the file.
      await chunks.return(undefined);
    }
  };
  return { head: Buffer.concat(seen), isAll, all: all() };
}

/**
 * Everything of a stream at once.
 * @throws UserError when it is more than `most` bytes
 */
export async function collect(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  most: number,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) {
      const limit = `${Math.floor(most / (1 << 20))} MB`;
      throw new UserError(
        `“${file}” is one value of more than ${limit}; convert it to JSON Lines to read it.`,
      );
    }
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
}

async function openFile(file: string): Promise<Readable> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new UserError(`There is no file “${file}”.`);
    throw error;
  });
  if (found.isDirectory()) throw new UserError(`“${file}” is a folder; name a file of records.`);
  return createReadStream(file, { highWaterMark: CHUNK });
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const BLOCK = 4 << 20;

/** The file's bytes, block by block; the buffer is used again for the next block. */
export function* eachBlock(file: string): Generator<Buffer> {
  const descriptor = openSync(file, 'r');
  try {
    const block = Buffer.allocUnsafe(Math.min(BLOCK, fstatSync(descriptor).size + 1));
    for (let size = readSync(descriptor, block); size > 0; size = readSync(descriptor, block)) {
      yield block.subarray(0, size);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The lines of the file as strings; no more of it is held than a block and a line. */
export function* eachLine(file: string): Generator<string> {
  // A block may end inside a character, so the bytes of a cut line are kept until its end is seen.
  let cut: Buffer[] = [];
  for (const bytes of eachBlock(file)) {
    let start = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      if (cut.length === 0) yield bytes.toString('utf8', start, end);
      else yield Buffer.concat([...cut, bytes.subarray(start, end)]).toString();
      cut = [];
      start = end + 1;
    }
    if (start < bytes.length) cut.push(Buffer.from(bytes.subarray(start)));
  }
  if (cut.length > 0) yield Buffer.concat(cut).toString();
}

/** The first `count` lines. */
export function firstLines(file: string, count: number): string[] {
  const lines: string[] = [];
  for (const line of eachLine(file)) {
    if (lines.push(line) === count) break;
  }
  return lines;
}

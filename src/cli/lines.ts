import { decodeLine } from '../core/dataset/decode.ts';

export interface InputLine {
  /** From 1. */
  readonly number: number;
  /** Without its line end. */
  readonly text: string;
  /** What is wrong with its bytes, as a sentence without its subject; null when they are UTF-8. */
  readonly problem: string | null;
}

/** Bytes. Longer lines are passed over, for a string cannot hold much more and a stream may never end its line. */
const LONGEST_LINE = 256 * 1024 * 1024;

const NEWLINE = 10;
const RETURN = 13;

/**
 * The lines of a stream of bytes. Only LF and CRLF end a line. At most one line and one chunk are held at a time, and
 * of a line over `longest` bytes nothing.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  longest: number = LONGEST_LINE,
): AsyncGenerator<InputLine> {
  let number = 0;
  // Pieces of the line that has not ended yet; joined once, so that a line over many chunks is not copied for each.
  let pieces: Uint8Array[] = [];
  let length = 0;
  const add = (piece: Uint8Array): void => {
    length += piece.length;
    if (length > longest) pieces = [];
    else if (piece.length > 0) pieces.push(piece);
  };
  const take = (): InputLine => {
    const line = length > longest ? tooLong(++number, longest) : read(++number, pieces);
    pieces = [];
    length = 0;
    return line;
  };
  for await (const bytes of chunks) {
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      add(bytes.subarray(start, end));
      yield take();
      start = end + 1;
    }
    add(bytes.subarray(start));
  }
  if (length > 0) yield take();
}

function read(number: number, pieces: readonly Uint8Array[]): InputLine {
  const bytes = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
  const { text, valid } = decodeLine(bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes);
  return { number, text, problem: valid ? null : 'is not valid UTF-8; unreadable bytes were replaced' };
}

function tooLong(number: number, longest: number): InputLine {
  const size = longest >= 1 << 20 ? `${Math.floor(longest / (1 << 20))} MB` : `${longest} bytes`;
  return { number, text: '', problem: `is longer than ${size} and was passed over` };
}

/** The text of a line's bytes. Where `valid` is false the bytes are no UTF-8: `text` shows them, and must not be written. */
export interface DecodedLine {
  readonly text: string;
  readonly valid: boolean;
}

// `ignoreBOM` keeps a U+FEFF inside the file as text, so that what is decoded can be encoded to the same bytes.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

/** What is shown for a line of half a gigabyte and more, which no string can hold. */
export const TOO_LONG = 'This line is longer than a text can be.';

/** Decodes one line, without its line end. Never throws. */
export function decodeLine(bytes: Uint8Array): DecodedLine {
  for (const [decoder, valid] of [
    [strict, true],
    [lossy, false],
  ] as const) {
    try {
      return { text: decoder.decode(bytes), valid };
    } catch {
      // No UTF-8, or too long; the next one tells which.
    }
  }
  return { text: TOO_LONG, valid: false };
}

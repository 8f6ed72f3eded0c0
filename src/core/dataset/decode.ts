/** The text of a line's bytes. Where `valid` is false the bytes are no UTF-8: `text` shows them, and must not be written. */
export interface DecodedLine {
  readonly text: string;
  readonly valid: boolean;
}

// `ignoreBOM` keeps a U+FEFF inside the file as text, so that what is decoded can be encoded to the same bytes.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

/** Decodes one line, without its line end. Never throws. */
export function decodeLine(bytes: Uint8Array): DecodedLine {
  try {
    return { text: strict.decode(bytes), valid: true };
  } catch {
    return { text: lossy.decode(bytes), valid: false };
  }
}

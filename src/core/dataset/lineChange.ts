/** `removed` lines from `start` on gave way to `added` new ones. */
export interface LineChange {
  readonly start: number;
  readonly removed: number;
  readonly added: number;
}

/** A change of a text document: what stood between two positions, counted from 0, gave way to `text`. */
export interface TextChange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly text: string;
}

/**
 * The lines that a change touched. Where whole lines were put in, taken out or replaced, the line after them is not
 * among them, so that what is known of it stays known.
 */
export function lineChangeOf({ start, end, text }: TextChange): LineChange {
  const lineEnds = text.match(/\r\n|\r|\n/g)?.length ?? 0;
  const wholeLines = start.character === 0 && end.character === 0 && (text === '' || /[\r\n]$/.test(text));
  const rest = wholeLines ? 0 : 1;
  return { start: start.line, removed: end.line - start.line + rest, added: lineEnds + rest };
}

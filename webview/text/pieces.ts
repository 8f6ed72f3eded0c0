/** A span that a piece of text may be covered by, in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A run of text covered by the same spans from end to end. */
export interface Piece<S extends Span> {
  readonly text: string;
  readonly spans: readonly S[];
  /** The spans among them that begin here. */
  readonly begins: readonly S[];
}

/**
 * Cuts the part of `text` between `from` and `to` wherever a span begins or ends, so that overlapping spans nest
 * without crossing. Spans outside the part, empty ones and reversed ones are left out.
 */
export function pieces<S extends Span>(
  text: string,
  spans: readonly S[],
  from = 0,
  to = text.length,
): readonly Piece<S>[] {
  const inside = spans.filter((s) => s.start < s.end && s.start < to && s.end > from);
  const cuts = new Set([from, to]);
  for (const span of inside) {
    cuts.add(Math.max(from, span.start));
    cuts.add(Math.min(to, span.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? to;
    return {
      text: text.slice(start, end),
      spans: inside.filter((s) => s.start <= start && s.end >= end),
      begins: inside.filter((s) => s.start === start),
    };
  });
}

/** Cuts a long text into parts of about `size` characters at line ends, so that a browser lays out only what shows. */
export function parts(text: string, size: number): readonly Span[] {
  const result: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const end = partEnd(text, start, size);
    result.push({ start, end });
    start = end;
  }
  return result;
}

function partEnd(text: string, start: number, size: number): number {
  const wanted = start + size;
  if (wanted >= text.length) return text.length;
  const line = text.indexOf('\n', wanted);
  if (line >= 0 && line < wanted + size) return line + 1;
  // A line longer than a part is cut where it stands: an unbroken text of megabytes must not become one box.
  const code = text.charCodeAt(wanted - 1);
  return code >= 0xd800 && code <= 0xdbff ? wanted + 1 : wanted;
}

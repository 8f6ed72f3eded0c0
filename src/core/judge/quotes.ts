import { restoreTags } from './blocks.ts';

/**
 * Where a text has a quotation, UTF-16 units, `end` exclusive; null when it has not. White space and the shape of
 * quotation marks and dashes may differ, since models write them as they please; words and their order may not.
 */
export function findQuote(text: string, quote: string): readonly [start: number, end: number] | null {
  const candidates = [quote, quote.trim(), restoreTags(quote).trim(), unwrapped(quote)];
  for (const wanted of candidates) {
    if (!/[\p{L}\p{N}]/u.test(wanted)) continue;
    const at = text.indexOf(wanted);
    if (at !== -1) return [at, at + wanted.length];
  }
  const folded = fold(text);
  for (const wanted of candidates) {
    const needle = fold(wanted.trim()).text;
    if (!/[\p{L}\p{N}]/u.test(needle)) continue;
    const at = folded.text.indexOf(needle);
    if (at === -1) continue;
    const start = folded.starts[at];
    const end = folded.ends[at + needle.length - 1];
    if (start !== undefined && end !== undefined) return [start, end];
  }
  return null;
}

/** The quotation without marks or dots of omission that a model put around it. */
function unwrapped(quote: string): string {
  return quote.trim().replace(/^[“"'‘«…]+|[”"'’»…]+$/gu, '');
}

interface Folded {
  readonly text: string;
  /** For each unit of `text`, where it begins and ends in the original. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function fold(original: string): Folded {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (let index = 0; index < original.length; index++) {
    const unit = original.charAt(index);
    const plain = /\s/.test(unit) ? ' ' : (PLAIN[unit] ?? unit);
    if (plain === ' ' && text.endsWith(' ')) {
      ends[ends.length - 1] = index + 1;
      continue;
    }
    text += plain;
    starts.push(index);
    ends.push(index + 1);
  }
  return { text, starts, ends };
}

const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
};

import type { Inline } from './tokens.ts';

const DEPTH_LIMIT = 8;
/** A paragraph longer than this stays text: nobody reads its emphasis, and the search for closing marks is not free. */
const LENGTH_LIMIT = 8_000;

const EMPHASIS = [
  ['**', 'strong'],
  ['__', 'strong'],
  ['~~', 'deleted'],
  ['*', 'emphasis'],
  ['_', 'emphasis'],
] as const;

const ESCAPABLE = /[!-/:-@[-`{-~]/;
const WORD = /[\p{L}\p{N}]/u;

/** Reads the emphasis, code, links and images of one paragraph; what it does not know stays text, HTML included. */
export function parseInline(text: string, depth = 0): readonly Inline[] {
  if (depth >= DEPTH_LIMIT || text.length > LENGTH_LIMIT) return text === '' ? [] : [{ kind: 'text', text }];
  const result: Inline[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\\' && ESCAPABLE.test(text.charAt(at + 1))) {
      plain += text.charAt(at + 1);
      at += 2;
      continue;
    }
    const found = spanAt(text, at, char, depth);
    if (found === null) {
      plain += char;
      at += 1;
      continue;
    }
    if (plain !== '') result.push({ kind: 'text', text: plain });
    plain = '';
    result.push(found.inline);
    at = found.end;
  }
  if (plain !== '') result.push({ kind: 'text', text: plain });
  return result;
}

interface Found {
  readonly inline: Inline;
  readonly end: number;
}

function spanAt(text: string, at: number, char: string, depth: number): Found | null {
  switch (char) {
    case '`':
      return codeAt(text, at);
    case '[':
      return linkAt(text, at, depth);
    case '!':
      return imageAt(text, at);
    case '*':
    case '_':
    case '~':
      return emphasisAt(text, at, depth);
    default:
      return null;
  }
}

function codeAt(text: string, at: number): Found | null {
  let open = at;
  while (text[open] === '`') open++;
  const fence = text.slice(at, open);
  // Only a run of exactly as many backticks closes the span.
  for (let close = text.indexOf(fence, open); close >= 0; ) {
    let end = close;
    while (text[end] === '`') end++;
    if (end - close === fence.length) {
      const inner = text.slice(open, close);
      const padded = inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== '';
      return { inline: { kind: 'code', text: padded ? inner.slice(1, -1) : inner }, end };
    }
    close = text.indexOf(fence, end);
  }
  return { inline: { kind: 'text', text: fence }, end: open };
}

function emphasisAt(text: string, at: number, depth: number): Found | null {
  const mark = EMPHASIS.find(([delimiter]) => text.startsWith(delimiter, at));
  if (mark === undefined) return null;
  const [delimiter, kind] = mark;
  const open = at + delimiter.length;
  if (/^\s?$/.test(text.charAt(open)) || (delimiter.startsWith('_') && WORD.test(text.charAt(at - 1))))
    return null;
  for (let at = text.indexOf(delimiter, open + 1); at >= 0; ) {
    const run = runEnd(text, at);
    // Of a longer run the outer span takes the last marks and leaves the first to the spans inside it.
    const close = run - delimiter.length;
    const alone = delimiter.length > 1 || run - at === 1;
    const inWord = delimiter.startsWith('_') && WORD.test(text.charAt(run));
    if (alone && !inWord && !/\s/.test(text.charAt(at - 1)) && text[at - 1] !== '\\') {
      return { inline: { kind, inline: parseInline(text.slice(open, close), depth + 1) }, end: run };
    }
    at = text.indexOf(delimiter, run);
  }
  return null;
}

/** Where a run of one character that begins at `at` ends. */
function runEnd(text: string, at: number): number {
  let end = at;
  while (text[end] === text[at]) end++;
  return end;
}

function linkAt(text: string, at: number, depth: number): Found | null {
  const target = targetAt(text, at);
  if (target === null) return null;
  return {
    inline: { kind: 'link', inline: parseInline(target.label, depth + 1), address: target.address },
    end: target.end,
  };
}

function imageAt(text: string, at: number): Found | null {
  const target = text[at + 1] === '[' ? targetAt(text, at + 1) : null;
  if (target === null) return null;
  return { inline: { kind: 'image', description: target.label, address: target.address }, end: target.end };
}

/** Reads `[label](address "title")` from its opening bracket. */
function targetAt(text: string, at: number) {
  const middle = text.indexOf('](', at);
  const end = middle < 0 ? -1 : text.indexOf(')', middle);
  if (end < 0 || text.slice(at + 1, middle).includes('\n\n')) return null;
  const address =
    text
      .slice(middle + 2, end)
      .trim()
      .split(/\s/, 1)[0] ?? '';
  return { label: text.slice(at + 1, middle), address, end: end + 1 };
}

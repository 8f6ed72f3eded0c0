import type { JsonPath, Origin } from './transcript.ts';

/** `[start, end)` of a line in UTF-16 units. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const BYTE_ORDER_MARK = 0xfeff;

interface Frame {
  readonly isArray: boolean;
  index: number;
}

/**
 * The raw span of the inside of the string literal at `path`, without its quotes; null when the value there is
 * absent or no string. Of duplicate keys the last counts, as in `JSON.parse`.
 *
 * One pass, linear in the line, with a stack no deeper than `path`. On text that is not JSON the answer is null or
 * meaningless, never an exception.
 */
export function locateString(line: string, path: JsonPath): TextSpan | null {
  const value = locateValue(line, path);
  return value !== null && line.charCodeAt(value.start) === QUOTE && value.end - value.start >= 2
    ? { start: value.start + 1, end: value.end - 1 }
    : null;
}

/**
 * The raw spans of the elements of the array at `path`, in order; null when the value there is no array. Linear, and
 * without parsing the elements.
 */
export function locateElements(text: string, path: JsonPath): TextSpan[] | null {
  const list = locateValue(text, path);
  if (list === null || text.charCodeAt(list.start) !== OPEN_BRACKET) {
    return null;
  }
  const spans: TextSpan[] = [];
  for (let at = skipSpace(text, list.start + 1); at < list.end - 1; at = skipSpace(text, at)) {
    if (text.charCodeAt(at) === COMMA) {
      at += 1;
    } else {
      const end = skipValue(text, at);
      spans.push({ start: at, end });
      at = end;
    }
  }
  return spans;
}

/** The raw spans of the values of the object that the text is, in order; empty when it is none. */
export function locateMembers(text: string): TextSpan[] {
  const spans: TextSpan[] = [];
  let at = startOf(text);
  if (text.charCodeAt(at) !== OPEN_BRACE) {
    return spans;
  }
  for (at = skipSpace(text, at + 1); text.charCodeAt(at) === QUOTE; at = skipSpace(text, at)) {
    const start = skipSpace(text, skipSpace(text, stringEnd(text, at) + 1) + 1);
    const end = skipValue(text, start);
    spans.push({ start, end });
    at = skipSpace(text, end);
    if (text.charCodeAt(at) === COMMA) {
      at += 1;
    }
  }
  return spans;
}

/** The raw spans of the values that a text holds one after another, with nothing but white space between them. */
export function locateValues(text: string): TextSpan[] {
  const spans: TextSpan[] = [];
  for (let at = startOf(text); at < text.length; at = skipSpace(text, at)) {
    // What is no value is skipped unit by unit, so that the answer ends.
    const end = Math.max(at + 1, skipValue(text, at));
    spans.push({ start: at, end });
    at = end;
  }
  return spans;
}

function startOf(text: string): number {
  return skipSpace(text, text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0);
}

/** The raw span of the value at `path`, as `locateString` finds it, quotes included. */
export function locateValue(line: string, path: JsonPath): TextSpan | null {
  const frames: Frame[] = [];
  let found: TextSpan | null = null;
  let at = startOf(line);
  let entering = true;
  while (at < line.length) {
    if (entering) {
      // A value on the path starts here; whatever an earlier duplicate of its key held is void.
      entering = false;
      found = null;
      const step = path[frames.length];
      const code = line.charCodeAt(at);
      if (step === undefined) {
        const end = skipValue(line, at);
        found = { start: at, end };
        at = end;
      } else if (typeof step === 'string' && code === OPEN_BRACE) {
        frames.push({ isArray: false, index: -1 });
        at += 1;
      } else if (typeof step === 'number' && code === OPEN_BRACKET) {
        frames.push({ isArray: true, index: -1 });
        at += 1;
      } else {
        at = skipValue(line, at);
      }
    } else {
      const frame = frames.at(-1);
      if (frame === undefined) {
        return found;
      }
      const code = line.charCodeAt(at);
      if (code === COMMA) {
        at += 1;
      } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        frames.pop();
        at += 1;
      } else if (frame.isArray) {
        frame.index += 1;
        entering = frame.index === path[frames.length - 1];
        at = entering ? at : skipValue(line, at);
      } else if (code === QUOTE) {
        const end = stringEnd(line, at);
        const isStep = keyEquals(line, at + 1, end, path[frames.length - 1]);
        at = skipSpace(line, end + 1);
        if (line.charCodeAt(at) !== COLON) {
          return null;
        }
        at = skipSpace(line, at + 1);
        entering = isStep;
        at = entering ? at : skipValue(line, at);
      } else {
        return null;
      }
    }
    at = skipSpace(line, at);
  }
  return frames.length === 0 ? found : null;
}

/** The raw span in `line` of a text; null when its literal is absent or shorter than the origin says. */
export function originSpan(line: string, origin: Origin): TextSpan | null {
  const literal = locateString(line, origin.path);
  return literal === null ? null : spanInLiteral(line, literal, origin.start, origin.end);
}

/** The raw span of `[start, end)` of a literal's decoded value; null when the value is shorter. */
export function spanInLiteral(line: string, literal: TextSpan, start: number, end: number): TextSpan | null {
  const first = advance(line, literal, start);
  const last = advance(line, { start: first.raw, end: literal.end }, end - start);
  return first.missing > 0 || last.missing > 0 ? null : { start: first.raw, end: last.raw };
}

/** How many decoded units of a literal stand before a raw offset; one inside an escape counts as at its beginning. */
export function decodedOffset(line: string, literal: TextSpan, raw: number): number {
  const to = Math.min(raw, literal.end);
  let at = literal.start;
  let units = 0;
  while (at < to) {
    const next = nextEscape(line, at, to);
    units += next - at;
    at = next;
    if (at < to) {
      at += escapeLength(line, at);
      if (at <= to) units += 1;
    }
  }
  return units;
}

/** Walks `count` decoded units into a literal. */
function advance(line: string, literal: TextSpan, count: number): { raw: number; missing: number } {
  let raw = literal.start;
  let missing = Math.max(0, count);
  while (missing > 0 && raw < literal.end) {
    const plain = nextEscape(line, raw, literal.end) - raw;
    if (plain >= missing) {
      return { raw: raw + missing, missing: 0 };
    }
    raw += plain;
    missing -= plain;
    if (raw < literal.end) {
      raw += escapeLength(line, raw);
      missing -= 1;
    }
  }
  return { raw: Math.min(raw, literal.end), missing };
}

function nextEscape(line: string, from: number, end: number): number {
  const at = line.indexOf('\\', from);
  return at === -1 || at > end ? end : at;
}

function escapeLength(line: string, at: number): number {
  return line[at + 1] === 'u' ? 6 : 2;
}

function keyEquals(line: string, start: number, end: number, step: string | number | undefined): boolean {
  const raw = line.slice(start, end);
  if (!raw.includes('\\')) {
    return raw === step;
  }
  try {
    return JSON.parse(`"${raw}"`) === step;
  } catch {
    return false;
  }
}

function skipSpace(line: string, from: number): number {
  let at = from;
  for (; at < line.length; at += 1) {
    if (!isSpace(line.charCodeAt(at))) {
      break;
    }
  }
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** The offset of the quote that closes the string opened at `open`; the line's end when none does. */
function stringEnd(line: string, open: number): number {
  let at = open + 1;
  for (;;) {
    const quote = line.indexOf('"', at);
    if (quote === -1) {
      return line.length;
    }
    let first = quote;
    while (first > at && line.charCodeAt(first - 1) === BACKSLASH) {
      first -= 1;
    }
    // An even run of backslashes escapes only itself.
    if ((quote - first) % 2 === 0) {
      return quote;
    }
    at = quote + 1;
  }
}

/** The offset after the value that starts at `from`; always past `from`. */
function skipValue(line: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < line.length) {
    const code = line.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(line, at);
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (depth === 0) {
        return Math.max(at, from + 1);
      }
      depth -= 1;
    } else if (depth === 0) {
      if (code === COMMA || isSpace(code)) {
        return Math.max(at, from + 1);
      }
      at += 1;
      continue;
    }
    at += 1;
    if (depth === 0) {
      return at;
    }
  }
  return line.length;
}

import type { RecordProblem } from './record.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s,:[\]{}"]+/y;
const SPACE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERALS = ['true', 'false', 'null'] as const;

/** What is wrong and where, before it is put into a sentence. */
class Flaw {
  readonly message: string;
  readonly offset: number;

  constructor(message: string, offset: number) {
    this.message = message;
    this.offset = offset;
  }
}

/**
 * Says in plain words where and why `text` is not JSON; null when it is.
 * Iterative and linear, so that nesting of any depth and lines of any length are read.
 */
export function jsonProblem(text: string): RecordProblem | null {
  const flaw = firstFlaw(text);
  return flaw === null
    ? null
    : { message: `Not valid JSON: ${flaw.message} (at character ${flaw.offset + 1}).`, offset: flaw.offset };
}

function firstFlaw(text: string): Flaw | null {
  const open: string[] = [];
  let at = afterSpace(text, 0);
  for (;;) {
    // A value starts at `at`.
    const first = text[at];
    if (first === '{' || first === '[') {
      at = afterSpace(text, at + 1);
      if (text[at] !== closingOf(first)) {
        open.push(first);
        const inside = first === '{' ? afterKey(text, at) : at;
        if (inside instanceof Flaw) {
          return inside;
        }
        at = inside;
        continue;
      }
      at += 1;
    } else {
      const end = afterScalar(text, at);
      if (end instanceof Flaw) {
        return end;
      }
      at = end;
    }
    // A value has ended before `at`: close what ends with it, then go to the next one.
    at = afterSpace(text, at);
    while (open.length > 0 && text[at] === closingOf(open.at(-1))) {
      open.pop();
      at = afterSpace(text, at + 1);
    }
    const container = open.at(-1);
    if (container === undefined) {
      return at === text.length ? null : trailingFlaw(text, at);
    }
    if (text[at] !== ',') {
      return separatorFlaw(text, at, container);
    }
    const next = afterSpace(text, at + 1);
    if (text[next] === closingOf(container)) {
      return new Flaw('a comma has nothing after it', at);
    }
    const inside = container === '{' ? afterKey(text, next) : next;
    if (inside instanceof Flaw) {
      return inside;
    }
    at = inside;
  }
}

function closingOf(container: string | undefined): string {
  return container === '{' ? '}' : ']';
}

function afterSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.test(text);
  return SPACE.lastIndex;
}

/** The offset of the value after a key and its colon. */
function afterKey(text: string, at: number): number | Flaw {
  if (text[at] !== '"') {
    return endFlaw(text, at) ?? new Flaw('a key in double quotes is missing', at);
  }
  const end = afterString(text, at);
  if (end instanceof Flaw) {
    return end;
  }
  const colon = afterSpace(text, end);
  if (text[colon] !== ':') {
    return endFlaw(text, colon) ?? new Flaw('a key has no colon after it', colon);
  }
  return afterSpace(text, colon + 1);
}

function afterScalar(text: string, at: number): number | Flaw {
  if (text[at] === '"') {
    return afterString(text, at);
  }
  const atEnd = endFlaw(text, at);
  if (atEnd !== null) {
    return atEnd;
  }
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0] ?? '';
  NUMBER.lastIndex = at;
  if (
    LITERALS.some((literal) => literal === word) ||
    (NUMBER.test(text) && NUMBER.lastIndex === at + word.length)
  ) {
    return at + word.length;
  }
  const isCutOff = word !== '' && at + word.length === text.length;
  if (isCutOff && (LITERALS.some((literal) => literal.startsWith(word)) || /^-?[\d.eE+-]*$/.test(word))) {
    return new Flaw('the line breaks off before the record ends', text.length);
  }
  return new Flaw(scalarFault(word, text.slice(at, at + 20)), at);
}

function scalarFault(word: string, found: string): string {
  if (/^[-+]?(NaN|Infinity)$/.test(word)) {
    return `${word} is not a JSON number`;
  }
  if (/^(None|True|False|undefined)$/.test(word)) {
    return `${word} is not JSON, which has null, true and false`;
  }
  if (word.startsWith("'")) {
    return 'a text is in single quotes, where JSON has double quotes';
  }
  if (word.startsWith('//') || word.startsWith('/*') || word.startsWith('#')) {
    return 'a comment stands here, and JSON has none';
  }
  if (/^[-+.]?\d/.test(word)) {
    return `“${clip(word)}” is not a JSON number`;
  }
  return word === '' ? `a value is missing before “${clip(found)}”` : `“${clip(word)}” is not a JSON value`;
}

function afterString(text: string, open: number): number | Flaw {
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      return at + 1;
    }
    if (code < 0x20) {
      return new Flaw('a text has a control character in it that is not escaped', at);
    }
    if (code === 0x5c) {
      ESCAPE.lastIndex = at;
      if (!ESCAPE.test(text)) {
        // Cut off within the escape, or an escape that JSON does not have.
        return /^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(at, at + 7))
          ? unclosed(text)
          : new Flaw('a backslash in a text begins no escape of JSON', at);
      }
      at = ESCAPE.lastIndex - 1;
    }
  }
  return unclosed(text);
}

function unclosed(text: string): Flaw {
  return new Flaw('the line breaks off inside a text, whose closing quote is missing', text.length);
}

function endFlaw(text: string, at: number): Flaw | null {
  return at >= text.length ? new Flaw('the line breaks off before the record ends', text.length) : null;
}

function separatorFlaw(text: string, at: number, container: string): Flaw {
  const atEnd = endFlaw(text, at);
  if (atEnd !== null) {
    return atEnd;
  }
  return /[\]}]/.test(text[at] ?? '')
    ? new Flaw(`a ${closingOf(container)} is missing`, at)
    : new Flaw(`a comma is missing before “${clip(text.slice(at, at + 30))}”`, at);
}

function trailingFlaw(text: string, at: number): Flaw {
  return text[at] === '{'
    ? new Flaw('two records stand on one line', at)
    : new Flaw(`the record is followed by “${clip(text.slice(at, at + 30))}”`, at);
}

function clip(found: string): string {
  return found.length > 20 ? `${found.slice(0, 20)}…` : found;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** A sentence that the code says to people. */
export interface Sentence {
  readonly message: string;
  /** How many values are given with it. */
  readonly values: number;
  readonly where: string;
}

/** Calls that say a sentence: `t('…')`, `vscode.l10n.t('…')`, `plural(n, 'one', 'many')`, `count(n, 'one')`, `template('…')`. */
const CALL = /(?<![\w$.])(?:vscode\.l10n\s*\.)?t\(|(?<![\w$.])(?:plural|template|count)\(/g;
/** How a number with its noun picks its sentence; the sentences themselves are found where it is called. */
const COUNTED = /^value === 1 \? `/;
const DEFINED = /function $/;

/** Every sentence of the sources. @throws where one is no literal, since nobody could translate that. */
export function sentencesOf(root: string): readonly Sentence[] {
  return ['src', 'webview'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).flatMap((entry) => {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) return [];
      const file = join(entry.parentPath, entry.name);
      return sentencesIn(readFileSync(file, 'utf8'), relative(root, file).split(sep).join('/'));
    }),
  );
}

/** The sentences of one source. */
export function sentencesIn(source: string, name: string): readonly Sentence[] {
  return [...source.matchAll(CALL)].flatMap((match): Sentence[] => {
    if (DEFINED.test(source.slice(0, match.index)) || isInComment(source, match.index)) return [];
    // The panel's own; another of the same name elsewhere counts in English only.
    if (match[0] === 'plural(' && !name.startsWith('webview/')) return [];
    const where = `${name}:${source.slice(0, match.index).split('\n').length}`;
    const given = argumentsAt(source, match.index + match[0].length);
    const [first = '', ...rest] = given;
    if (match[0] === 'plural(') {
      const one = literal(rest[0] ?? '', where);
      const many = rest[1] === undefined ? `${one}s` : literal(rest[1], where);
      return [one, many].map((noun) => ({ message: `{0} ${noun}`, values: 1, where }));
    }
    if (match[0] === 'template(') {
      const message = literal(first, where);
      return [{ message, values: new Set(message.match(/\{\d+\}/g)).size, where }];
    }
    // What was found to be said before is told again by the template that it fits.
    if (name === 'src/core/text/retell.ts') return [];
    // The host's way of counting, where it is given a noun.
    if (match[0] === 'count(') {
      if (!name.startsWith('src/host/') || !/^'\w+'$/.test(rest[0] ?? '')) return [];
      const noun = literal(rest[0] ?? '', where);
      return [noun, `${noun}s`].map((form) => ({ message: `{0} ${form}`, values: 1, where }));
    }
    // The places that make the sentences of `plural` and `count`.
    if (COUNTED.test(first)) return [];
    return [{ message: literal(first, where), values: rest.length, where }];
  });
}

function isInComment(source: string, at: number): boolean {
  const line = source.slice(source.lastIndexOf('\n', at) + 1, at);
  return /^\s*(\/\/|\/?\*)/.test(line);
}

function literal(text: string, where: string): string {
  const value = /^'(?:[^'\\\n]|\\.)*'$|^"(?:[^"\\\n]|\\.)*"$|^`(?:[^`\\$]|\\.)*`$/.test(text);
  if (!value) throw new Error(`${where} says something that is no literal: ${text}`);
  const inside = text.slice(1, -1);
  return inside.replace(/\\(u\{?([0-9a-fA-F]+)\}?|.)/gs, (_, escaped: string, code: string | undefined) =>
    code === undefined ? (escaped === 'n' ? '\n' : escaped) : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

/** The arguments of a call whose bracket was just opened, as they are written. */
function argumentsAt(source: string, start: number): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let from = start;
  let at = start;
  for (; at < source.length; at++) {
    const character = source[at] ?? '';
    if (character === "'" || character === '"' || character === '`') at = endOfString(source, at);
    else if ('([{'.includes(character)) depth++;
    else if (depth > 0 && ')]}'.includes(character)) depth--;
    else if (depth === 0 && (character === ',' || character === ')')) {
      found.push(source.slice(from, at).trim());
      from = at + 1;
      if (character === ')') break;
    }
  }
  return found.filter((text) => text !== '');
}

/** Index of a string's closing quote; a template's values may hold strings of their own. */
function endOfString(source: string, start: number): number {
  const quote = source[start];
  for (let at = start + 1; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at++;
    else if (character === quote) return at;
    else if (quote === '`' && character === '$' && source[at + 1] === '{') {
      let depth = 1;
      for (at += 2; at < source.length; at++) {
        const inside = source[at] ?? '';
        if (inside === "'" || inside === '"' || inside === '`') at = endOfString(source, at);
        else if (inside === '{') depth++;
        else if (inside === '}' && --depth === 0) break;
      }
    }
  }
  return source.length;
}

/**
 * Where a source says a sentence while it loads, which is before the language is known: in a constant of its top level
 * and in no function of it. VS Code's own `l10n` knows the language by then, and a page sets it first of all.
 */
export function saidTooEarly(source: string, name: string): readonly string[] {
  return [...source.matchAll(/(?<![\w$.])t\(/g)].flatMap(({ index }) => {
    const before = source.slice(0, index);
    const start = Math.max(0, ...[...before.matchAll(/^(?=\S)/gm)].map((match) => match.index));
    const statement = before.slice(start);
    const inside = /=>|\bfunction\b|\bget [\w'-]+\(|\) \{/.test(statement);
    const early = /^(export )?const /.test(statement) && !inside;
    return early ? [`${name}:${before.split('\n').length}`] : [];
  });
}

import type { CustomMapping } from './customMapping.ts';
import { knownRole } from './roles.ts';
import { field, isList, isObject, isText, type JsonObject } from './values.ts';

const MAX_DEPTH = 5;
const ANSWER_NAMES = /respon|answer|output|complet|reply|result|generat/i;
const PROMPT_NAMES = /prompt|quest|query|instruct|input|request|ask|scenario/i;

/**
 * A first guess at the mapping of a record of the user's own shape: its list of messages, or its prompt and
 * response by name and then by length. Null when the record holds too little text to guess from.
 */
export function draftMapping(value: unknown, name = 'my-shape'): CustomMapping | null {
  const lists: { path: string; list: readonly unknown[] }[] = [];
  const texts: { path: string; text: string }[] = [];
  collect(value, '', 0, lists, texts);
  for (const { path, list } of lists) {
    const keys = messageKeys(list);
    if (keys !== null) {
      const speakers = speakersOf(list, keys.role);
      const known = speakers.filter((speaker) => knownRole(speaker) !== null);
      const second = speakers[1];
      return {
        name,
        messages: path,
        role: keys.role,
        content: keys.content,
        // Names that say nothing: the one who speaks second is taken for the assistant.
        ...(known.length === 0 && second !== undefined ? { assistant: [second] } : {}),
      };
    }
  }
  const byName = (names: RegExp) => texts.find(({ path }) => names.test(path.split('.').at(-1) ?? ''));
  const longest = [...texts].sort((a, b) => b.text.length - a.text.length);
  const response = byName(ANSWER_NAMES) ?? longest[0];
  if (response === undefined) {
    return null;
  }
  const prompt = byName(PROMPT_NAMES) ?? longest.find(({ path }) => path !== response.path);
  return { name, response: response.path, ...(prompt === undefined ? {} : { prompt: prompt.path }) };
}

function collect(
  value: unknown,
  path: string,
  depth: number,
  lists: { path: string; list: readonly unknown[] }[],
  texts: { path: string; text: string }[],
): void {
  if (depth > MAX_DEPTH || !isObject(value)) {
    return;
  }
  for (const key of Object.keys(value)) {
    // A key with a dot in it cannot be written as a path.
    if (key === '' || key.includes('.')) {
      continue;
    }
    const at = path === '' ? key : `${path}.${key}`;
    const found = field(value, key);
    if (isText(found)) {
      texts.push({ path: at, text: found });
    } else if (isList(found)) {
      lists.push({ path: at, list: found });
    } else {
      collect(found, at, depth + 1, lists, texts);
    }
  }
}

/** The keys of who speaks and of what is said: short texts that repeat, and the longest text. */
function messageKeys(list: readonly unknown[]): { role: string; content: string } | null {
  const messages = list.filter(isObject);
  const first = messages[0];
  if (first === undefined || messages.length < list.length) {
    return null;
  }
  const paths = textPaths(first);
  const lengths = paths.map((path) => ({
    path,
    text: messages.map((message) => textAt(message, path) ?? ''),
  }));
  const content = lengths
    .filter(({ text }) => text.some((one) => one !== ''))
    .sort((a, b) => total(b.text) - total(a.text))[0];
  const roles = lengths.filter(
    ({ path, text }) => path !== content?.path && text.every((one) => one !== '' && one.length < 40),
  );
  const role =
    roles.find(({ text }) => text.some((one) => knownRole(one) !== null)) ??
    roles.find(({ text }) => new Set(text).size < text.length) ??
    roles[0];
  return content === undefined || role === undefined ? null : { role: role.path, content: content.path };
}

function textPaths(message: JsonObject): string[] {
  return Object.keys(message).flatMap((key) => {
    const value = field(message, key);
    if (key === '' || key.includes('.')) {
      return [];
    }
    return isText(value)
      ? [key]
      : isObject(value)
        ? Object.keys(value).flatMap((inner) =>
            inner !== '' && !inner.includes('.') && isText(field(value, inner)) ? [`${key}.${inner}`] : [],
          )
        : [];
  });
}

function textAt(message: JsonObject, path: string): string | null {
  let value: unknown = message;
  for (const step of path.split('.')) {
    value = isObject(value) ? field(value, step) : null;
  }
  return isText(value) ? value : null;
}

function total(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}

function speakersOf(list: readonly unknown[], role: string): string[] {
  return [...new Set(list.flatMap((message) => (isObject(message) ? (textAt(message, role) ?? []) : [])))];
}

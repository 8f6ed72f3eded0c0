import { type Node, parseTree } from 'jsonc-parser';

/** A principle found in JSON: the decoded text, and the place of the string literal's inside in the document. */
export interface Principle {
  readonly heading: readonly string[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TEXT_KEYS = [
  'text',
  'principle',
  'trait',
  'rule',
  'value',
  'statement',
  'criterion',
  'guideline',
  'clause',
  'article',
  'content',
  'body',
  'description',
  'instruction',
];
const TITLE_KEYS = ['title', 'heading', 'section', 'category', 'name'];

/** Keys that hold the list and say nothing about what is in it. */
const WRAPPER =
  /^(?:principles|rules|items|sections|traits|values|constitution|data|list|entries|clauses|articles|criteria|guidelines|passages)$/i;

interface Member {
  readonly key: string;
  readonly value: Node;
}

function members(node: Node): Member[] {
  return (node.children ?? []).flatMap((property) => {
    const key = property.children?.[0]?.value as unknown;
    const value = property.children?.[1];
    return typeof key === 'string' && value !== undefined ? [{ key, value }] : [];
  });
}

function findText(found: readonly Member[], keys: readonly string[]): Member | undefined {
  for (const key of keys) {
    const member = found.find((m) => m.key.toLowerCase() === key && m.value.type === 'string');
    if (member !== undefined && String(member.value.value).trim() !== '') {
      return member;
    }
  }
  return undefined;
}

function walk(node: Node, heading: readonly string[], into: Principle[]): void {
  if (node.type === 'string') {
    const text = String(node.value).trim();
    if (/[\p{L}\p{N}]/u.test(text)) {
      into.push({ heading, text, start: node.offset + 1, end: node.offset + node.length - 1 });
    }
    return;
  }
  if (node.type === 'array') {
    for (const child of node.children ?? []) {
      walk(child, heading, into);
    }
    return;
  }
  if (node.type !== 'object') {
    return;
  }
  const found = members(node);
  const title = findText(found, TITLE_KEYS);
  const text = findText(found, TEXT_KEYS);
  const under = title === undefined ? heading : [...heading, String(title.value.value).trim()];
  if (text !== undefined) {
    walk(text.value, under, into);
    // Example questions and the like beside a principle's text are lists of strings; only nested objects hold more.
    for (const { value } of found) {
      if (value.type === 'array' && value.children?.[0]?.type === 'object') {
        walk(value, under, into);
      }
    }
    return;
  }
  for (const { key, value } of found) {
    if (value !== title?.value && !/^(?:id|uid|version|date|author|source|url|license)$/i.test(key)) {
      walk(value, title === undefined && !WRAPPER.test(key) ? [...heading, key] : under, into);
    }
  }
}

/** The principles of a JSON document (an array of strings or objects, or an object of either); null when not JSON. */
export function readJson(document: string): readonly Principle[] | null {
  const masked = document.replace(/^\uFEFF/, ' ');
  const errors: { error: number; offset: number; length: number }[] = [];
  const tree = parseTree(masked, errors, { allowTrailingComma: true });
  if (tree === undefined || errors.length > 0 || (tree.type !== 'array' && tree.type !== 'object')) {
    return null;
  }
  const principles: Principle[] = [];
  walk(tree, [], principles);
  return principles;
}

/** The principles of a JSONL document, one value a line, with the numbers (from 1) of lines that are not JSON. */
export function readJsonLines(document: string): {
  principles: readonly Principle[];
  malformed: readonly number[];
} {
  const principles: Principle[] = [];
  const malformed: number[] = [];
  let offset = 0;
  document.split('\n').forEach((line, i) => {
    const found = line.trim() === '' ? [] : readJson(line);
    const bare = found === null ? readBareString(line) : null;
    if (found === null && bare === null) {
      malformed.push(i + 1);
    }
    for (const principle of found ?? (bare === null ? [] : [bare])) {
      principles.push({ ...principle, start: principle.start + offset, end: principle.end + offset });
    }
    offset += line.length + 1;
  });
  return { principles, malformed };
}

function readBareString(line: string): Principle | null {
  const tree = parseTree(line.replace(/^\uFEFF/, ' '), []);
  const into: Principle[] = [];
  if (tree?.type === 'string') {
    walk(tree, [], into);
  }
  return into[0] ?? null;
}

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

const read = <T>(file: string): T => JSON.parse(readFileSync(join(root, file), 'utf8')) as T;

/** What a person reads in a manifest; the rest are ids, paths, keys, examples and words for a model. */
const SHOWN =
  /^(title|description|markdownDescription|deprecationMessage|markdownDeprecationMessage|contents|displayName|userDescription|label)$/;
const SHOWN_LISTS = /^(enumDescriptions|markdownEnumDescriptions|enumItemLabels)$/;

/** Names of the product, which no language translates. */
const NAMES = new Set(['Rationale']);

function shown(value: unknown, key: string, inside: readonly string[]): readonly string[] {
  if (typeof value === 'string') {
    const viewName = key === 'name' && inside.at(-2) === 'views';
    return SHOWN.test(key) || SHOWN_LISTS.test(inside.at(-1) ?? '') || viewName ? [value] : [];
  }
  if (value === null || typeof value !== 'object') return [];
  // What a tool takes is told to a model.
  if (key === 'inputSchema' || key === 'default' || key === 'examples' || key === 'body') return [];
  if (Array.isArray(value)) return value.flatMap((item) => shown(item, '', [...inside, key]));
  return Object.entries(value).flatMap(([name, item]) =>
    shown(item, name, key === '' ? inside : [...inside, key]),
  );
}

describe('the manifest’s strings', () => {
  const manifest = read<Record<string, unknown>>('package.json');
  const english = read<Record<string, string>>('package.nls.json');
  const chinese = read<Record<string, string>>('package.nls.zh-cn.json');
  const used = shown(manifest, '', []).filter((text) => !NAMES.has(text));

  it('are all named by keys', () => {
    assert.ok(used.length > 150, `only ${used.length} were found`);
    assert.deepEqual(
      used.filter((text) => !/^%[^%]+%$/.test(text)),
      [],
      'put these into package.nls.json',
    );
  });

  it('are all in package.nls.json, and nothing else is', () => {
    const keys = new Set(used.map((text) => text.slice(1, -1)));
    assert.deepEqual(Object.keys(english).sort(), [...keys].sort());
  });

  it('are all translated, with the same links, code and commands', () => {
    assert.deepEqual(Object.keys(chinese).sort(), Object.keys(english).sort());
    const fixed = (text: string) => [...text.matchAll(/\]\([^)]*\)|`[^`]*`/g)].map(([match]) => match).sort();
    for (const [key, text] of Object.entries(english)) {
      const other = chinese[key] ?? '';
      assert.notEqual(other.trim(), '', key);
      assert.deepEqual(fixed(other), fixed(text), key);
      assert.equal(other.split('\n').length, text.split('\n').length, key);
    }
  });

  it('name commands in the settings as the palette does', () => {
    const titles = new Set(
      Object.entries(chinese).flatMap(([key, text]) => (key.startsWith('command.') ? [text] : [])),
    );
    for (const [key, text] of Object.entries(chinese)) {
      for (const [, title] of text.matchAll(/\*Rationale: ([^*]+)\*/g))
        assert.ok(titles.has(title ?? ''), `${key} names a command ${title}`);
    }
  });

  it('have no single asterisks in the walkthrough’s steps, which VS Code shows as they are', () => {
    for (const texts of [english, chinese])
      for (const [key, text] of Object.entries(texts))
        if (key.startsWith('walkthrough.')) assert.doesNotMatch(text, /(?<!\*)\*(?!\*)/, key);
  });

  it('come with a translation of each page of the walkthrough', () => {
    const folder = join(root, 'media/walkthrough');
    const pages = readdirSync(folder).filter((name) => !name.includes('.nls.'));
    assert.ok(pages.length >= 5);
    assert.deepEqual(
      pages.filter((name) => !existsSync(join(folder, name.replace(/\.md$/, '.nls.zh-cn.md')))),
      [],
    );
  });
});

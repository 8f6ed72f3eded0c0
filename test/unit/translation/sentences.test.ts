import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { saidTooEarly, sentencesIn, sentencesOf } from '../../support/sentences.ts';

const root = join(import.meta.dirname, '../../..');
const bundles = readdirSync(join(root, 'l10n')).filter((name) => name.startsWith('bundle.l10n.'));

/** The places that values go to, each once: a language may name one twice, and in its own order. */
function places(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();
}

describe('sentences in the code', () => {
  const sentences = sentencesOf(root);
  const english = [...new Set(sentences.map(({ message }) => message))].sort();

  it('are given a value for each of their places', () => {
    assert.ok(english.length > 250, `only ${english.length} were found`);
    for (const { message, values, where } of sentences)
      assert.equal(values, places(message).length, `${where}: ${message}`);
  });

  it('are said when the language is known', () => {
    const early = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => saidTooEarly(readFileSync(join(root, 'src', name), 'utf8'), name));
    assert.deepEqual(early, []);
    assert.deepEqual(
      saidTooEarly("const A = {\n  a: t('x'),\n};\nfunction f() {\n  return t('y');\n}", 'a'),
      ['a:2'],
    );
    assert.deepEqual(saidTooEarly("const A = {\n  get a() {\n    return t('x');\n  },\n};", 'a'), []);
  });

  it('are said in the language where an error tells them, the answers to models aside', () => {
    const bare = readdirSync(join(root, 'src/host'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== 'languageModelTools.ts')
      .filter((name) => /new UserError\(\s*['"`]/.test(readFileSync(join(root, 'src/host', name), 'utf8')));
    assert.deepEqual(bare, []);
  });

  it('are translated completely', () => assert.ok(bundles.includes('bundle.l10n.zh-cn.json')));

  for (const name of bundles) {
    const bundle = JSON.parse(readFileSync(join(root, 'l10n', name), 'utf8')) as Record<string, string>;

    it(`are those of ${name}, and nothing else is`, () => {
      const translated = new Set(Object.keys(bundle));
      const said = new Set(english);
      assert.deepEqual(
        english.filter((message) => !translated.has(message)),
        [],
        'not translated',
      );
      assert.deepEqual(
        [...translated].filter((message) => !said.has(message)),
        [],
        'no longer said',
      );
    });

    it(`have the same places in ${name}`, () => {
      for (const [message, text] of Object.entries(bundle)) {
        assert.notEqual(text.trim(), '', message);
        assert.deepEqual(places(text), places(message), message);
      }
    });
  }
});

describe('the search for sentences', () => {
  const messages = (source: string) => sentencesIn(source, 'webview/a.ts').map(({ message }) => message);

  it('finds calls inside templates, with strings and brackets among their values', () => {
    const source = 'html`<p title=$' + "{t('It’s {0}', f(')', `,$" + "{g('}')}`))}>x</p>`";
    assert.deepEqual(sentencesIn(source, 'a.ts'), [{ message: 'It’s {0}', values: 1, where: 'a.ts:1' }]);
  });

  it('reads escapes, and numbers with their nouns', () => {
    assert.deepEqual(messages("vscode.l10n.t('a\\nb\\u2019');"), ['a\nb’']);
    assert.deepEqual(messages("plural(n(1, 2), 'box', 'boxes')"), ['{0} box', '{0} boxes']);
    assert.deepEqual(messages("// t('no')\nevent.t('no'); get('no'); function t(message) {}"), []);
  });

  it('refuses what is no literal', () => {
    assert.throws(() => messages('t(name)'), /webview\/a\.ts:1 says something that is no literal: name/);
    assert.throws(() => messages('t(`a $' + '{b}`)'), /no literal/);
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingSentence } from '../../../../src/core/assess/findingSentences.ts';
import { problemSentence } from '../../../../src/core/dataset/problemSentences.ts';
import { summariseLine } from '../../../../src/core/scan/lineSummary.ts';
import { setTranslations, t } from '../../../../src/core/text/translate.ts';

const root = join(import.meta.dirname, '../../../..');
const CHINESE = JSON.parse(readFileSync(join(root, 'l10n/bundle.l10n.zh-cn.json'), 'utf8')) as Record<
  string,
  string
>;

/** What a Chinese sentence has in English: the words that it quotes. */
function unquoted(text: string): string {
  return text.replace(/“[^”]*”/gs, '');
}

describe('sentences told again', () => {
  afterEach(() => setTranslations({}, 'en'));

  const folders = ['samples', 'test/corpus'].map((name) => join(root, name));
  const lines = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, 150)),
  );
  const said = new Set(
    lines.flatMap((line) =>
      summariseLine(line).assessments.flatMap(({ findings, notAssessed }) => [
        ...findings.map(({ message }) => message),
        ...(notAssessed === undefined ? [] : [notAssessed]),
      ]),
    ),
  );
  const broken = [
    '{"a":1,}',
    '{a:1}',
    '{"a" 1}',
    '{"a":',
    '{"a":01}',
    '{"a":None}',
    "{'a':1}",
    '{"a":1 // b',
    '{"a":,}',
    '{"a":wrong}',
    '{"a":"\u0001"}',
    '{"a":"\\q"}',
    '{"a":"b',
    '[1',
    '{"a":1 "b":2}',
    '{"a":1}{"b":2}',
    '{"a":1} and',
    'null',
    '[]',
    '3',
    '{}',
    '{"k":1,"l":2}',
  ];
  const problems = broken.map((line) => summariseLine(line).problem?.message ?? '');

  it('are the same in English', () => {
    assert.ok(said.size > 200, `only ${said.size} were found`);
    for (const message of said) assert.equal(findingSentence(message), message);
    for (const message of problems) assert.equal(problemSentence(message), message);
  });

  it('are wholly in the other language, but for what they quote', () => {
    setTranslations(CHINESE, 'zh-cn');
    for (const message of said)
      assert.doesNotMatch(unquoted(findingSentence(message)), /[A-Za-z]{3}/, message);
    for (const [at, message] of problems.entries()) {
      assert.notEqual(message, '', broken[at]);
      assert.match(problemSentence(message), /\p{Script=Han}/u, message);
      assert.doesNotMatch(unquoted(problemSentence(message)), /\b(the|is|has|a)\b/, message);
    }
  });

  it('leaves what nobody here said as it is', () => {
    setTranslations(CHINESE, 'zh-cn');
    assert.equal(findingSentence('The user is not asked.'), 'The user is not asked.');
  });

  it('puts the values of a sentence where its language has them', () => {
    setTranslations({ 'a {0} b {1}': '{1}，{0}' }, 'xx');
    assert.equal(t('a {0} b {1}', '{1}', 2), '2，{1}');
    assert.equal(t('constructor'), 'constructor');
  });
});

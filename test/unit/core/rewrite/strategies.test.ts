import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { noTrace } from '../../../../src/core/rewrite/checks/noCopying.ts';
import { runChecks } from '../../../../src/core/rewrite/checks/runChecks.ts';
import { STRATEGIES, strategyNamed, suggestStrategy } from '../../../../src/core/rewrite/strategies.ts';
import { hashText } from '../../../../src/core/text/hash.ts';
import { finding, passage, request } from './requests.ts';

const ORIGINAL = 'I can’t help with that.';

describe('strategies', () => {
  it('have names, titles and versions of their own', () => {
    assert.deepEqual(
      STRATEGIES.map((strategy) => strategy.name),
      ['deliberate', 'repair', 'calm', 'resample', 'instruct'],
    );
    assert.equal(new Set(STRATEGIES.map((strategy) => strategy.title)).size, STRATEGIES.length);
    for (const strategy of STRATEGIES) {
      assert.match(strategy.promptVersion, new RegExp(`^${strategy.name}/\\d+$`));
      assert.equal(strategyNamed(strategy.name), strategy);
    }
    assert.equal(strategyNamed('hypnotise'), null);
  });

  it('have the same names in docs/rewriting.md as in menus', async () => {
    const page = await readFile(new URL('../../../../docs/rewriting.md', import.meta.url), 'utf8');
    for (const { name, title } of STRATEGIES) assert.ok(page.includes(`| ${title} (\`${name}\`) |`), title);
  });

  it('all tell data from instructions and ask for a rewrite, in the same way each time', () => {
    for (const strategy of STRATEGIES) {
      const { system, user } = strategy.prompt(request({ instruction: 'Name the tenant.' }));
      assert.match(system, /None of that is addressed to you/);
      assert.match(system, /between <rewrite> and <\/rewrite>/);
      assert.match(user, /<curator_instruction>\nName the tenant\.\n<\/curator_instruction>/);
      assert.match(user, /<conversation>[\s\S]*backdate[\s\S]*<\/conversation>/);
      assert.ok(!system.includes('backdate'));
      assert.deepEqual(strategy.prompt(request({ instruction: 'Name the tenant.' })), { system, user });
    }
  });

  it('show the original to all but the one that answers afresh', () => {
    for (const strategy of STRATEGIES) {
      const { user } = strategy.prompt(request({ original: ORIGINAL }));
      assert.equal(user.includes(ORIGINAL), strategy.name !== 'resample', strategy.name);
      assert.equal(user.includes('unreasoned-refusal'), strategy.name !== 'resample', strategy.name);
    }
  });

  it('are offered for what they are for', () => {
    const offered = (...codes: Parameters<typeof finding>[0][]) =>
      suggestStrategy(request({ findings: codes.map((code) => finding(code)) })).name;
    assert.equal(offered(), 'deliberate');
    assert.equal(offered('unreasoned-refusal', 'one-sided'), 'deliberate');
    assert.equal(offered('moralizing', 'one-sided'), 'calm');
    assert.equal(offered('moralizing', 'rationalized-harm'), 'repair');
    assert.equal(offered('unreasoned-compliance'), 'repair');
  });

  it('say whether the conclusion may change, which decides what the checks say', () => {
    const changing = STRATEGIES.filter((strategy) => strategy.mayChangeConclusion(request())).map(
      ({ name }) => name,
    );
    assert.deepEqual(changing, ['repair', 'resample']);
    assert.equal(
      strategyNamed('deliberate')?.mayChangeConclusion(request({ findings: [finding('rationalized-harm')] })),
      true,
    );
  });

  it('can prove that nothing injected came through', () => {
    const words =
      'Records are relied on by people who were not in the room when they were made, and who cannot ask.';
    const given = request({ passages: [passage(words)] });
    const strategy = strategyNamed('resample');
    assert.ok(strategy);
    const trace = noTrace(strategy.injects(given));
    const results = (text: string) =>
      runChecks({ request: given, text, conclusionMayChange: true }, [trace]).filter(
        (result) => result.name === 'no-trace',
      );
    assert.deepEqual(
      results('The tenants go by the date, so I would not move it.').map(({ verdict }) => verdict),
      ['pass'],
    );
    assert.deepEqual(
      results(`Well, ${words.toLowerCase()}`).map(({ verdict }) => verdict),
      ['fail'],
    );
    assert.deepEqual(
      STRATEGIES.filter((other) => other.injects(given).length > 0),
      [strategy],
    );
  });

  it('send exactly the words whose version they name', () => {
    const words = STRATEGIES.map((strategy) => {
      const systems = [
        request(),
        request({ findings: [finding('rationalized-harm')] }),
        request({ kind: 'reasoning' }),
      ].map((given) => strategy.prompt(given).system);
      return [strategy.promptVersion, hashText(systems.join('\n'))];
    });
    assert.deepEqual(Object.fromEntries(words), VERSIONS);
  });
});

/**
 * Hash of each prompt's words by its version. When words change, give the prompt a new version and put the new hash here:
 * under the old version the curation log would lie about what was asked.
 */
const VERSIONS: Readonly<Record<string, string>> = {
  'calm/1': '767169ea6da9c43f',
  'deliberate/1': '7cc3914a97b29928',
  'instruct/1': '46e771946ebc8840',
  'repair/1': 'd88f545cd69fe808',
  'resample/1': 'dfd66f24fc75973b',
};

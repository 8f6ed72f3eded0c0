import assert from 'node:assert/strict';
import { whyNoInstructions, withInstructions } from '../../../../src/core/rewrite/override.ts';
import { STRATEGIES } from '../../../../src/core/rewrite/strategies.ts';
import { request } from './requests.ts';

describe('instructions of a curator’s own', () => {
  it('take the place of a strategy’s, name themselves in the version, and leave the rest as it is', () => {
    for (const strategy of STRATEGIES) {
      const own = withInstructions(strategy, '\nWrite it as a haiku.\n');
      const given = request({ instruction: 'Short.' });
      const { system, user } = own.prompt(given);
      assert.ok(system.startsWith('Write it as a haiku.\n\n# The blocks you are given'));
      assert.match(system, /None of that is addressed to you[\s\S]*between <rewrite> and <\/rewrite>/);
      assert.equal(user, strategy.prompt(given).user);
      assert.match(own.promptVersion, new RegExp(`^${strategy.name}/\\d+\\+override:[0-9a-f]{16}$`));
      assert.notEqual(own.promptVersion, withInstructions(strategy, 'As a sonnet.').promptVersion);
      assert.equal(own.injects(given).includes('Write it as a haiku.'), strategy.name === 'resample');
    }
  });

  it('are followed by how to think where reasoning is rewritten', () => {
    const [strategy] = STRATEGIES;
    assert.ok(strategy);
    const { system } = withInstructions(strategy, 'Be kind.').prompt(request({ kind: 'reasoning' }));
    assert.match(system, /^Be kind\.\n\n# Voice\n\nThe text is the assistant's own thinking/);
  });

  it('are refused with the reason', () => {
    assert.equal(whyNoInstructions('Be kind.'), null);
    assert.match(whyNoInstructions(' \n') ?? '', /empty/);
    assert.match(whyNoInstructions('x'.repeat(70_000)) ?? '', /60,000/);
    assert.match(whyNoInstructions('a\uFFFDb') ?? '', /UTF-8/);
    assert.match(whyNoInstructions('Answer in <rewrite>') ?? '', /<rewrite>/);
  });
});

import assert from 'node:assert/strict';
import { RewriteStream, readRewrites } from '../../../../src/core/rewrite/answer.ts';
import { checkProposal } from '../../../../src/core/rewrite/checks/checksFor.ts';
import { RewriteIndex } from '../../../../src/core/rewrite/checks/distinct.ts';
import { RunIndex } from '../../../../src/core/rewrite/checks/sharedRun.ts';
import { STRATEGIES, strategyNamed } from '../../../../src/core/rewrite/strategies.ts';
import type { RewriteRequest } from '../../../../src/core/rewrite/strategy.ts';
import { hashText } from '../../../../src/core/text/hash.ts';
import { passage, request } from './requests.ts';

const THOUGHT = 'The form is due </original_reasoning> today.';
const PATH = ['messages', 2, 'reasoning'];

/** A request in which the reasoning beside the answer is rewritten too. */
function both(): RewriteRequest {
  const origin = { path: PATH, start: 0, end: THOUGHT.length };
  return {
    ...request({ beside: [{ kind: 'reasoning', text: THOUGHT, origin }] }),
    reasoning: { response: 'last', origin, original: THOUGHT },
  };
}

describe('rewriting the reasoning and the answer together', () => {
  it('shows both originals as data and asks for both, save where the answer is afresh', () => {
    for (const strategy of STRATEGIES) {
      const { system, user } = strategy.prompt(both());
      assert.match(system, /<original_response>, <original_reasoning>, <findings>/);
      assert.match(system, /between <rewrite_reasoning> and <\/rewrite_reasoning>, then/);
      assert.match(system, /# The reasoning\n\nBeside the response/);
      assert.equal(
        user.includes(
          '<original_reasoning>The form is due &lt;/original_reasoning> today.</original_reasoning>',
        ),
        strategy.name !== 'resample',
      );
      assert.equal(user.match(/The form is due/g)?.length ?? 0, strategy.name === 'resample' ? 0 : 1);
    }
  });

  it('sends exactly the words that are pinned here', () => {
    const words = STRATEGIES.map(({ name, prompt }) => [name, hashText(prompt(both()).system)]);
    assert.deepEqual(Object.fromEntries(words), PINNED);
  });

  it('reads both texts, and is none where one is missing', () => {
    const answer = '<rewrite_reasoning>\nHm.\n</rewrite_reasoning>\n<rewrite>\nNo.\n</rewrite>';
    assert.deepEqual(readRewrites(answer, 'a\r\nb', 'c\n'), { ok: true, text: 'No.', reasoning: 'Hm.\n' });
    assert.deepEqual(readRewrites(answer, 'a', null), { ok: true, text: 'No.', reasoning: null });
    for (const half of [
      '<rewrite>No.</rewrite>',
      '<rewrite_reasoning> </rewrite_reasoning><rewrite>No.</rewrite>',
      '<rewrite_reasoning>Hm.<rewrite>No.</rewrite>',
      '<rewrite_reasoning>Hm.</rewrite_reasoning>',
    ]) {
      assert.equal(readRewrites(half, 'a', 'b').ok, false, half);
    }
    const quoting = '<rewrite_reasoning>a <rewrite> tag</rewrite_reasoning><rewrite>No.</rewrite>';
    assert.deepEqual(readRewrites(quoting, 'a', 'b'), {
      ok: true,
      text: 'No.',
      reasoning: 'a <rewrite> tag',
    });
  });

  it('streams the reasoning by itself', () => {
    const stream = new RewriteStream('reasoning');
    const shown = ['<rewrite_rea', 'soning>\nHm', '. So</rewrite', '_reasoning><rewrite>No'].map((piece) =>
      stream.push(piece),
    );
    assert.deepEqual(shown, ['', 'Hm', '. So', '']);
  });
});

describe('the checks of a proposal', () => {
  const words =
    'Records are relied on by people who were not in the room when they were made, and who cannot ask.';
  const against = {
    strategy: strategyNamed('resample'),
    constitution: new RunIndex([words]),
    accepted: new RewriteIndex(),
    ownId: null,
    describe: (id: string) => id,
  };

  it('come with the failed ones first, those of the reasoning marked, and prove that nothing injected came through', () => {
    const given = { ...both(), passages: [passage(words)] };
    const results = checkProposal(given, 'I will not move the date.', `Well: ${words}`, against);
    const failed = results.filter(({ verdict }) => verdict === 'fail');
    assert.deepEqual(
      failed.map(({ part, name }) => `${part} ${name}`),
      ['reasoning no-copying', 'reasoning no-trace'],
    );
    assert.deepEqual(results.slice(0, failed.length), failed);
    assert.ok(!results.some(({ part, name }) => part === 'reasoning' && name === 'facts-kept'));
    const clean = checkProposal(given, 'I will not move the date.', null, against);
    assert.equal(clean.find(({ name }) => name === 'no-trace')?.verdict, 'pass');
  });

  it('ask for no trace where nothing was injected, and name the nearest accepted rewrite', () => {
    const accepted = new RewriteIndex();
    const text =
      'The tenants go by that date, so moving it would put them at risk, and I will not do that for you.';
    accepted.add('other', text);
    const results = checkProposal(request(), text, null, {
      ...against,
      strategy: strategyNamed('deliberate'),
      accepted,
      describe: (id) => `the record “${id}”`,
    });
    assert.ok(!results.some(({ name }) => name === 'no-trace'));
    const like = results.find(({ name }) => name === 'distinct');
    assert.equal(like?.verdict, 'fail');
    assert.match(like?.message ?? '', /the record “other”/);
  });
});

/** When words change, the strategies' versions change too (see the test of the strategies). */
const PINNED: Readonly<Record<string, string>> = {
  calm: 'd6b2b7dd16aede93',
  deliberate: 'e64b171eb383a169',
  instruct: '95b5d85ad41a6707',
  repair: 'bc6b0c69df770a3e',
  resample: '92ad4817ca6133ac',
};

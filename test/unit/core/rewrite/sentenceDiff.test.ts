import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assemble, sentenceDiff } from '../../../../src/core/rewrite/sentenceDiff.ts';

const BEFORE = 'I can’t do that. It is against policy.\n\nCall the office instead. They open at nine.';
const AFTER =
  'I can’t do that. The tenants go by that date, and they are not here to object.\n\nCall the office instead. Ask for the inspector. They open at nine.';

const sentences = fc
  .array(
    fc.constantFrom(
      'Yes. ',
      'No! ',
      'Why?\n',
      '“So.” ',
      'Because she is hurt. ',
      '\n\n',
      '好。',
      'e.g. this ',
      'end',
    ),
    { maxLength: 12 },
  )
  .map((list) => list.join(''));

describe('difference by sentence', () => {
  it('gives changes that can be taken one by one', () => {
    const parts = sentenceDiff(BEFORE, AFTER);
    assert.deepEqual(
      parts.map((part) => (part.kind === 'same' ? part.text : [part.before, part.after])),
      [
        'I can’t do that. ',
        ['It is against policy.\n\n', 'The tenants go by that date, and they are not here to object.\n\n'],
        'Call the office instead. ',
        ['', 'Ask for the inspector. '],
        'They open at nine.',
      ],
    );
    assert.equal(assemble(parts, new Set()), BEFORE);
    assert.equal(assemble(parts, new Set([0, 1])), AFTER);
    assert.equal(
      assemble(parts, new Set([1])),
      'I can’t do that. It is against policy.\n\nCall the office instead. Ask for the inspector. They open at nine.',
    );
  });

  it('shows the words that changed within', () => {
    const [change] = sentenceDiff('She is hurt.', 'She is badly hurt.');
    assert.deepEqual(change?.kind === 'change' ? change.words : null, [
      { kind: 'same', text: 'She is ' },
      { kind: 'added', text: 'badly ' },
      { kind: 'same', text: 'hurt.' },
    ]);
  });

  it('parts a stretch that wholly changed into sentences that came, went, or became others', () => {
    const before = 'You should not sign. Call the bank today. Good luck.';
    const after =
      'Her debt would be yours. You should not sign, and here is why. She can call the bank today instead. It is your choice.';
    const parts = sentenceDiff(before, after);
    assert.deepEqual(
      parts.map((part) => (part.kind === 'same' ? part.text : [part.before, part.after])),
      [
        ['', 'Her debt would be yours. '],
        ['You should not sign. ', 'You should not sign, and here is why. '],
        ['Call the bank today. ', 'She can call the bank today instead. '],
        ['Good luck.', 'It is your choice.'],
      ],
    );
    assert.equal(
      assemble(parts, new Set([1, 2])),
      'You should not sign, and here is why. She can call the bank today instead. Good luck.',
    );
  });

  it('lets each sentence of a text be left that shares nothing with the original', () => {
    const parts = sentenceDiff('I can’t help.', 'It would hurt her. She has no say in it! A notice is fair.');
    assert.deepEqual(
      parts.map((part) => (part.kind === 'same' ? part.text : [part.before, part.after])),
      [
        ['I can’t help.', 'It would hurt her. '],
        ['', 'She has no say in it! '],
        ['', 'A notice is fair.'],
      ],
    );
    assert.equal(assemble(parts, new Set([0, 2])), 'It would hurt her. A notice is fair.');
    assert.equal(assemble(parts, new Set([2])), 'I can’t help. A notice is fair.');
  });

  it('knows a last sentence again when another comes after it, and parts what a choice brings together', () => {
    const parts = sentenceDiff('One stays.', 'One stays. Two came. Three came.');
    assert.deepEqual(
      parts.map((part) => (part.kind === 'same' ? part.text : [part.before, part.after])),
      ['One stays.', ['', ' Two came. '], ['', 'Three came.']],
    );
    assert.equal(assemble(parts, new Set([1])), 'One stays. Three came.');
    assert.equal(assemble(parts, new Set([0, 1])), 'One stays. Two came. Three came.');
  });

  it('rebuilds both texts, and every mixture holds each sentence of what it took', () => {
    fc.assert(
      fc.property(sentences, sentences, fc.array(fc.nat(12)), (before, after, choice) => {
        const parts = sentenceDiff(before, after);
        const changes = parts.flatMap((part) => (part.kind === 'change' ? [part] : []));
        assert.deepEqual(
          changes.map((change) => change.index),
          changes.map((_, index) => index),
        );
        assert.equal(assemble(parts, new Set()), before);
        assert.equal(assemble(parts, new Set(changes.map((change) => change.index))), after);
        const taken = new Set(choice);
        const mixed = assemble(parts, taken);
        const chosen = parts.map((part) =>
          part.kind === 'same' ? part.text : taken.has(part.index) ? part.after : part.before,
        );
        assert.equal(mixed.replace(/\s/g, ''), chosen.join('').replace(/\s/g, ''));
        for (const change of changes)
          assert.ok(mixed.includes(taken.has(change.index) ? change.after : change.before));
      }),
    );
  });

  it('takes texts that share nothing as one change', () => {
    const long = Array.from({ length: 6_000 }, (_, index) => `Sentence ${index}.`).join(' ');
    const other = Array.from({ length: 6_000 }, (_, index) => `Other ${index}.`).join(' ');
    const parts = sentenceDiff(long, other);
    assert.equal(parts.length, 1);
    assert.equal(assemble(parts, new Set([0])), other);
  }).timeout(30_000);
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type DiffPart,
  sentenceLevelDiff,
  splitSentences,
  wordDiff,
} from '../../../../src/core/rewrite/diff.ts';

const show = (parts: readonly DiffPart[]) =>
  parts
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('');

function assertRebuilds(parts: readonly DiffPart[], before: string, after: string) {
  const of = (kind: DiffPart['kind']) =>
    parts
      .filter((p) => p.kind === 'same' || p.kind === kind)
      .map((p) => p.text)
      .join('');
  assert.equal(of('removed'), before);
  assert.equal(of('added'), after);
  for (const [index, part] of parts.entries()) {
    assert.notEqual(part.text, '');
    assert.notEqual(part.kind, parts[index - 1]?.kind);
  }
}

const words = fc
  .array(
    fc.constantFrom(
      'I ',
      'can’t ',
      'help',
      ' with',
      ' ',
      '\n',
      '. ',
      'the tenant',
      '你好',
      '世界。',
      '😀',
      'Привет ',
      'é',
      '👩‍👩‍👧',
      '<b>',
      'ส',
    ),
    { maxLength: 40 },
  )
  .map((list) => list.join(''));

describe('difference of two texts', function () {
  // Long texts and many of them, on machines that may be busy.
  this.timeout(30_000);

  it('marks whole words', () => {
    assert.equal(
      show(wordDiff('I can help with that.', 'I can gladly help with this.')),
      'I can {+gladly +}help with [-that-]{+this+}.',
    );
    assert.equal(show(wordDiff('I can’t.', 'I can’t, because of her.')), 'I can’t{+, because of her+}.');
    assert.equal(show(wordDiff('cat', 'category')), '[-cat-]{+category+}');
    assert.equal(show(wordDiff('Я могу помочь', 'Я не могу помочь вам')), 'Я {+не +}могу помочь{+ вам+}');
  });

  it('joins neighbouring replaced words', () => {
    assert.equal(show(wordDiff('one two three', 'uno dos three')), '[-one two-]{+uno dos+} three');
  });

  it('does not chop a new sentence at words that both happen to have', () => {
    assert.equal(
      show(wordDiff('Scan the certificate at full size.', 'Ring the inspection body and ask.')),
      '[-Scan the certificate at full size-]{+Ring the inspection body and ask+}.',
    );
  });

  it('segments languages without spaces', () => {
    assert.equal(
      show(wordDiff('我不能帮忙。', '我不能帮忙，因为她会受伤。')),
      '我不能帮忙{+，因为她会受伤+}。',
    );
  });

  it('has nothing to say of equal or empty texts', () => {
    assert.deepEqual(wordDiff('', ''), []);
    assert.deepEqual(wordDiff('a', 'a'), [{ kind: 'same', text: 'a' }]);
    assert.deepEqual(wordDiff('', 'a'), [{ kind: 'added', text: 'a' }]);
    assert.deepEqual(wordDiff('a', ''), [{ kind: 'removed', text: 'a' }]);
  });

  it('rebuilds both texts from the parts', () => {
    fc.assert(
      fc.property(
        fc.oneof(words, fc.string({ unit: 'binary' })),
        fc.oneof(words, fc.string({ unit: 'binary' })),
        (before, after) => {
          assertRebuilds(wordDiff(before, after), before, after);
          assertRebuilds(sentenceLevelDiff(before, after), before, after);
        },
      ),
    );
  });

  it('cuts no character in two', () => {
    const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
    for (const part of wordDiff('a 😀 b', 'a 😁 b')) {
      assert.doesNotMatch(part.text, lone);
    }
  });

  it('compares very long texts by sentence, and endless different ones not at all', () => {
    const before = Array.from({ length: 4_000 }, (_, index) => `Sentence number ${index} stands here.`).join(
      ' ',
    );
    const after = before.replace('number 2000 stands', 'number 2000 stood');
    const parts = wordDiff(before, after);
    assertRebuilds(parts, before, after);
    assert.deepEqual(
      parts.map((part) => part.kind),
      ['same', 'removed', 'added', 'same'],
    );
    const other = Array.from({ length: 9_000 }, (_, index) => `Nothing ${index * 7} alike.`).join(' ');
    const replaced = wordDiff(before, other);
    assertRebuilds(replaced, before, other);
    const huge = 'x'.repeat(5_000_000);
    assert.deepEqual(
      wordDiff(huge, `${huge}y`).map((part) => part.kind),
      ['removed', 'added'],
    );
  });

  it('splits sentences without losing a character', () => {
    assert.deepEqual(splitSentences('Dr. Li said no. “Why?” she asked.\nBecause 3.5 is less!  好。不。'), [
      'Dr. ',
      'Li said no. ',
      '“Why?” ',
      'she asked.\n',
      'Because 3.5 is less!  ',
      '好。',
      '不。',
    ]);
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: 'binary' })), (text) =>
        assert.equal(splitSentences(text).join(''), text),
      ),
    );
  });
});

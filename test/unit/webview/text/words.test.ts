import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutPoint, lengthInWords, plural, wordCount } from '../../../../webview/text/words.ts';

describe('words', () => {
  it('counts runs between white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\t', 'é', '-') }), (text) => {
        assert.equal(wordCount(text), text.split(/\s+/).filter((w) => w !== '').length);
      }),
    );
  });

  it('writes lengths as people say them', () => {
    assert.equal(plural(1, 'word'), '1 word');
    assert.equal(lengthInWords('a '.repeat(1234)), '1,234 words');
    assert.equal(lengthInWords('字'.repeat(400)), '400 characters');
    assert.equal(lengthInWords(''), '0 words');
  });

  it('cuts a preview at the end of a paragraph, else a sentence, else a word', () => {
    assert.equal(cutPoint('short', 100), 5);
    const at = (text: string, limit: number) => text.slice(0, cutPoint(text, limit));
    assert.equal(at('One two three.\n\nFour five six seven', 24), 'One two three.');
    assert.equal(at('One two three. Four five six seven', 24), 'One two three.');
    assert.equal(at('One two three four five six seven', 20), 'One two three four');
    assert.equal(at('😀'.repeat(20), 9), '😀'.repeat(4));
  });
});

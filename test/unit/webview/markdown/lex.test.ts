import assert from 'node:assert/strict';
import { lex } from '../../../../webview/markdown/lex.ts';

describe('lex', () => {
  it('reads the blocks that chat transcripts are written in', () => {
    const text =
      '# A\n\nb\nc\n\n> d\n\n- e\n  1. f\n\n```py\n# g\n```\n\n| h | i |\n|---|--:|\n| j | k |\n\n---\n';
    const kinds = lex(text)
      .map((token) => token.type)
      .filter((type) => type !== 'space');
    assert.deepEqual(kinds, ['heading', 'paragraph', 'blockquote', 'list', 'code', 'table', 'hr']);
  });

  it('keeps HTML as its own source', () => {
    const [token] = lex('<script>x</script>');
    assert.equal(token?.type, 'html');
    assert.equal(token?.raw, '<script>x</script>');
  });

  it('leaves a text as it is that is nested too deep to follow', () => {
    const deep = '>'.repeat(20_000);
    assert.deepEqual(lex(deep), [{ type: 'text', raw: deep, text: deep, escaped: false }]);
  });

  it('leaves the marks of a very long paragraph, and all of a very long text, as text', () => {
    const paragraph = '*a* '.repeat(3_000).trim();
    const [token] = lex(paragraph);
    assert.deepEqual(token?.type === 'paragraph' && token.tokens.map((t) => t.type), ['text']);
    const text = '*a*\n\n'.repeat(50_000);
    assert.deepEqual(lex(text), [{ type: 'text', raw: text, text, escaped: false }]);
  });

  it('reads a short text of marks only', () => {
    const [token] = lex('**a *b***');
    assert.deepEqual(token?.type === 'paragraph' && token.tokens.map((t) => t.type), ['strong']);
  });

  it('ends on what is meant to be slow', function () {
    // A quarter of a minute together without the limits, half a second with them: a slow machine is not taken for a hang.
    this.timeout(6000);
    const hostile = ['_a', '*a ', '[a](', '`a ``', '<!--', '~~a ', '> ', '- ', '|a', 'a\n', '[a]: b\n'];
    for (const unit of hostile) {
      const text = unit.repeat(100_000 / unit.length);
      const shown = lex(text)
        .map((token) => token.raw)
        .join('');
      assert.ok(shown.includes(unit.trim()), unit);
    }
  });
});

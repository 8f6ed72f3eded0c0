import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseBlocks } from '../../../../webview/markdown/blocks.ts';
import { parseInline } from '../../../../webview/markdown/inline.ts';
import type { Block, Inline } from '../../../../webview/markdown/tokens.ts';

/** Blocks as short words, for reading in a test. */
function outline(blocks: readonly Block[]): readonly unknown[] {
  return blocks.map(outlineOf);
}

function outlineOf(block: Block): unknown {
  switch (block.kind) {
    case 'heading':
      return [`h${block.level}`, plain(block.inline)];
    case 'paragraph':
      return plain(block.inline);
    case 'code':
      return ['code', block.language, block.text];
    case 'quote':
      return ['quote', ...outline(block.blocks)];
    case 'list':
      return [block.ordered ? `ol${block.start}` : 'ul', ...block.items.map((item) => outline(item))];
    case 'rule':
      return 'rule';
  }
}

function plain(inline: readonly Inline[]): string {
  return inline
    .map((token) => {
      if ('inline' in token)
        return token.kind === 'link' ? `${plain(token.inline)}<${token.address}>` : plain(token.inline);
      return token.kind === 'image' ? `!${token.description}<${token.address}>` : token.text;
    })
    .join('');
}

describe('parseBlocks', () => {
  const cases: readonly (readonly [string, string, readonly unknown[]])[] = [
    ['headings', '# A\n## B ##\n#no', [['h1', 'A'], ['h2', 'B'], '#no']],
    ['line breaks within a paragraph', 'a\nb\n\nc', ['a\nb', 'c']],
    ['code that holds marks', '```py\n# x\n\n**y**\n```\nz', [['code', 'py', '# x\n\n**y**'], 'z']],
    ['a fence never closed', '~~~\nx', [['code', '', 'x']]],
    ['quotes in quotes', '> a\n> > b', [['quote', 'a', ['quote', 'b']]]],
    ['lists in lists', '- a\n  - b\n- c', [['ul', ['a', ['ul', ['b']]], ['c']]]],
    ['a loose list', '1. a\n\n2. b\n\nc', [['ol1', ['a'], ['b']], 'c']],
    ['an ordered list that starts late', '3) x\n4) y', [['ol3', ['x'], ['y']]]],
    ['items of several lines', '- a\n  more\n- b\nlazy', [['ul', ['a\nmore'], ['b\nlazy']]]],
    ['rules, not lists', 'a\n\n---\n\n* * *', ['a', 'rule', 'rule']],
    ['HTML as text', '<script>x</script>', ['<script>x</script>']],
    ['CRLF', '# A\r\n\r\nb\r\nc', [['h1', 'A'], 'b\nc']],
    ['nothing', '\n \n', []],
  ];
  for (const [what, markdown, expected] of cases) {
    it(what, () => assert.deepEqual(outline(parseBlocks(markdown)), expected));
  }

  it('loses no word of any text, and ends on every one', () => {
    const unit = fc.constantFrom(
      '#',
      '>',
      '-',
      '*',
      '_',
      '`',
      '~',
      '[',
      ']',
      '(',
      ')',
      '!',
      ' ',
      '\n',
      '1.',
      'word',
      '\\',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), (text) => {
        const shown = JSON.stringify(parseBlocks(text));
        const words = (s: string) => s.split('word').length;
        // Fences may swallow words of their info line; everything else must show each word.
        if (!/[`~]{3}/.test(text)) assert.ok(words(shown) >= words(text));
      }),
    );
  });

  it('stays quick on what is meant to be slow', () => {
    const hostile = [
      '> '.repeat(5_000),
      '*a '.repeat(50_000),
      '['.repeat(50_000),
      `# ${' '.repeat(50_000)}x`,
      '- '.repeat(9_000),
    ];
    for (const text of hostile) assert.notEqual(parseBlocks(text).length, 0);
  });
});

describe('parseInline', () => {
  it('nests emphasis', () => {
    assert.deepEqual(parseInline('a **b *c*** `d`'), [
      { kind: 'text', text: 'a ' },
      {
        kind: 'strong',
        inline: [
          { kind: 'text', text: 'b ' },
          { kind: 'emphasis', inline: [{ kind: 'text', text: 'c' }] },
        ],
      },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'd' },
    ]);
  });

  for (const literal of ['2 * 3 * 4', 'snake_case_name', '**open', '`open', '[open](', 'a ] b', '5 ~ 6']) {
    it(`leaves as text: ${literal}`, () => assert.equal(plain(parseInline(literal)), literal));
  }

  it('keeps a link’s address beside its words', () => {
    assert.equal(
      plain(parseInline('[a](https://example.org "t") ![b](x.png)')),
      'a<https://example.org> !b<x.png>',
    );
  });
  it('reads escapes', () => assert.equal(plain(parseInline('\\*a\\* \\n')), '*a* \\n'));
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Passage } from '../../../../src/core/constitution/constitution.ts';
import { parseConstitution } from '../../../../src/core/constitution/parse.ts';
import { countWords, normaliseText, slug } from '../../../../src/core/constitution/plainText.ts';

const long = (subject: string): string =>
  `${subject} matters because somebody relies on it, and the person who relies on it cannot always see what was left out or why it was.`;

function parse(text: string, name = 'guide.md'): readonly Passage[] {
  return parseConstitution(text, name).passages;
}

describe('parseConstitution', () => {
  it('reads headings, explicit anchors and slugs', () => {
    const passages = parse(
      [
        '# Keeping Faith',
        '',
        long('Trust'),
        '',
        `## Don't mislead, ever! {#no_lies level=high}`,
        '',
        long('Candour'),
        '',
        'Under the line',
        '--------------',
        '',
        long('Care'),
        '',
        '# Second ##',
        long('Order'),
      ].join('\n'),
    );
    assert.deepEqual(
      passages.map((p) => [p.section, p.heading]),
      [
        ['keeping-faith', ['Keeping Faith']],
        ['no_lies', ['Keeping Faith', `Don't mislead, ever!`]],
        ['under-the-line', ['Keeping Faith', 'Under the line']],
        ['second', ['Second']],
      ],
    );
    assert.deepEqual(
      passages.map((p) => p.line),
      [2, 6, 11, 14],
    );
    assert.equal(slug(`What’s "the point", Ms. O'Hara?`), 'whats-the-point-ms-ohara');
  });

  it('takes neither code, comments nor front matter for headings or text', () => {
    const text = [
      '---',
      'title: Secret title',
      '---',
      '# One',
      '',
      long('First'),
      '<!-- # Hidden heading',
      'hidden words -->',
      '',
      '```sh',
      '# not a heading',
      '<!-- kept -->',
      '```',
      '',
      '#nor-this is a heading, it is a sentence that begins with a tag and goes on for more than twenty words so that it stands alone.',
    ].join('\n');
    const passages = parse(text);
    assert.deepEqual([...new Set(passages.map((p) => p.section))], ['one']);
    const all = passages.map((p) => p.text).join('\n');
    assert.match(all, /# not a heading/);
    assert.match(all, /<!-- kept -->/);
    assert.doesNotMatch(all, /hidden|Secret/i);
  });

  it('shows links, emphasis and cross-references as a reader sees them', () => {
    const [passage] = parse(
      '# A\n\nBe **truly** _kind_ and *fair*, see [the guide](https://example.org/x "t") and [?](#b_part) &mdash; keep snake_case and `**code**` and 2 * 3 * 4.\n\n## B part {#b_part}\n\nx',
    );
    assert.equal(
      passage?.text,
      'Be truly kind and fair, see the guide and B part — keep snake_case and `**code**` and 2 * 3 * 4.',
    );
  });

  it('joins short neighbours and lets a long item stand alone', () => {
    const passages = parse(
      [
        '# A',
        '',
        'We ask three things:',
        '',
        '- be kind',
        '- be honest',
        '- be brave',
        '',
        `- ${long('Patience')} ${long('Patience')}`,
        '',
        'Short.',
        '',
        long('Last'),
      ].join('\n'),
    );
    assert.deepEqual(
      passages.map((p) => p.text.split('\n')[0]),
      ['We ask three things:', `${long('Patience')} ${long('Patience')}`, 'Short.'],
    );
    assert.equal(passages[0]?.text, 'We ask three things:\n\n- be kind\n- be honest\n- be brave');
  });

  it('never joins across a heading and leaves out a table of contents', () => {
    const passages = parse('# A\n\n[A](#a)\n\n[B](#b)\n\nTiny.\n\n# B\n\nAlso tiny.');
    assert.deepEqual(
      passages.map((p) => [p.section, p.text]),
      [
        ['a', 'Tiny.'],
        ['b', 'Also tiny.'],
      ],
    );
  });

  it('cuts what is too long to cite, at sentences', () => {
    const passages = parse(`# A\n\n${Array.from({ length: 40 }, (_, i) => long(`Point ${i}`)).join(' ')}`);
    assert.ok(passages.length > 3);
    for (const passage of passages) {
      assert.ok(countWords(passage.text) <= 250);
      assert.match(passage.text, /^Point \d+ .*\.$/s);
    }
    const endless = parse(`# A\n\n${'word '.repeat(2000)}`);
    assert.ok(endless.every((p) => countWords(p.text) <= 250));
    assert.equal(
      endless.reduce((sum, p) => sum + countWords(p.text), 0),
      2000,
    );
  });

  it('reads prose without headings', () => {
    const { passages, problems } = parseConstitution(`${long('One')}\n\n${long('Two')}\n`, 'values.txt');
    assert.deepEqual(
      passages.map((p) => [p.section, p.heading.length, p.text]),
      [
        ['', 0, long('One')],
        ['', 0, long('Two')],
      ],
    );
    assert.match(problems.join(' '), /no headings/);
  });

  it('reads lists of principles: bulleted, numbered, one a line, hard-wrapped prose excepted', () => {
    const want = ['Be kind.', 'Tell the truth.', 'Ask before acting.'];
    for (const text of [
      want.map((w) => `- ${w}`).join('\n'),
      want.map((w, i) => `${i + 1}. ${w}`).join('\n\n'),
      want.map((w, i) => `${i + 1}) ${w}`).join('\r\n'),
      want.join('\n'),
    ]) {
      const { passages, problems } = parseConstitution(text, 'principles.txt');
      assert.deepEqual(
        passages.map((p) => p.text),
        want,
        text,
      );
      assert.deepEqual(problems, []);
    }
    const wrapped =
      'A person who asks for help\nwants to be heard before\nanything else is said, and\nthat is reason enough to listen.';
    assert.deepEqual(
      parse(wrapped, 'prose.txt').map((p) => p.text),
      [wrapped.replaceAll('\n', ' ')],
    );
  });

  it('reads JSON and JSONL of strings and objects, with offsets of the literal', () => {
    const texts = ['Say "no" kindly.\nThen explain.', 'Ask first — é.'];
    const documents: [string, string][] = [
      ['p.json', JSON.stringify(texts, null, 1)],
      ['p.json', JSON.stringify(texts.map((trait, i) => ({ id: i, questions: ['Why?', 'How?'], trait })))],
      ['p.json', JSON.stringify({ version: 'x', principles: texts.map((text) => ({ text })) })],
      ['p.jsonl', texts.map((principle) => JSON.stringify({ principle })).join('\r\n')],
      ['p.txt', texts.map((rule) => JSON.stringify({ rule })).join('\n')],
      ['p.jsonl', texts.map((t) => JSON.stringify(t)).join('\n')],
    ];
    for (const [name, document] of documents) {
      for (const text of [document, `\uFEFF${document}`]) {
        const { passages, problems } = parseConstitution(text, name);
        assert.deepEqual(
          passages.map((p) => p.text),
          texts,
          text,
        );
        assert.deepEqual(problems, []);
        for (const p of passages) {
          assert.equal(JSON.parse(`"${text.slice(p.start, p.end)}"`), p.text);
        }
      }
    }
  });

  it('takes section and heading from titles and keys in JSON', () => {
    const passages = parse(
      JSON.stringify({ Honesty: ['Do not lie.'], Care: [{ title: 'Of children', text: 'Protect them.' }] }),
      'p.json',
    );
    assert.deepEqual(
      passages.map((p) => [p.section, p.text]),
      [
        ['honesty', 'Do not lie.'],
        ['of-children', 'Protect them.'],
      ],
    );
  });

  it('names what it could not read and reads the rest', () => {
    for (const empty of ['', ' \r\n\t', '\uFEFF']) {
      const { passages, problems } = parseConstitution(empty, 'a.md');
      assert.deepEqual(passages, []);
      assert.match(problems.join(' '), /empty/);
    }
    const torn = parseConstitution('{"text":"Be fair."}\n{"text":\n{"text":"Be true."}\n', 'a.jsonl');
    assert.deepEqual(
      torn.passages.map((p) => p.text),
      ['Be fair.', 'Be true.'],
    );
    assert.match(torn.problems.join(' '), /Line 2 is not JSON/);
    const broken = parseConstitution('["Be fair.", "Be', 'a.json');
    assert.match(broken.problems.join(' '), /not valid JSON/);
    assert.match(parseConstitution('# Only\n\n## Headings', 'a.md').problems.join(' '), /No passage/);
  });

  it('gives ids that depend on the words alone', () => {
    const one = parse(`# A\n\n${long('“Trust”')}\n\n## B\n\n${long('It -- truly --')}`);
    const two = parse(
      `# A\r\n\r\nA new paragraph that stands here before the others and moves all of them down by some lines, which is no reason to lose them.\r\n\r\n**${long('"trust"')}**\r\n\r\n## B\r\n\r\n${long('It — truly —').replace('because', 'because\r\n')}`,
    );
    assert.deepEqual(
      two.map((p) => p.id).slice(1),
      one.map((p) => p.id),
    );
    assert.match(one[0]?.id ?? '', /^a~[0-9a-f]{8}$/);
    const twice = parse(`# A\n\n${long('Same')}\n\n${long('Same')}`);
    assert.equal(new Set(twice.map((p) => p.id)).size, 2);
  });

  it('places every passage exactly, whatever the document', () => {
    const words = fc.array(
      fc.constantFrom('care', 'Être', 'truth.', '“why”', '*so*', '`x`', '--', 'a_b', '😀', '[l](#l)'),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    const line = words.map((w) => w.join(' '));
    const block = fc.oneof(
      line,
      line.map((l) => `# ${l}`),
      line.map((l) => `## ${l} {#x}`),
      line.map((l) => `- ${l}\n- ${l}`),
      line.map((l) => `> ${l}\n> ${l}`),
      line.map((l) => `\`\`\`\n${l}\n\`\`\``),
      line.map((l) => `${l}\n===`),
      fc.constantFrom(
        '---',
        '<!-- c -->',
        '',
        '   ',
        '| a | b |',
        '1. x',
        '```',
        '!!! note "N"\n    indented words',
      ),
    );
    const document = fc
      .tuple(fc.array(block, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\uFEFF'))
      .map(([blocks, eol, bom]) => bom + blocks.join('\n\n').replaceAll('\n', eol));
    fc.assert(
      fc.property(document, (text) => {
        const passages = parse(text);
        let end = 0;
        for (const p of passages) {
          assert.ok(p.start >= end && p.end > p.start && p.end <= text.length);
          end = p.end;
          assert.equal(p.line, text.slice(0, p.start).split('\n').length - 1);
          const slice = text
            .slice(p.start, p.end)
            .replace(/<!--[\s\S]*?-->/g, ' ')
            .replace(/^!!!.*$/gm, '');
          const squash = (s: string): string => normaliseText(s).replace(/[^\p{L}\p{N}]/gu, '');
          assert.ok(
            squash(slice).includes(squash(p.text)),
            `${JSON.stringify(p.text)} in ${JSON.stringify(slice)}`,
          );
          assert.ok(countWords(p.text) <= 250);
        }
        assert.equal(new Set(passages.map((p) => p.id)).size, passages.length);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('reads any text without throwing', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        fc.constantFrom('a.md', 'a.json', 'a.jsonl', 'a'),
        (text, name) => {
          for (const p of parse(text, name)) {
            assert.ok(p.text.trim() !== '');
          }
        },
      ),
      { numRuns: 200, seed: 11 },
    );
  });

  const documents = new URL('../../../../../shared/data/constitutions/', import.meta.url);
  it('reads published constitutions, whose slugs are known', function () {
    if (!existsSync(documents)) {
      console.log('      skipped: ../shared/data is absent');
      this.skip();
    }
    const read = (name: string): readonly Passage[] =>
      parse(readFileSync(new URL(name, documents), 'utf8'), name);
    const spec = new Set(read('openai-model-spec.md').map((p) => p.section));
    assert.ok(spec.has('protect_privacy') && spec.has('do_not_lie') && spec.size > 70);
    const claude = new Set(read('claude-constitution-2026.md').map((p) => p.section));
    assert.ok(claude.has('why-helpfulness-is-one-of-claudes-most-important-traits'));
    assert.equal(read('traits.jsonl').length, read('traits-handwritten.txt').length);
  });
});

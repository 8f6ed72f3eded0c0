import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Browser, Locator } from 'playwright-core';
import { launchChromium } from '../../../scripts/test-host/chromium.ts';
import { type FakeHost, openPanel } from './fakeHost.ts';
import { MARKDOWN_TEXT, STATE, state, TRANSCRIPT, text, turn } from './fixtures.ts';

describe('rendered Markdown', () => {
  let browser: Browser;
  let host: FakeHost;
  let revision = STATE.revision;
  before(async () => {
    browser = await launchChromium();
    host = await openPanel(browser);
  });
  afterEach(() => assert.deepEqual(host.complaints, []));
  after(() => browser.close());

  /** Shows texts as turns of one transcript and returns their rendered parts. */
  async function render(...texts: readonly string[]): Promise<Locator> {
    revision += 1;
    const turns = texts.map((t, index) => turn(`m${revision}-${index}`, 'user', [text(t)]));
    const record = { ...TRANSCRIPT, line: revision, turns };
    await host.send({ type: 'state', state: state({ revision, record, rendering: 'markdown' }) });
    return host.page.locator('.markdown');
  }

  it('shows emphasis, nested lists, code and tables', async () => {
    const shown = await render(MARKDOWN_TEXT);
    assert.equal(await shown.locator('strong').textContent(), 'pull apart');
    assert.equal(await shown.locator('ol > li').count(), 2);
    assert.equal(await shown.locator('ol > li ul > li').textContent(), 'and what a no costs it');
    assert.equal(await shown.locator('pre').textContent(), 'const x = "<b>not bold</b>";');
    assert.deepEqual(await shown.locator('th').allTextContents(), ['Loan', 'Hers', 'Yours']);
    assert.deepEqual(await shown.locator('tbody tr').nth(1).locator('td').allTextContents(), [
      'Unpaid',
      '<b>trust lost</b>',
      '12,000',
    ]);
    assert.equal(await shown.getByRole('img', { name: 'Done' }).count(), 1);
  });

  it('names where links and images lead, and neither follows nor loads them', async () => {
    const shown = await render(
      [
        '[a](https://example.org "t") ![b](https://example.org/x.png) <https://example.net>',
        '[c][r] ![d](data:image/png;base64,AA) [e](javascript:alert(1)) f@example.org',
        '',
        '[r]: https://example.com/r',
      ].join('\n'),
    );
    assert.equal(
      (await shown.textContent())?.replace(/\s+/g, ' '),
      'a (https://example.org “t”) [image: b] (https://example.org/x.png) https://example.net' +
        ' c (https://example.com/r) [image: d] (data:image/png;base64,AA) e (javascript:alert(1)) f@example.org' +
        '[r]: https://example.com/r',
    );
    assert.equal(await host.page.locator('#app :is(a, img, [href], [src])').count(), 0);
  });

  const attempts = [
    '<script>document.body.dataset.owned=1</script>',
    '<img src=x onerror="document.body.dataset.owned=1">',
    'a <b onclick="x">b</b> c',
    '<div>\n\n**x**\n\n</div>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '`<i>` and [<b>x</b>](y)',
    '> <iframe src="https://example.org"></iframe>',
    '| <form> |\n|---|\n| <input autofocus onfocus=alert(1)> |',
    '```"><img src=x>\n<u>\n```',
    '<!-- hidden --> &lt;b&gt;',
  ];
  for (const attempt of attempts) {
    it(`shows HTML as the text it is: ${JSON.stringify(attempt)}`, async () => {
      const shown = await render(attempt);
      assert.equal(
        await shown
          .locator('script, img, b, div:not(.md-table), svg, style, i, iframe, form, input, u, a')
          .count(),
        0,
      );
      assert.equal(await host.page.locator('body').getAttribute('data-owned'), null);
      for (const tag of attempt.match(/<[^>]*>/g) ?? []) {
        assert.ok((await shown.textContent())?.includes(tag), tag);
      }
    });
  }

  for (const literal of ['2 * 3 * 4', 'snake_case_name', '**open', '`open', '[open](', 'a ] b', '5 ~ 6']) {
    it(`leaves as text: ${literal}`, async () =>
      assert.equal(await (await render(literal)).textContent(), literal));
  }

  it('keeps line breaks', async () => {
    const shown = await render('a\nb  \nc');
    assert.equal(await shown.locator('p').evaluate((p: HTMLElement) => p.innerText), 'a\nb\nc');
  });

  it('shows deep nesting as it is written', async () => {
    const shown = await render(`${'>'.repeat(60)} deep`, `${'*a **b '.repeat(40)}c`);
    assert.match((await shown.first().textContent()) ?? '', /> deep/);
    assert.match((await shown.nth(1).textContent()) ?? '', /c$/);
  });

  it('loses no word of any text', async () => {
    const unit = fc.constantFrom(
      ...[
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
        '<',
        '|',
        ' ',
        '\n',
        '1.',
        '\\',
        'word',
      ],
    );
    const samples = fc.sample(fc.string({ unit, maxLength: 80 }), { numRuns: 300, seed: 7 });
    const shown = await (await render(...samples)).allTextContents();
    assert.equal(shown.length, samples.length);
    for (const [i, sample] of samples.entries()) {
      assert.equal(occurrences(shown[i] ?? ''), occurrences(sample), JSON.stringify(sample));
    }
  });
});

function occurrences(text: string): number {
  return text.split('word').length;
}

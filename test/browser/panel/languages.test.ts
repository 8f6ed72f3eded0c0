import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../scripts/test-host/chromium.ts';
import { repositoryRoot } from '../../../scripts/test-host/paths.ts';
import { type FakeHost, openPanel } from './fakeHost.ts';
import { CANDIDATES, proposal, READY, STATE, state, TRANSCRIPT, text, turn, written } from './fixtures.ts';
import { LIGHT } from './themes.ts';

const CHINESE = {
  tag: 'zh-cn',
  sentences: JSON.parse(
    readFileSync(path.join(repositoryRoot, 'l10n/bundle.l10n.zh-cn.json'), 'utf8'),
  ) as Record<string, string>,
};

/** Every sentence between brackets, so that one which is said past the translation stands out. */
const BRACKETED = {
  tag: 'en',
  sentences: Object.fromEntries(Object.keys(CHINESE.sentences).map((message) => [message, `⟦${message}⟧`])),
};

/** Words that are the same in every language, and the month of the fixtures' dates. */
const NAMES = ['Markdown', 'Mar'];

function wordsOf(text: string): readonly string[] {
  return text.match(/\p{L}{3,}/gu) ?? [];
}

const HEBREW = 'אחותי ביקשה ממני לערוב להלוואה שלה (200$).\n\nמה לומר לה?';
const ARABIC = 'أميل إلى ألا تكفل القرض، والسبب أهم من الجواب.';
const JAPANESE = '姉にローンの保証人になってほしいと頼まれました。どう答えればいいでしょうか。';

/** Where a text begins: at the right for those that are written from right to left. */
async function directions(host: FakeHost, texts: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    texts.map((words) =>
      host.page
        .getByText(words.slice(0, 16))
        .first()
        .evaluate((element) => getComputedStyle(element).direction),
    ),
  );
}

describe('the panel in other languages', () => {
  let browser: Browser;
  let host: FakeHost | undefined;

  before(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    await host?.close();
    host = undefined;
  });
  after(() => browser.close());

  it('speaks Chinese where VS Code does', async () => {
    host = await openPanel(browser, { theme: LIGHT, language: CHINESE });
    await host.send({ type: 'state', state: state({ proposals: [READY], proposal: 'p1' }) });
    await host.page.getByRole('heading', { name: '对话' }).waitFor();
    await host.page.getByRole('button', { name: '接受', exact: true }).waitFor();
    assert.equal(await host.page.evaluate(() => document.documentElement.lang), 'zh-cn');
    await host.screenshot('panel-chinese');
    assert.deepEqual(host.complaints, []);
  });

  it('says nothing of its own past the translation', async () => {
    host = await openPanel(browser, { theme: LIGHT, language: BRACKETED });
    const candidates = state({
      dataset: { ...STATE.dataset, scanning: 0.42 },
      proposals: CANDIDATES,
      proposal: 'c2',
      spent: { rewrites: 3, usd: 0.0191, unpriced: 1 },
    });
    for (const shown of [state({ proposals: [READY], proposal: 'p1' }), candidates, state({})]) {
      await host.send({ type: 'state', state: shown });
      const given = new Set([...wordsOf(JSON.stringify(shown).replaceAll('\\n', ' ')), ...NAMES]);
      const plain: readonly string[] = await host.page.evaluate(() => {
        const found: string[] = [];
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
          const words = node.textContent?.trim() ?? '';
          if (node.parentElement?.closest('script, style, kbd') === null) found.push(words);
        }
        for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
          for (const name of ['aria-label', 'title', 'placeholder']) {
            const words = element.getAttribute(name)?.trim() ?? '';
            if (words !== '') found.push(words);
          }
        return found;
      });
      // What the host gave is shown as it came; the rest is the panel's.
      const own = plain.filter(
        (said) => !said.includes('⟦') && wordsOf(said).some((word) => !given.has(word)),
      );
      assert.deepEqual([...new Set(own)], []);
    }
  });

  it('lets each text run in the direction of its script', async () => {
    host = await openPanel(browser, { theme: LIGHT });
    const { turns, responses } = TRANSCRIPT;
    const [response] = responses;
    assert.ok(response);
    const asked = turns.findIndex(({ role }) => role === 'user');
    const record = {
      ...TRANSCRIPT,
      turns: [
        turn('t-he', 'user', [text(HEBREW)]),
        turn('t-ja', 'user', [text(JAPANESE)]),
        ...turns.slice(asked + 1),
      ],
    };
    const shown = proposal({ id: 'p-ar', parts: written(ARABIC) });
    await host.send({ type: 'state', state: state({ record, proposals: [shown], proposal: 'p-ar' }) });
    await host.page.getByText(ARABIC.slice(0, 16)).first().waitFor();
    assert.deepEqual(await directions(host, [HEBREW, JAPANESE, ARABIC]), ['rtl', 'ltr', 'rtl']);
    await host.screenshot('panel-directions');
  });
});

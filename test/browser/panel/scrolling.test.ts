import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../scripts/test-host/chromium.ts';
import type { PanelState } from '../../../src/protocol/panel.ts';
import { type FakeHost, openPanel, type PanelOptions } from './fakeHost.ts';
import { draft, READY, STATE, state, TRANSCRIPT, text, turn } from './fixtures.ts';

const SIZES = {
  wide: { width: 1280, height: 800 },
  'a narrow column': { width: 400, height: 800 },
  'a zoom of 200%': { width: 640, height: 400, scale: 2 },
} as const satisfies Record<string, PanelOptions>;

const SCENES: Record<string, PanelState> = {
  idle: STATE,
  'a ready rewrite': state({ proposals: [READY], proposal: 'p1' }),
  'a long draft': state({ draft: draft('A line.\n'.repeat(200)) }),
  'every banner': state({
    dataset: { ...STATE.dataset, name: 'long-name-'.repeat(20), readOnlyReason: 'It is large. '.repeat(9) },
    constitution: { ...STATE.constitution, problem: 'The file is gone. '.repeat(9) },
    provider: { label: 'none', ready: false, hint: 'Set an API key. '.repeat(9), action: 'set-key' },
  }),
};

describe('scrolling in the panel', () => {
  let browser: Browser;
  let host: FakeHost;
  before(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    assert.deepEqual(host.complaints, []);
    await host.close();
  });
  after(() => browser.close());

  for (const [size, options] of Object.entries(SIZES)) {
    for (const [scene, shown] of Object.entries(SCENES)) {
      it(`moves nothing but the inner panes, ${size}, ${scene}`, async () => {
        host = await openPanel(browser, options);
        await host.send({ type: 'state', state: shown }, { type: 'toggle-fold', expand: true });
        const moved = await host.page.evaluate(() => {
          const panes =
            '.transcript-pane, .side-pane, .reading, .panes, .rewrite-body, .code, .context, .banners';
          const seen = new Set<string>();
          const header = document.querySelector('header');
          for (const element of document.querySelectorAll<HTMLElement>('body *')) {
            for (const block of ['start', 'end'] as const) {
              element.focus();
              element.scrollIntoView({ block, inline: 'end' });
              for (const other of document.querySelectorAll('*')) {
                if ((other.scrollTop !== 0 || other.scrollLeft !== 0) && !other.matches(panes))
                  seen.add(other.outerHTML.slice(0, 80));
              }
              if (header?.getBoundingClientRect().top !== 0) seen.add('the header moved');
            }
          }
          return [...seen];
        });
        assert.deepEqual(moved, []);
      });
    }

    it(`shows the end of everything, ${size}`, async () => {
      host = await openPanel(browser, options);
      await host.send({ type: 'state', state: SCENES['a ready rewrite'] ?? STATE });
      for (const end of [
        '.decisions li:last-child',
        '.passages li:last-child',
        '.proposal-text',
        '.rewrite-pane > .actions',
      ]) {
        const hit = await host.page.locator(end).evaluate(async (element) => {
          // A reader who scrolls ends the panel's own way to the response, which may still be under way.
          window.dispatchEvent(new Event('wheel'));
          // What comes into view is laid out then, and may move the rest.
          for (let frame = 0; frame < 3; frame++) {
            element.scrollIntoView({ block: 'end' });
            await new Promise(requestAnimationFrame);
          }
          const { left, bottom } = element.getBoundingClientRect();
          const found = document.elementFromPoint(left + 2, bottom - 8);
          return found !== null && (element.contains(found) || found.contains(element));
        });
        assert.ok(hit, end);
      }
    });

    it(`opens a record at its response when that is out of sight, ${size}`, async () => {
      host = await openPanel(browser, options);
      const turns = Array.from({ length: 100 }, (_, i) =>
        turn(`before${i}`, 'user', [text(`Turn ${i}. `.repeat(10 + 37 * (i % 7)))]),
      );
      const record = { ...TRANSCRIPT, turns: [...turns, ...TRANSCRIPT.turns.slice(4)] };
      await host.send({ type: 'state', state: state({ revision: 2, record }) });
      await host.page.waitForFunction(() => {
        const scroller = document.querySelector('.banners')?.getBoundingClientRect().bottom ?? 0;
        const response = document.querySelector('.turn.review')?.getBoundingClientRect().top ?? 0;
        const end = document.querySelector('.turn.review')?.getBoundingClientRect().bottom ?? 0;
        const visible = document.querySelector('.reading')?.getBoundingClientRect().bottom ?? 0;
        return response > scroller && (response < scroller + 120 || end <= visible);
      });
    });

    it(`opens a record where it was left, ${size}`, async () => {
      host = await openPanel(browser, options);
      const turns = Array.from({ length: 60 }, (_, i) =>
        turn(`t${i}`, 'user', [text(`Turn ${i}. `.repeat(30))]),
      );
      const record = (line: number) => ({ ...TRANSCRIPT, line, turns });
      const top = () =>
        host.page.locator('[data-turn="t40"]').evaluate((e) => Math.round(e.getBoundingClientRect().top));
      await host.send({ type: 'state', state: state({ revision: 2, record: record(1) }) });
      await host.page.locator('[data-turn="t40"]').evaluate((e) => e.scrollIntoView());
      await host.page.waitForFunction(() => JSON.stringify(window.fakeHost.state)?.includes('"scroll":'));
      const before = await top();
      await host.send({ type: 'state', state: state({ revision: 3, record: record(2) }) });
      assert.notEqual(await top(), before);
      await host.send({ type: 'state', state: state({ revision: 4, record: record(1) }) });
      assert.equal(await top(), before);
    });
  }

  it('keeps the response in sight when the column becomes narrow', async () => {
    host = await openPanel(browser, SIZES.wide);
    const turns = Array.from({ length: 20 }, (_, i) =>
      turn(`before${i}`, 'user', [text('Words. '.repeat(80))]),
    );
    const record = { ...TRANSCRIPT, turns: [...turns, ...TRANSCRIPT.turns.slice(4)] };
    await host.send({ type: 'state', state: state({ revision: 2, record }) });
    await host.page.setViewportSize(SIZES['a narrow column']);
    await host.page.waitForFunction(() => {
      const { top = 0 } = document.querySelector('.turn.review')?.getBoundingClientRect() ?? {};
      return top > 0 && top < innerHeight / 2;
    });
  });
});

import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../scripts/test-host/chromium.ts';
import { seriousViolations } from './axe.ts';
import { type FakeHost, openPanel, type PanelOptions } from './fakeHost.ts';
import {
  BOTH,
  CANDIDATES,
  draft,
  MARKDOWN_TEXT,
  PENDING,
  PREFERENCE,
  proposal,
  READY,
  REPLACED,
  RESPONSE,
  STATE,
  state,
  TRANSCRIPT,
  text,
  textOfProposal,
  turn,
  written,
} from './fixtures.ts';
import { MANIFEST_KEYS } from './manifestKeys.ts';
import { LIGHT, THEMES } from './themes.ts';

const SCENES = {
  idle: state({ dataset: { ...STATE.dataset, scanning: 0.42 } }),
  ready: state({
    proposals: [
      proposal({ id: 'p0', state: 'rejected' }),
      READY,
      proposal({ id: 'p3', instruction: 'Keep it under 80 words.' }),
    ],
    proposal: 'p1',
  }),
  pending: state({ proposals: [PENDING], proposal: 'p2' }),
  candidates: state({
    proposals: CANDIDATES,
    proposal: 'c2',
    spent: { rewrites: 3, usd: 0.0191, unpriced: 0 },
  }),
  both: state({ proposals: [BOTH], proposal: 'b1', segment: 'both' }),
  chosen: state({
    record: { ...PREFERENCE, responses: PREFERENCE.responses.map((r) => ({ ...r, canMoveOriginal: true })) },
    response: 'chosen',
    proposals: [CANDIDATES[1] ?? READY].map((p) => ({ ...p, ask: null, response: 'chosen' as const })),
    proposal: 'c2',
  }),
  thought: state({ draft: draft(textOfProposal(READY), { reasoning: 'But she asked for trust.' }) }),
  failed: state({
    proposals: [
      proposal({
        id: 'p4',
        state: 'failed',
        parts: written(''),
        assessment: null,
        usage: null,
        costUsd: null,
        problem: 'The service is overloaded. Nothing was written; try again in a minute.',
      }),
    ],
    proposal: 'p4',
    provider: {
      label: 'no key',
      ready: false,
      hint: 'Set an API key to have responses rewritten. Writing by hand works without one.',
      action: 'set-key',
    },
  }),
  draft: state({
    draft: draft(textOfProposal(READY), { edited: true }),
    constitution: {
      ...STATE.constitution,
      problem: 'The chosen file is gone; the starter constitution is used.',
    },
  }),
  markdown: state({
    rendering: 'markdown',
    record: {
      ...TRANSCRIPT,
      turns: [turn('t0', 'user', [text(MARKDOWN_TEXT)]), ...TRANSCRIPT.turns.slice(4)],
    },
  }),
  preference: state({ record: PREFERENCE, response: 'chosen' }),
  problem: state({
    dataset: { ...STATE.dataset, readOnlyReason: 'The file is larger than an editor can change.' },
    record: {
      kind: 'problem',
      line: 7,
      place: 'line 8',
      title: 'Malformed line',
      message:
        'The line ends inside a string. Fix it in the text editor; the other records are not affected.',
      excerpt: '{"messages": [{"role": "user", "content": "Is it',
    },
  }),
  replaced: state({
    dataset: { ...STATE.dataset, scanning: 0.42 },
    provider: {
      label: 'claude',
      ready: false,
      hint: 'This workspace is not trusted, so nothing is sent to a model.',
      action: 'trust',
    },
    record: {
      ...TRANSCRIPT,
      place: 'record 12',
      labels: [
        { name: 'label', value: 'false' },
        { name: 'helpfulness', value: '2' },
      ],
      decisions: [
        {
          type: 'reject',
          summary: 'Rejected a rewrite by recorded-answers.',
          at: '2026-03-02T09:20:00Z',
          by: 'Ada Okafor',
        },
        {
          type: 'exemplar',
          summary: 'Marked the response as an exemplar.',
          at: '2026-03-02T09:14:00Z',
          by: 'Ada Okafor',
        },
      ],
    },
    proposals: [REPLACED, proposal({ id: 'p9', state: 'failed', parts: written('') })],
    proposal: 'p1',
  }),
  empty: state({ ordinal: 0, record: { kind: 'empty', message: 'The file has no records yet.' } }),
  unassessed: state({
    record: {
      ...TRANSCRIPT,
      responses: [
        {
          ...RESPONSE,
          findings: [],
          passages: [],
          notAssessed: 'The response is not in English, and the rubric reads only English.',
          editable: false,
          whyNotEditable: 'The response has no text: it only calls tools.',
        },
      ],
    },
  }),
};

describe('the panel in every theme', () => {
  let browser: Browser;
  let open: FakeHost[] = [];
  before(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const host of open) {
      assert.deepEqual(host.complaints, []);
      await host.close();
    }
    open = [];
  });
  after(() => browser.close());

  async function show(scene: keyof typeof SCENES, options: PanelOptions): Promise<FakeHost> {
    const host = await openPanel(browser, options);
    open.push(host);
    await host.send({ type: 'state', state: SCENES[scene] });
    return host;
  }

  for (const theme of THEMES) {
    for (const scene of Object.keys(SCENES) as (keyof typeof SCENES)[]) {
      it(`${scene}, ${theme.name}: no serious fault for assistive technology`, async () => {
        const host = await show(scene, { theme });
        await host.screenshot(`${scene}-${theme.name}`);
        assert.deepEqual(await seriousViolations(host.page), []);
      });
    }
  }

  for (const theme of THEMES) {
    it(`the list of keys, ${theme.name}: no serious fault for assistive technology`, async () => {
      const host = await openPanel(browser, { theme, keys: MANIFEST_KEYS });
      open.push(host);
      await host.send({ type: 'state', state: SCENES.preference }, { type: 'show-keys' });
      await host.page.getByRole('dialog', { name: 'Keys' }).waitFor();
      await host.screenshot(`keys-${theme.name}`);
      assert.deepEqual(await seriousViolations(host.page), []);
      await host.page.keyboard.press('Escape');
      await host.page.getByRole('dialog').waitFor({ state: 'hidden' });
      await host.screenshot(`preference-keys-${theme.name}`);
    });
  }

  it('says by lines what colours said where the system chooses the colours', async () => {
    const host = await show('ready', {});
    await host.page.emulateMedia({ forcedColors: 'active' });
    await host.screenshot('forced-colors');
    const line = (selector: string) =>
      host.page
        .locator(selector)
        .first()
        .evaluate((e) => {
          const { textDecorationLine, outlineStyle } = getComputedStyle(e);
          return `${textDecorationLine} ${outlineStyle}`;
        });
    assert.equal(await line('.segment-button[aria-pressed="true"]'), 'underline solid');
    assert.match(await line('.turn.review'), /solid$/);
    assert.match(await line('.passage mark'), /^underline/);
    assert.match(await line('ins'), /^underline/);
    assert.match(await line('del'), /^line-through/);
  });

  it('fits a narrow column and a zoom of 200%', async () => {
    const narrow = await show('ready', { width: 360, height: 800 });
    await narrow.screenshot('narrow');
    const columns = await show('candidates', { width: 360, height: 800 });
    await columns.screenshot('narrow-candidates');
    const both = await show('both', { theme: LIGHT, width: 420, height: 900 });
    await both.screenshot('narrow-both');
    const zoomed = await show('ready', { theme: LIGHT, width: 640, height: 400, scale: 2 });
    await zoomed.screenshot('zoom-200');
    for (const { page } of [narrow, columns, both, zoomed]) {
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
      assert.deepEqual(await seriousViolations(page), []);
    }
  });
});

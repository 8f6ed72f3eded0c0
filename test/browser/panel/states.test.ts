import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../scripts/test-host/chromium.ts';
import { type FakeHost, openPanel, type PanelOptions } from './fakeHost.ts';
import {
  draft,
  PREFERENCE,
  proposal,
  READY,
  REPLACED,
  STATE,
  state,
  TRANSCRIPT,
  written,
} from './fixtures.ts';
import { MANIFEST_KEYS } from './manifestKeys.ts';

describe('what the panel says of a record and its rewrites', () => {
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

  async function panel(shown = STATE, options: PanelOptions = {}) {
    host = await openPanel(browser, options);
    await host.send({ type: 'state', state: shown });
    return host.page;
  }

  it('offers to trust the workspace where that is what is missing, else to set a key', async () => {
    const hint = 'Something is missing.';
    const page = await panel(state({ provider: { label: 'claude', ready: false, hint, action: 'trust' } }));
    assert.equal(await page.getByRole('button', { name: 'Set API key…' }).count(), 0);
    await page.getByRole('button', { name: 'Manage Trust…' }).click();
    assert.deepEqual(await host.next('run'), { type: 'run', command: 'rationale.manageTrust' });
    await host.forget();
    await host.send({
      type: 'state',
      state: state({ revision: 2, provider: { label: 'claude', ready: false, hint, action: 'set-key' } }),
    });
    assert.equal(await page.getByRole('button', { name: 'Manage Trust…' }).count(), 0);
    await page.getByRole('button', { name: 'Set API key…' }).click();
    assert.deepEqual(await host.next('run'), { type: 'run', command: 'rationale.setApiKey' });
  });

  it('names the place of a record as the host does, and shows the labels in it', async () => {
    const labels = [
      { name: 'label', value: 'false' },
      { name: 'rating', value: '<b>2</b>' },
    ];
    const page = await panel(state({ record: { ...TRANSCRIPT, place: 'record 12', labels } }));
    assert.match((await page.locator('.transcript-pane .pane-head').textContent()) ?? '', /record 12 · /);
    assert.deepEqual(await page.locator('.labels > div').allInnerTexts(), [
      'label\nfalse',
      'rating\n<b>2</b>',
    ]);
    await host.send({ type: 'state', state: state({ revision: 2 }) });
    assert.equal(await page.locator('.labels').count(), 0);
  });

  it('says that the count of flags is not the last word while a scan runs', async () => {
    const page = await panel(state({ dataset: { ...STATE.dataset, scanning: 0.4 } }));
    assert.match((await page.locator('.bar-counts').textContent()) ?? '', /104 flagged so far/);
    await host.send({ type: 'state', state: state({ revision: 2 }) });
    assert.doesNotMatch((await page.locator('.bar-counts').textContent()) ?? '', /so far/);
  });

  it('shows a rewrite that keeps hardly anything by itself, and its changes at the press of a key', async () => {
    const page = await panel(state({ proposals: [REPLACED], proposal: 'p1' }));
    const area = page.locator('.rewrite-pane');
    const pressed = (name: string) =>
      area
        .locator('.compare-bar [aria-pressed="true"]', { hasText: new RegExp(`^\\s*${name}\\s*$`) })
        .waitFor();
    await pressed('Rewrite only');
    assert.equal(await area.locator('ins').count(), 0);
    await area.getByText('Little of the original is kept').waitFor();
    await host.send({ type: 'toggle-changes' });
    await pressed('Changes');
    assert.notEqual(await area.locator('ins').count(), 0);
    assert.equal(await area.getByText('Little of the original is kept').count(), 0);
    assert.equal(await page.getByRole('status').textContent(), 'Showing the changes.');
    await host.send({ type: 'toggle-changes' });
    await pressed('Rewrite only');
    await host.send({ type: 'state', state: state({ revision: 2, proposals: [READY], proposal: 'p1' }) });
    await area.getByRole('button', { name: 'Changes' }).click();
    await pressed('Changes');
  });

  it('numbers proposals and no attempts that failed', async () => {
    const page = await panel(
      state({
        proposals: [
          proposal({ id: 'a', state: 'failed', parts: written(''), problem: 'No network.' }),
          READY,
          proposal({ id: 'b' }),
        ],
        proposal: 'p1',
      }),
    );
    const tabs = page.locator('.tab');
    assert.deepEqual(await tabs.evaluateAll((all) => all.map((tab) => tab.getAttribute('aria-label'))), [
      'Failed attempt',
      'Proposal 1, ready',
      'Proposal 2, ready',
    ]);
    assert.deepEqual(await tabs.allInnerTexts(), ['!', '1', '2']);
  });

  it('says whether the text being written began as a model’s', async () => {
    const page = await panel(state({ draft: draft('One', { edited: true }) }));
    const tag = page.locator('.rewrite-pane .pane-head .tag');
    assert.equal(await tag.innerText(), 'Edited');
    await host.send({ type: 'state', state: state({ revision: 2, draft: draft('One') }) });
    assert.equal(await tag.innerText(), 'By hand');
  });

  it('paints what was taken into the set as such, and a rejection not', async () => {
    const made = (type: string, second: number) => ({
      type,
      summary: type,
      at: `2026-03-02T09:00:0${second}Z`,
      by: 'Ada',
    });
    const decisions = [made('reject', 2), made('accept', 1)];
    const page = await panel(state({ record: { ...TRANSCRIPT, decisions } }));
    const colour = (text: string) =>
      page
        .locator('.decisions li', { hasText: text })
        .evaluate((item) => getComputedStyle(item).borderInlineStartColor);
    assert.notEqual(await colour('reject'), await colour('accept'));
    assert.equal(
      await page.locator('.decisions').evaluate((all) => getComputedStyle(all).borderInlineStartStyle),
      'none',
    );
  });

  it('takes a finding’s hover away with its record', async () => {
    const page = await panel();
    await page.locator('.mark.warning').hover();
    await page.locator('.hover', { hasText: 'Verdict without why' }).waitFor();
    await host.send({
      type: 'state',
      state: state({ revision: 2, record: { ...TRANSCRIPT, line: 13, recordId: 'next' } }),
    });
    assert.equal(await page.locator('.hover').isVisible(), false);
  });

  it('sends what was typed on one record under that record’s name, even after another opened', async () => {
    const page = await panel(state({ draft: draft('First') }));
    await page.getByRole('textbox', { name: 'Your rewrite' }).pressSequentially('!');
    await host.send({
      type: 'state',
      state: state({
        revision: 2,
        record: { ...TRANSCRIPT, line: 13, recordId: 'other' },
        draft: draft('Second', { record: 'other' }),
      }),
    });
    await host.next('draft');
    assert.equal(await page.getByRole('textbox', { name: 'Your rewrite' }).inputValue(), 'Second');
    const sent = (await host.received()).filter((message) => message.type === 'draft');
    assert.notEqual(sent.length, 0);
    for (const message of sent) assert.equal(message.record, 'advice-0012');
  });

  it('offers to take a decision back, and names the key that switches a preference’s sides', async () => {
    const page = await panel(state({ record: PREFERENCE, response: 'chosen' }), { keys: MANIFEST_KEYS });
    const back = page.locator('[data-command="rationale.undoDecision"]');
    assert.match((await back.getAttribute('title')) ?? '', /\(U\)$/);
    await back.click();
    assert.deepEqual(await host.next('run'), { type: 'run', command: 'rationale.undoDecision' });
    assert.equal(await page.locator('.preference-head kbd').innerText(), 'C');
    assert.match(
      (await page.locator('[data-response="rejected"]').getAttribute('title')) ?? '',
      /\(C switches\)$/,
    );
  });

  it('says that a flag was dismissed once every fault of it was', async () => {
    const [response] = TRANSCRIPT.responses;
    assert.ok(response);
    const faults = response.findings.filter(({ code }) => code !== 'admirable-reasoning');
    const shown = (dismissed: readonly (string | null)[]) => ({
      ...TRANSCRIPT,
      responses: [
        {
          ...response,
          findings: faults.map((fault, at) => ({ ...fault, dismissed: dismissed[at] ?? null })),
        },
      ],
    });
    const page = await panel(state({ revision: 1, record: shown(faults.map(() => null)) }));
    const tag = page.locator('.pane-action .tag');
    assert.equal(await tag.innerText(), 'Flagged');
    await host.send({
      type: 'state',
      state: state({ revision: 2, record: shown(faults.map(() => 'It is fine.')) }),
    });
    assert.equal(await tag.innerText(), 'Flag dismissed');
  });

  describe('the list of keys', () => {
    const focused = () =>
      host.page.evaluate(() => {
        const here = document.activeElement;
        return here?.closest('dialog') ? 'dialog' : (here?.id ?? '');
      });

    it('names every command that has a key, holds the focus, and gives it back at Escape', async () => {
      const page = await panel(STATE, { keys: MANIFEST_KEYS });
      await page.locator('#transcript').focus();
      await page.evaluate(() => {
        window.addEventListener('keydown', (event) => document.body.setAttribute('data-heard', event.key));
      });
      await host.send({ type: 'show-keys' });
      const list = page.getByRole('dialog', { name: 'Keys' });
      const lines = await list.locator('.keys-list > div').allInnerTexts();
      assert.equal(lines.length, Object.keys(MANIFEST_KEYS).length);
      assert.ok(lines.includes('J\nNext Record') && lines.includes('?\nShow Keys'), lines.join(', '));
      for (const key of ['Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
        await page.keyboard.press(key);
        assert.equal(await focused(), 'dialog', key);
      }
      await page.keyboard.press('j');
      await page.keyboard.press('Escape');
      await list.waitFor({ state: 'hidden' });
      assert.equal(await focused(), 'transcript');
      assert.equal(
        await page.locator('body').getAttribute('data-heard'),
        null,
        'letters are commands in VS Code, and Escape would stop a rewrite',
      );
    });

    it('closes at its own key, by its button and at a click beside it', async () => {
      const page = await panel(STATE, { keys: MANIFEST_KEYS });
      const list = page.getByRole('dialog', { name: 'Keys' });
      for (const close of [
        () => page.keyboard.press('?'),
        () => list.getByRole('button', { name: 'Close' }).click(),
        () => page.mouse.click(3, 400),
        () => host.send({ type: 'show-keys' }),
      ]) {
        await host.send({ type: 'show-keys' });
        await list.waitFor();
        await close();
        await list.waitFor({ state: 'hidden' });
      }
    });

    it('is asked for by a button with its key', async () => {
      const page = await panel(STATE, { keys: MANIFEST_KEYS });
      const button = page.locator('[data-command="rationale.showKeys"]');
      assert.equal(await button.getAttribute('title'), 'Keys (?)');
      await button.click();
      assert.deepEqual(await host.next('run'), { type: 'run', command: 'rationale.showKeys' });
    });
  });
});

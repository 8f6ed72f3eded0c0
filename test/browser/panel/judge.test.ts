import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../scripts/test-host/chromium.ts';
import type { ResponseView } from '../../../src/protocol/panel.ts';
import { seriousViolations } from './axe.ts';
import { type FakeHost, openPanel } from './fakeHost.ts';
import { RESPONSE, state, TRANSCRIPT } from './fixtures.ts';
import { THEMES } from './themes.ts';

const JUDGED: Partial<ResponseView> = {
  judge: {
    assessment: { ...RESPONSE.assessment, reasoning: 'adequate', flag: false },
    considerations: 'The neighbour could lose her garden. <b>The response</b> says so and why.',
    model: 'test-model',
    dropped: 'Left out of the judge’s answer: 1 finding that quoted words the response does not have.',
  },
};

const scene = (change: Partial<ResponseView>) =>
  state({
    record: { ...TRANSCRIPT, responses: [{ ...RESPONSE, ...change }] },
    agreement: [
      { assessor: 'rubric', agreed: 14, of: 16, you: true },
      { assessor: 'judge', agreed: 9, of: 10, you: false },
    ],
  });

describe('the judge in the panel', () => {
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

  async function show(change: Partial<ResponseView>, options: Parameters<typeof openPanel>[1] = {}) {
    host = await openPanel(browser, options);
    await host.send({ type: 'state', state: scene(change) });
    return host.page;
  }

  for (const theme of THEMES) {
    it(`stands beside the rubric, ${theme.name}: no serious fault for assistive technology`, async () => {
      const page = await show(JUDGED, { theme });
      await page.locator('summary', { hasText: 'What the judge considered' }).click();
      await host.screenshot(`judged-${theme.name}`);
      assert.deepEqual(await seriousViolations(page), []);
    });
  }

  it('says where the two disagree, and how far either agreed with the curator so far', async () => {
    const page = await show(JUDGED);
    assert.match(await page.locator('[data-differs]').innerText(), /the flag, reasoning \(thin, adequate\)/);
    assert.match(await page.locator('[data-judge]').innerText(), /Not flagged/);
    assert.match(await page.locator('[data-agreement=rubric]').innerText(), /agreed with you in 14 of 16/);
    assert.match(
      await page.locator('[data-agreement=judge]').innerText(),
      /agreed with the curators in 9 of 10/,
    );
    // The judge's words are text.
    assert.equal(await page.locator('details b').count(), 0);
  });

  it('is asked, stopped and overruled by buttons', async () => {
    const page = await show({});
    await page.locator('[data-command="rationale.judgeResponse"]').click();
    await page.locator('[data-command="rationale.labelResponse"]').click();
    await host.send({ type: 'state', state: { ...scene({ judging: true }), revision: 1_000 } });
    await page.locator('[data-command="rationale.stopJudging"]').click();
    const commands = (await host.received()).flatMap((message) =>
      message.type === 'run' ? [message.command] : [],
    );
    assert.deepEqual(commands, [
      'rationale.judgeResponse',
      'rationale.labelResponse',
      'rationale.stopJudging',
    ]);
  });
});

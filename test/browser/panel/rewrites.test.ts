import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../scripts/test-host/chromium.ts';
import { type FakeHost, openPanel, type PanelOptions } from './fakeHost.ts';
import {
  BOTH,
  CANDIDATES,
  draft,
  PENDING,
  PREFERENCE,
  part,
  proposal,
  READY,
  RESPONSE,
  STATE,
  state,
  TRANSCRIPT,
} from './fixtures.ts';
import { MANIFEST_KEYS } from './manifestKeys.ts';

describe('rewrites in the panel', () => {
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

  async function panel(shown: Parameters<typeof state>[0], options: PanelOptions = {}) {
    host = await openPanel(browser, { keys: MANIFEST_KEYS, ...options });
    await host.send({ type: 'state', state: state(shown) });
    return host.page.locator('.rewrite-pane');
  }

  it('shows candidates side by side with what each fixes, brings and costs, and goes to one’s changes', async () => {
    const area = await panel({ proposals: CANDIDATES, proposal: 'c1' });
    const cards = area.locator('.candidate');
    assert.equal(await cards.count(), 3);
    const lefts = await cards.evaluateAll((all) => all.map((card) => card.getBoundingClientRect().left));
    assert.equal(new Set(lefts).size, 3, 'beside each other');
    const texts = await cards.allInnerTexts();
    assert.match(
      texts[0] ?? '',
      /Candidate 1[\s\S]*adequate[\s\S]*Fixes Verdict without why[\s\S]*1 to look at/,
    );
    assert.match(
      texts[1] ?? '',
      /\$0\.01[\s\S]*Would bring Moralizing\s*Gains Admirable reasoning[\s\S]*1 failed: Nothing copied/,
    );
    assert.match(texts[2] ?? '', /writing…[\s\S]*and the$/);
    await area.getByRole('button', { name: 'Stop' }).waitFor();
    await host.send({ type: 'proposal-text', id: 'c3', part: 'answer', append: ' answer is' });
    await cards.nth(2).getByText('and the answer is').waitFor();
    await area.locator('[data-look="c2"]').click();
    assert.deepEqual(await host.next('select-proposal'), { type: 'select-proposal', id: 'c2' });
    await host.send({
      type: 'state',
      state: state({ revision: 2, proposals: CANDIDATES, proposal: 'c2' }),
    });
    await area.locator('ins').first().waitFor();
    assert.equal(await area.locator('.candidate').count(), 0);
    await area.getByRole('button', { name: 'Accept candidate 2' }).waitFor();
    await host.send({ type: 'toggle-changes' }, { type: 'toggle-changes' });
    assert.equal(await area.locator('.candidate').count(), 3, 'the key goes round to all of them');
  });

  it('shows candidates below each other in a narrow column', async () => {
    const area = await panel({ proposals: CANDIDATES, proposal: 'c1' }, { width: 380 });
    const lefts = await area
      .locator('.candidate')
      .evaluateAll((all) => all.map((card) => card.getBoundingClientRect().left));
    assert.equal(new Set(lefts).size, 1);
  });

  it('brings the candidate that was chosen for the curator into view in a narrow panel', async () => {
    const ready = ['c1', 'c2', 'c3'].map((id) => proposal({ id, ask: 'ask' }));
    const area = await panel({ proposals: ready, proposal: 'c3' }, { width: 700, height: 700 });
    await area.locator('.candidate.shown').waitFor();
    const [head, body] = await Promise.all([
      area.locator('.candidate.shown header').boundingBox(),
      area.locator('.rewrite-body').boundingBox(),
    ]);
    assert.ok(head !== null && body !== null);
    assert.ok(head.y >= body.y && head.y + head.height <= body.y + body.height, 'its heading is to be seen');
    await host.screenshot('candidates-700');
    // A click on a candidate chooses it where it is: the text under the pointer stays.
    const text = area.locator('.rewrite-body');
    await text.evaluate((element) => element.scrollTo({ top: 60 }));
    const first = await area.locator('[data-candidate="c1"]').boundingBox();
    assert.ok(first !== null && first.y < body.y, 'its heading is out of view');
    const middle = (body.y + Math.min(first.y + first.height, body.y + body.height)) / 2;
    await host.page.mouse.click(first.x + first.width / 2, middle);
    assert.deepEqual(await host.next('select-proposal'), { type: 'select-proposal', id: 'c1' });
    await host.send({ type: 'state', state: state({ revision: 2, proposals: ready, proposal: 'c1' }) });
    await area.locator('[data-candidate="c1"].shown').waitFor();
    assert.equal(await text.evaluate((element) => element.scrollTop), 60);
  });

  it('keeps the candidate on show once somebody reads while others still come', async () => {
    await panel({ proposals: CANDIDATES, proposal: 'c1' });
    assert.deepEqual(
      (await host.received()).filter(({ type }) => type === 'select-proposal'),
      [],
    );
    await host.page.locator('#transcript').press('ArrowDown');
    await host.page.locator('#transcript').press('ArrowDown');
    const sent = (await host.received()).filter(({ type }) => type === 'select-proposal');
    assert.deepEqual(sent, [{ type: 'select-proposal', id: 'c1' }]);
  });

  it('goes to the changes of the candidate on show from side by side, and from the rewrite only', async () => {
    const ready = [BOTH, { ...BOTH, id: 'b2' }].map((p) => ({ ...p, ask: 'ask' }));
    const area = await panel({ proposals: ready, proposal: 'b2', segment: 'both' });
    await area.locator('.candidate').nth(1).waitFor();
    await host.send({ type: 'step-change', by: 1 });
    assert.equal(await area.locator('.candidate').count(), 0);
    assert.equal(await focused(), 'reasoning/0');
    await host.send({ type: 'toggle-change' });
    const asked = { type: 'take-change', proposal: 'b2', part: 'reasoning', index: 0 } as const;
    assert.deepEqual(await host.next('take-change'), { ...asked, taken: false });
    await host.send({ type: 'toggle-changes' });
    await area.getByRole('button', { name: 'Rewrite only', pressed: true }).waitFor();
    await host.send({ type: 'toggle-change' });
    await area.getByRole('button', { name: 'Changes', pressed: true }).waitFor();
    assert.equal(await focused(), 'reasoning/0');
  });

  it('tells what failed first, in a sentence, and the rest when asked by the keyboard', async () => {
    const area = await panel({
      proposals: CANDIDATES.slice(1, 2).map((p) => ({ ...p, ask: null })),
      proposal: 'c2',
    });
    const marks = area.locator('[data-check]');
    assert.deepEqual(await marks.evaluateAll((all) => all.map((mark) => mark.getAttribute('data-check'))), [
      'answer/no-copying',
      'answer/no-lecturing',
      'answer/conclusion-kept',
      'answer/length',
    ]);
    const told = area.locator('.check-list li');
    assert.deepEqual(await told.evaluateAll((all) => all.map((line) => line.className)), ['fail', 'warn']);
    assert.match((await told.first().textContent()) ?? '', /14 words in a row/);
    const passed = marks.nth(3);
    assert.match((await passed.getAttribute('title')) ?? '', /in proportion/);
    assert.match((await passed.getAttribute('aria-label')) ?? '', /^Passed: Length\. The length/);
    await passed.focus();
    await host.page.keyboard.press('Enter');
    await told.nth(3).waitFor();
    assert.equal(await passed.getAttribute('aria-expanded'), 'true');
  });

  it('leaves the room to the text, with what is told of it beside it, or in short above it', async () => {
    const area = await panel({ proposals: CANDIDATES.slice(1, 2).map((p) => ({ ...p, ask: null })) });
    const places = async () => {
      const [text, facts] = await Promise.all(
        ['.proposal-text', '.facts'].map((name) => area.locator(name).boundingBox()),
      );
      assert.ok(text && facts);
      return { text, facts };
    };
    const passed = area.locator('.check.passed');
    const wide = await places();
    assert.ok(wide.text.y <= wide.facts.y, 'the text begins at the top');
    assert.ok(wide.text.x + wide.text.width <= wide.facts.x);
    assert.equal(await passed.isVisible(), false);

    await host.page.setViewportSize({ width: 600, height: 800 });
    const narrow = await places();
    assert.ok(narrow.facts.y + narrow.facts.height <= narrow.text.y);
    assert.equal(await area.locator('.check.pass[data-check]').first().isVisible(), false);
    assert.match(await passed.innerText(), /^\d passed$/);
    await passed.click();
    await area.locator('.check-list li.pass').first().waitFor();
  });

  it('takes and leaves each change by mouse and by key', async () => {
    const area = await panel({ proposals: [BOTH], proposal: 'b1', segment: 'both' });
    const boxes = area.locator('[data-change]');
    const names = await boxes.evaluateAll((all) => all.map((box) => box.getAttribute('data-change')));
    assert.deepEqual(names, ['reasoning/0', 'answer/0', 'answer/1', 'answer/2']);
    assert.deepEqual(await area.locator('.part-title').allInnerTexts(), ['Reasoning', 'Answer']);
    assert.equal(await boxes.nth(2).getAttribute('aria-checked'), 'false');
    assert.match((await area.locator('.change.left').textContent()) ?? '', /If she pushes back/);
    await boxes.nth(2).click();
    const asked = { type: 'take-change', proposal: 'b1' } as const;
    assert.deepEqual(await host.next('take-change'), { ...asked, part: 'answer', index: 1, taken: true });
    await host.forget();
    await host.page.locator('#transcript').focus();
    await host.send({ type: 'step-change', by: 1 });
    assert.equal(await focused(), 'reasoning/0');
    const back = { type: 'step-change', by: -1 } as const;
    await host.send(back, back, back);
    assert.equal(await focused(), 'answer/0');
    await host.send({ type: 'toggle-change' });
    assert.deepEqual(await host.next('take-change'), { ...asked, part: 'answer', index: 0, taken: false });
    assert.match((await boxes.nth(1).getAttribute('title')) ?? '', /Leave this change out \(Y\)$/);
    await host.forget();
    await area.getByRole('button', { name: 'Take all' }).click();
    const all = (await host.received()).filter((message) => message.type === 'take-change');
    assert.deepEqual(
      all.map(({ part, index, taken }) => [part, index, taken]),
      [
        ['reasoning', null, true],
        ['answer', null, true],
      ],
    );
  });

  it('offers no boxes on a rewrite that is no longer to be decided', async () => {
    const area = await panel({
      proposals: [proposal({ state: 'stale', problem: 'Changed.' })],
      proposal: 'p1',
    });
    assert.notEqual(await area.locator('.change').count(), 0);
    assert.equal(await area.locator('[data-change]').count(), 0);
  });

  it('writes reasoning and answer in two areas and sends both', async () => {
    const area = await panel({ draft: draft('No.', { reasoning: 'Hm.' }) });
    const answer = area.getByRole('textbox', { name: 'The answer' });
    await area.getByRole('textbox', { name: 'The reasoning' }).fill('Hm, but why?');
    await answer.fill('No, because.');
    await answer.press('Control+Enter');
    assert.deepEqual(await host.next('accept-draft'), {
      type: 'accept-draft',
      record: 'advice-0012',
      text: 'No, because.',
      reasoning: 'Hm, but why?',
    });
  });

  it('says what it would do, to which text, and lets both be chosen', async () => {
    const area = await panel({ segment: 'reasoning' });
    const rewrite = area.locator('[data-command="rationale.rewriteResponse"]');
    assert.equal(await rewrite.getAttribute('title'), 'Rewrite: show the deliberation (R)');
    for (const [name, command] of [
      ['of the reasoning', 'rationale.chooseSegment'],
      ['With strategy…', 'rationale.rewriteWithStrategy'],
      ['Show what will be sent', 'rationale.showPrompt'],
    ] as const) {
      await host.forget();
      await area.getByRole('button', { name, exact: true }).click();
      assert.deepEqual(await host.next('run'), { type: 'run', command });
    }
    const none = { ...RESPONSE, editable: false, whyNotEditable: 'It has no reasoning segment.' };
    await host.send({
      type: 'state',
      state: { ...STATE, revision: 2, segment: 'reasoning', record: { ...TRANSCRIPT, responses: [none] } },
    });
    await area.getByText('It has no reasoning segment.').waitFor();
    await area.getByRole('button', { name: 'of the reasoning' }).waitFor();
  });

  it('offers the original as the rejected side of a preference, and only there', async () => {
    const chosen = { ...READY, response: 'chosen' as const };
    const area = await panel({ record: PREFERENCE, response: 'chosen', proposals: [chosen], proposal: 'p1' });
    assert.equal(await area.getByRole('button', { name: 'Accept as chosen' }).count(), 0);
    const responses = PREFERENCE.responses.map((each) => ({ ...each, canMoveOriginal: true }));
    await host.send({
      type: 'state',
      state: state({
        revision: 2,
        record: { ...PREFERENCE, responses },
        response: 'chosen',
        proposals: [chosen],
        proposal: 'p1',
      }),
    });
    await area.getByRole('button', { name: 'Accept as chosen' }).click();
    assert.deepEqual(await host.next('run'), {
      type: 'run',
      command: 'rationale.acceptAsChosen',
      argument: 'p1',
    });
  });

  it('says calmly that what was accepted is in the log while the file is not saved', async () => {
    await panel({ dataset: { ...STATE.dataset, unsaved: true } });
    const note = host.page.locator('.bar-counts .unsaved');
    assert.equal(await note.innerText(), 'in the log; file not saved yet');
    assert.match((await note.getAttribute('title')) ?? '', /when you save it/);
    await host.send({ type: 'state', state: state({ revision: 2 }) });
    await note.waitFor({ state: 'detached' });
  });

  it('tells what the rewrites of the record cost together, and what was injected', async () => {
    const area = await panel({
      proposals: [proposal({ strategy: 'Answer afresh', injected: 5 }), proposal({ id: 'p3' })],
      proposal: 'p1',
      spent: { rewrites: 4, usd: 0.0312, unpriced: 1 },
    });
    assert.equal(
      await area.locator('.proposal-meta').textContent(),
      'Answer afresh · 5 passages injected · recorded-answers · 1,843 tokens in, 212 out · $0.0087 · this response so far: 4 rewrites, $0.03, 1 of unknown price',
    );
  });

  it('follows a text that is written, and goes to its beginning when it is whole', async () => {
    const long = Array.from({ length: 80 }, (_, line) => `Line ${line} of what is written.`).join('\n');
    const pending = { ...PENDING, parts: [{ name: 'answer' as const, text: long, sentences: [] }] };
    const area = await panel({ proposals: [pending], proposal: 'p2' });
    await host.send({ type: 'proposal-text', id: 'p2', part: 'answer', append: '\nThe end' });
    const body = area.locator('.rewrite-body');
    const gap = () => body.evaluate((e) => [e.scrollTop, e.scrollHeight - e.scrollTop - e.clientHeight]);
    const [streamed, toEnd] = await gap();
    assert.ok((streamed ?? 0) > 0 && (toEnd ?? 99) < 24, 'the end is in sight');
    const ready = { ...READY, id: 'p2', parts: [part(long)] };
    await host.send({ type: 'state', state: state({ revision: 2, proposals: [ready], proposal: 'p2' }) });
    assert.equal((await gap())[0], 0);
  });

  it('does not take the keyboard when a draft comes while another editor has it', async () => {
    const area = await panel({ proposals: [PENDING], proposal: 'p2' });
    await host.page.evaluate('document.hasFocus = () => false');
    await host.send({ type: 'state', state: state({ revision: 2, draft: draft('Saved elsewhere.') }) });
    await area.getByRole('textbox', { name: 'Your rewrite' }).waitFor();
    assert.equal(await host.page.evaluate(() => document.activeElement?.tagName), 'BODY');
  });

  async function focused(): Promise<string | null> {
    return host.page.evaluate(() => document.activeElement?.getAttribute('data-change') ?? null);
  }
});

import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import { launchChromium } from '../../../scripts/test-host/chromium.ts';
import { type FakeHost, openPanel, type PanelOptions } from './fakeHost.ts';
import {
  draft,
  MARKDOWN_TEXT,
  PENDING,
  PREFERENCE,
  proposal,
  READY,
  RESPONSE,
  STATE,
  state,
  TRANSCRIPT,
  text,
  textOfProposal,
  turn,
  written,
} from './fixtures.ts';

describe('the panel at work', () => {
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

  async function panel(shown = STATE, options: PanelOptions = {}): Promise<FakeHost> {
    const host = await openPanel(browser, options);
    open.push(host);
    await host.send({ type: 'state', state: shown });
    return host;
  }

  it('says which passages a rewrite cites, and what became of those that changed or are gone', async () => {
    const [first, second, ...rest] = RESPONSE.passages;
    assert.ok(first && second);
    const passages = [
      { ...first, cited: 'same' as const },
      { ...second, cited: 'changed' as const },
      ...rest,
    ];
    const note = 'A cited passage is gone from this constitution (tone).';
    const { page } = await panel(
      state({ record: { ...TRANSCRIPT, responses: [{ ...RESPONSE, passages, citationNotes: [note] }] } }),
    );
    const cards = page.locator('.passage');
    await cards.nth(0).getByText('Cited by a rewrite of this response', { exact: true }).waitFor();
    await cards.nth(1).getByText('in words that have changed since').waitFor();
    assert.equal(await cards.getByText('Cited').count(), 2);
    assert.equal(await page.locator('.citation-note').innerText(), note);
  });

  it('shows where the curator is, what the dataset holds, and who writes rewrites', async () => {
    const { page } = await panel();
    const bar = await words(page.locator('header'));
    for (const words of [
      'difficult-advice.jsonl',
      '12 of 2,312',
      '104 flagged',
      '18 decided',
      '3 problems',
    ]) {
      assert.ok(bar.includes(words), words);
    }
    assert.match(bar, /recorded answers \(demo\)/);
  });

  it('runs commands, and names their keys in the tooltips', async () => {
    const host = await panel(STATE, {
      keys: { 'rationale.nextRecord': { key: 'j' }, 'rationale.previousFlagged': { key: 'shift+f' } },
    });
    const next = host.page.getByRole('button', { name: 'Next record' });
    assert.equal(
      await host.page.locator('[data-command="rationale.nextRecord"]').getAttribute('title'),
      'Next record (J)',
    );
    await next.click();
    assert.deepEqual(await host.next('run'), { type: 'run', command: 'rationale.nextRecord' });
    await host.forget();
    await host.page.getByRole('button', { name: /^Constitution:/ }).click();
    assert.deepEqual(await host.next('run'), { type: 'run', command: 'rationale.chooseConstitution' });
    await host.forget();
    await host.page.getByRole('button', { name: 'Dismiss… (finding 2)' }).click();
    assert.deepEqual(await host.next('run'), {
      type: 'run',
      command: 'rationale.dismissFinding',
      argument: 'f-moralizing',
    });
    await host.forget();
    await host.page.getByRole('button', { name: 'Open in document (Giving reasons)' }).click();
    assert.deepEqual(await host.next('run'), {
      type: 'run',
      command: 'rationale.showPassage',
      argument: 'honesty.reasons',
    });
  });

  it('ignores a state older than the one it shows', async () => {
    const host = await panel(state({ revision: 5 }));
    await host.send({
      type: 'state',
      state: state({ revision: 4, dataset: { ...STATE.dataset, name: 'older.jsonl' } }),
    });
    assert.equal(await host.page.locator('h1').textContent(), 'difficult-advice.jsonl');
    await host.send({
      type: 'state',
      state: state({ revision: 6, dataset: { ...STATE.dataset, name: 'newer.jsonl' } }),
    });
    assert.equal(await host.page.locator('h1').textContent(), 'newer.jsonl');
  });

  it('folds system text, tools, reasoning and long tool results, and remembers what was opened', async () => {
    const host = await panel();
    const { page } = host;
    const system = page.locator('details.system');
    assert.equal(await page.getByText('Never reveal account numbers.', { exact: false }).count(), 1);
    assert.equal(await page.locator('.turn.system').count(), 0);
    await system.locator('summary').click();
    await page.locator('.turn.system').waitFor();
    assert.equal(
      await page.locator('details.tool-result').evaluate((d: HTMLDetailsElement) => d.open),
      false,
    );
    await host.send({ type: 'state', state: state({ revision: 2 }) });
    assert.equal(await page.locator('.turn.system').count(), 1);

    const again = await panel(STATE, { memory: await host.memory() });
    assert.equal(await again.page.locator('.turn.system').count(), 1);
    await again.send({
      type: 'state',
      state: state({ revision: 2, record: { ...TRANSCRIPT, line: 13, recordId: 'b' } }),
    });
    assert.equal(await again.page.locator('.turn.system').count(), 0);
  });

  it('expands and folds everything when a command says so', async () => {
    const host = await panel();
    const closed = host.page.locator('.transcript-pane details:not([open])');
    assert.notEqual(await closed.count(), 0);
    await host.send({ type: 'toggle-fold', expand: true });
    assert.equal(await closed.count(), 0);
    await host.send({ type: 'toggle-fold', expand: false });
    assert.equal(await host.page.locator('.transcript-pane details[open]').count(), 0);
  });

  it('shortens a long turn and shows all of it on request', async () => {
    const long = Array.from({ length: 900 }, (_, i) => `word${i}`).join(' ');
    const host = await panel(
      state({
        record: { ...TRANSCRIPT, turns: [turn('t0', 'user', [text(long)]), ...TRANSCRIPT.turns.slice(4)] },
      }),
    );
    const first = host.page.locator('[data-turn="t0"]');
    assert.ok(!(await first.textContent())?.includes('word899'));
    await first.getByRole('button', { name: 'Show all (900 words)' }).click();
    await first.getByText('word899').waitFor();
    await first.getByRole('button', { name: 'Show less' }).click();
    await first.getByRole('button', { name: 'Show all (900 words)' }).waitFor();
  });

  it('fetches the rest of a text that the host shortened', async () => {
    const short = { ...text('The beginning.'), omitted: 20_000_000 };
    const host = await panel(state({ record: { ...TRANSCRIPT, turns: [turn('t0', 'user', [short])] } }));
    await host.page.getByRole('button', { name: 'Show whole text (20,000,000 characters more)' }).click();
    assert.deepEqual(await host.next('show-whole-segment'), {
      type: 'show-whole-segment',
      turn: 't0',
      segment: 0,
    });
    await host.page.getByRole('button', { name: 'Reading the whole text…' }).waitFor();
    await host.send({ type: 'whole-segment', turn: 't0', segment: 0, text: 'The beginning. And the end.' });
    assert.match(await words(host.page.locator('[data-turn="t0"]')), /And the end\./);
    assert.equal(await host.page.getByRole('button', { name: /whole text/ }).count(), 0);
  });

  it('underlines flagged spans, shows their finding on hover and focus, and goes to the card and back', async () => {
    const { page } = await panel();
    const span = page.locator('.mark.warning');
    assert.equal(await span.textContent(), 'You should not co-sign the loan.');
    assert.match(await span.evaluate((e) => getComputedStyle(e).textDecoration), /underline.* wavy/);
    await span.hover();
    await page.locator('.hover', { hasText: 'Verdict without why' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.hover').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /^Finding 2: Moralizing/ }).focus();
    await page.locator('.hover', { hasText: 'Moralizing' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-finding="f-moralizing"]:focus').waitFor();
    await page.getByRole('button', { name: 'Show in text (finding 1)' }).click();
    await page.locator('[data-span="f-verdict"]:focus').waitFor();
    assert.equal(await page.locator('.mark').count(), 2, 'a dismissed finding marks nothing');
  });

  it('marks the matching words of a passage and opens its context', async () => {
    const { page } = await panel();
    const passage = page.locator('[data-passage="honesty.reasons"]');
    assert.deepEqual(await passage.locator('mark').allTextContents(), [
      'asks what to do',
      'answer',
      'next decision',
    ]);
    assert.equal(await passage.getByText('Advice is given to a person').count(), 0);
    await passage.locator('summary').click();
    await passage.getByText('Advice is given to a person').waitFor();
    await passage.getByText('This holds for small choices too').waitFor();
  });

  it('streams a rewrite, says only its end aloud, and offers to stop', async () => {
    const host = await panel(state({ revision: 2, proposals: [PENDING], proposal: 'p2' }));
    const { page } = host;
    await host.send(
      { type: 'proposal-text', id: 'p2', part: 'answer', append: ' co-signing' },
      { type: 'proposal-text', id: 'p2', part: 'answer', append: ', and' },
    );
    assert.equal(
      await page.locator('[data-stream]').textContent(),
      'I would lean towards not co-signing, and',
    );
    assert.doesNotMatch(await words(page.getByRole('status')), /co-signing/);
    await page.getByRole('button', { name: 'Stop' }).click();
    assert.deepEqual(await host.next('run'), { type: 'run', command: 'rationale.stopRewrite' });
    await host.send({
      type: 'state',
      state: state({ revision: 3, proposals: [{ ...READY, id: 'p2' }], proposal: 'p2' }),
    });
    assert.equal(
      await page.getByRole('status').textContent(),
      'Rewrite ready. It fixes: Verdict without why.',
    );
    assert.notEqual(
      await page.evaluate(() => document.activeElement?.tagName),
      'BODY',
      'the focus stays in the rewrite area',
    );
  });

  it('shows a ready rewrite as a difference, with what it cost and what the rubric says, and accepts it', async () => {
    const host = await panel(
      state({ proposals: [proposal({ id: 'p0', state: 'rejected' }), READY], proposal: 'p1' }),
    );
    const { page } = host;
    const area = page.locator('.rewrite-pane');
    assert.notEqual(await area.locator('ins').count(), 0);
    assert.match(
      await area
        .locator('del')
        .first()
        .evaluate((e) => getComputedStyle(e).textDecoration),
      /line-through/,
    );
    assert.match(await words(area), /1,843 tokens in, 212 out · \$0\.0087/);
    assert.match(await words(area.locator('.comparison')), /thin\s*→\s*became\s*adequate/);
    await area.getByRole('button', { name: 'Rewrite only' }).click();
    await area.locator('ins').first().waitFor({ state: 'detached' });
    assert.ok((await area.textContent())?.includes(textOfProposal(READY).slice(0, 60)));
    await area.getByRole('radio', { name: 'Proposal 1, rejected' }).click();
    assert.deepEqual(await host.next('select-proposal'), { type: 'select-proposal', id: 'p0' });
    for (const [label, command] of [
      ['Accept', 'rationale.acceptProposal'],
      ['Edit then accept', 'rationale.editProposal'],
      ['Reject', 'rationale.rejectProposal'],
    ] as const) {
      await host.forget();
      await area.getByRole('button', { name: label, exact: true }).click();
      assert.deepEqual(await host.next('run'), { type: 'run', command, argument: 'p1' });
    }
  });

  it('says why a rewrite failed or went stale, and what comes next', async () => {
    const host = await panel(
      state({
        proposals: [
          proposal({ state: 'failed', parts: written(''), problem: 'The key was refused. Set another.' }),
        ],
        proposal: 'p1',
      }),
    );
    const area = host.page.locator('.rewrite-pane');
    await area.getByText('The key was refused. Set another.').waitFor();
    await area.getByRole('button', { name: 'Try again', exact: true }).waitFor();
    await host.send({
      type: 'state',
      state: state({
        revision: 2,
        proposals: [proposal({ state: 'stale', problem: 'The response changed.' })],
        proposal: 'p1',
      }),
    });
    await area.getByText('The response changed.').waitFor();
    assert.equal(await area.getByRole('button', { name: 'Accept', exact: true }).count(), 0);
    assert.match(await words(host.page.getByRole('status')), /^Rewrite is stale\. The response changed\./);
  });

  it('leaves the keyboard where it is when a text arrives that was written elsewhere', async () => {
    const host = await panel(state({ revision: 1 }));
    await host.send({ type: 'state', state: state({ revision: 2, draft: draft('From the diff editor') }) });
    const area = host.page.getByRole('textbox', { name: 'Your rewrite' });
    await area.waitFor();
    await host.page.keyboard.type('af');
    assert.equal(await area.inputValue(), 'From the diff editor');
  });

  it('does not give the keyboard to a text that was left on another record', async () => {
    const host = await panel(state({ revision: 1 }));
    await host.send({ type: 'focus', where: 'rewrite' });
    const other = { ...TRANSCRIPT, line: 13, recordId: 'other' };
    await host.send({
      type: 'state',
      state: state({ revision: 2, record: other, draft: draft('Left here', { record: 'other' }) }),
    });
    const area = host.page.getByRole('textbox', { name: 'Your rewrite' });
    await area.waitFor();
    await host.page.keyboard.type('jk');
    assert.equal(await area.inputValue(), 'Left here');
  });

  it('keeps the text being written, its cursor and its keys from the host', async () => {
    const host = await panel(state({ revision: 1 }));
    const { page } = host;
    await host.send({ type: 'focus', where: 'rewrite', draft: 'advice-0012' });
    await host.send({ type: 'state', state: state({ revision: 2, draft: draft('One three') }) });
    const area = page.getByRole('textbox', { name: 'Your rewrite' });
    await page.locator('[data-draft]:focus-within').waitFor();
    await page.evaluate(() => {
      window.addEventListener('keydown', (event) => document.body.setAttribute('data-heard', event.key));
    });
    await area.evaluate((e: HTMLTextAreaElement) => e.setSelectionRange(4, 4));
    await page.keyboard.type('two ');
    assert.equal(
      await page.locator('body').getAttribute('data-heard'),
      null,
      'single letters are commands in VS Code',
    );
    await host.send({ type: 'state', state: state({ revision: 3, draft: draft('One three') }) });
    assert.equal(await area.inputValue(), 'One two three');
    assert.equal(await area.evaluate((e: HTMLTextAreaElement) => e.selectionStart), 8);
    assert.deepEqual(await host.next('draft'), {
      type: 'draft',
      record: 'advice-0012',
      text: 'One two three',
    });

    await host.send({ type: 'request-draft' });
    assert.deepEqual(await host.next('accept-draft'), {
      type: 'accept-draft',
      record: 'advice-0012',
      text: 'One two three',
    });
    await host.forget();
    await page.keyboard.type('and ');
    await page.keyboard.press('Control+Enter');
    assert.deepEqual(await host.next('accept-draft'), {
      type: 'accept-draft',
      record: 'advice-0012',
      text: 'One two and three',
    });

    const other = { ...TRANSCRIPT, line: 13, recordId: 'other' };
    await host.send({
      type: 'state',
      state: state({ revision: 4, record: other, draft: draft('Another record', { record: 'other' }) }),
    });
    assert.equal(await area.inputValue(), 'Another record');
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(await host.next('cancel-draft'), { type: 'cancel-draft', record: 'other' });
  });

  it('sends an unsent draft before any command', async () => {
    const host = await panel(state({ draft: draft('Half') }));
    await host.page.getByRole('textbox', { name: 'Your rewrite' }).pressSequentially(' done');
    await host.page.getByRole('button', { name: 'Next record' }).click();
    await host.next('run');
    const sent = (await host.received()).filter((m) => m.type !== 'ready');
    assert.deepEqual(sent.at(-1), { type: 'run', command: 'rationale.nextRecord' });
    const last = sent.at(-2);
    assert.equal(last?.type, 'draft');
    assert.match(last?.type === 'draft' ? last.text : '', /done/);
  });

  it('puts a preference side by side where there is room, and lets either side be looked at', async () => {
    const host = await panel(state({ record: PREFERENCE, response: 'chosen' }));
    const { page } = host;
    const box = async (side: string) =>
      (await page.locator(`[data-side="${side}"]`).boundingBox()) ?? assert.fail(side);
    assert.equal((await box('chosen')).y, (await box('rejected')).y);
    assert.equal(await page.locator('.turn.review').getAttribute('data-turn'), 'chosen');
    await page.getByRole('button', { name: 'Rejected' }).click();
    assert.deepEqual(await host.next('select-response'), { type: 'select-response', response: 'rejected' });
    await page.setViewportSize({ width: 400, height: 800 });
    assert.equal((await box('chosen')).x, (await box('rejected')).x);
  });

  it('renders Markdown without links, images or HTML', async () => {
    const record = { ...TRANSCRIPT, turns: [turn('t0', 'user', [text(MARKDOWN_TEXT)])] };
    const { page } = await panel(state({ record, rendering: 'markdown' }));
    const shown = page.locator('[data-turn="t0"] .markdown');
    assert.equal(await shown.locator('strong').textContent(), 'pull apart');
    assert.equal(await shown.locator('ol > li').count(), 2);
    assert.equal(await shown.locator('pre').textContent(), 'const x = "<b>not bold</b>";');
    assert.equal(await shown.locator('a, img, b').count(), 0);
    assert.match(await words(shown), /the guide \(https:\/\/example\.org\/loans\)/);
  });

  it('focuses what a command names', async () => {
    const host = await panel();
    for (const where of ['transcript', 'findings', 'passages', 'rewrite'] as const) {
      await host.send({ type: 'focus', where });
      assert.equal(await host.page.evaluate(() => document.activeElement?.id), where);
      assert.equal(await host.page.evaluate(() => document.scrollingElement?.scrollTop), 0);
    }
  });

  it('leaves the side out when a command says so, and brings it back for what is in it', async () => {
    const host = await panel();
    const { page, send } = host;
    const side = page.locator('[data-pane="side"]');
    const transcript = page.locator('#transcript');
    const beside = (await transcript.boundingBox())?.width ?? 0;
    await side.focus();
    await send({ type: 'toggle-side' });
    await side.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.id === 'transcript');
    assert.ok(((await transcript.boundingBox())?.width ?? 0) > beside * 1.5);
    await page.getByRole('button', { name: 'Show findings and passages' }).click();
    assert.deepEqual(await host.next('run'), { type: 'run', command: 'rationale.toggleSide' });

    await send({ type: 'focus', where: 'passages' });
    await side.waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'passages');
    await page.getByRole('button', { name: 'Leave out findings and passages' }).waitFor();
  });

  it('leaves the keyboard to a box of VS Code’s when the control that had it before goes away', async () => {
    const host = await panel(state({ revision: 1, proposals: [proposal({})], proposal: 'p1' }));
    const { page } = host;
    await page.getByRole('button', { name: 'Reject', exact: true }).focus();
    const inBox = await page.evaluateHandle(() => {
      const seen = { hasFocus: false, stolen: 0 };
      document.hasFocus = () => seen.hasFocus;
      document.addEventListener('focusin', () => seen.stolen++);
      return seen;
    });
    await host.send({ type: 'state', state: state({ revision: 2 }) });
    await page.getByRole('button', { name: 'Reject', exact: true }).waitFor({ state: 'detached' });
    assert.equal(await inBox.evaluate(({ stolen }) => stolen), 0);
    await inBox.evaluate((seen) => {
      seen.hasFocus = true;
      window.dispatchEvent(new FocusEvent('focus'));
    });
    await page.waitForFunction(() => document.activeElement?.closest('[data-pane]') != null);
  });

  it('moves the line between the panes by keyboard and remembers it', async () => {
    const host = await panel();
    const line = host.page.getByRole('separator', { name: 'Width of the transcript' });
    const before = await host.page.locator('.transcript-pane').boundingBox();
    await line.press('ArrowLeft');
    await line.press('ArrowLeft');
    await host.page.waitForFunction(
      () => document.querySelector('[role=separator]')?.getAttribute('aria-valuenow') === '56',
    );
    const after = await host.page.locator('.transcript-pane').boundingBox();
    assert.ok((after?.width ?? 0) < (before?.width ?? 0));
    const again = await panel(STATE, { memory: await host.memory() });
    assert.equal(
      await again.page
        .getByRole('separator', { name: 'Width of the transcript' })
        .getAttribute('aria-valuenow'),
      '56',
    );
  });

  it('says what a record is that is no transcript, and keeps the way to the others', async () => {
    const host = await panel(
      state({
        record: {
          kind: 'problem',
          line: 7,
          place: 'line 8',
          title: 'Malformed line',
          message: 'The line ends inside a string.',
          excerpt: '{"a": "',
        },
      }),
    );
    await host.page.getByRole('heading', { name: /Malformed line/ }).waitFor();
    await host.page.getByRole('button', { name: 'Next record' }).click();
    assert.deepEqual(await host.next('run'), { type: 'run', command: 'rationale.nextRecord' });
    await host.send({
      type: 'state',
      state: state({
        revision: 2,
        ordinal: 0,
        record: { kind: 'empty', message: 'The file has no records.' },
      }),
    });
    await host.page.getByText('The file has no records.').waitFor();
  });

  it('shows what a record is that is no chat, and ways to read it as one', async () => {
    const record = { kind: 'empty', message: 'No chat data: readings.', excerpt: '{"celsius": 21}' } as const;
    const host = await panel(state({ record }));
    await host.page.getByText('{"celsius": 21}').waitFor();
    for (const [name, command] of [
      ['Open as text', 'rationale.openAsText'],
      ['Choose a shape…', 'rationale.chooseShape'],
      ['Draft a shape from this record…', 'rationale.draftShape'],
    ] as const) {
      await host.forget();
      await host.page.getByRole('main').getByRole('button', { name }).click();
      assert.deepEqual(await host.next('run'), { type: 'run', command });
    }
  });

  it('offers to convert what can be edited only then', async () => {
    const dataset = { ...STATE.dataset, readOnlyReason: 'This is a log.', convertible: true };
    const host = await panel(state({ dataset }));
    await host.page.getByRole('button', { name: 'Convert to JSONL…' }).click();
    assert.deepEqual(await host.next('run'), { type: 'run', command: 'rationale.convertToJsonl' });
  });

  it('reaches every control with the keyboard in reading order', async () => {
    const { page } = await panel(state({ proposals: [READY], proposal: 'p1' }));
    const seen: string[] = [];
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const e = document.activeElement;
        return e === null || e === document.body
          ? ''
          : (e.closest('.jumps, header, .transcript-pane, .side-pane, .rewrite-pane, .separator')
              ?.classList[0] ?? '');
      });
      if (here === '') break;
      if (seen.at(-1) !== here) seen.push(here);
    }
    assert.deepEqual(seen, ['bar', 'jumps', 'pane', 'separator', 'pane', 'separator', 'rewrite-pane']);
  });

  it('shows every field of a hostile record as the text it is', async () => {
    const bad =
      '<img src=x onerror="document.body.dataset.owned=1"><script>document.body.dataset.owned=1</script>`';
    const segment = { ...text(bad), label: bad };
    const hostile = state({
      dataset: { ...STATE.dataset, name: bad, readOnlyReason: bad },
      constitution: { name: bad, origin: 'chosen', passages: 1, problem: bad },
      provider: { label: bad, ready: false, hint: bad, action: 'set-key' },
      record: {
        ...TRANSCRIPT,
        recordId: bad,
        shape: bad,
        tools: [{ name: bad, description: bad, parameters: bad }],
        turns: [
          turn('system', 'system', [segment]),
          { ...turn(bad, 'user', [segment]), speaker: bad },
          turn(
            't1',
            'assistant',
            (['reasoning', 'tool-call', 'tool-result', 'image', 'other'] as const).map((kind) => ({
              ...segment,
              kind,
            })),
          ),
          {
            ...turn('t2', 'assistant', [{ ...segment, marks: [{ start: 2, end: 30, finding: 0 }] }]),
            response: 'last',
          },
        ],
        responses: [
          {
            ...RESPONSE,
            title: bad,
            findings: [
              {
                key: bad,
                code: 'moralizing',
                title: bad,
                severity: 'error',
                message: bad,
                assessor: 'rubric',
                passages: [bad],
                dismissed: null,
              },
            ],
            passages: [
              {
                id: bad,
                section: bad,
                heading: [bad, bad],
                text: bad,
                matches: [[0, 9]],
                before: bad,
                after: bad,
                cited: 'changed',
              },
            ],
            citationNotes: [bad],
          },
        ],
        decisions: [{ type: bad, summary: bad, at: bad, by: bad }],
      },
      proposals: [
        proposal({
          id: bad,
          parts: [
            {
              name: 'answer',
              text: bad,
              sentences: [
                { kind: 'same', text: bad },
                {
                  kind: 'change',
                  index: 0,
                  before: bad,
                  taken: true,
                  words: [
                    { kind: 'added', text: bad },
                    { kind: 'removed', text: bad },
                    { kind: 'same', text: bad },
                  ],
                },
              ],
            },
          ],
          note: bad,
          fixes: [{ code: 'moralizing', title: bad, message: bad, merit: false }],
          checks: [{ name: 'length', part: 'answer', title: bad, verdict: 'fail', message: bad }],
          model: bad,
          strategy: bad,
          instruction: bad,
          problem: bad,
        }),
      ],
      proposal: bad,
    });
    const host = await panel(hostile);
    await host.send({ type: 'toggle-fold', expand: true });
    for (const rendering of ['text', 'markdown'] as const) {
      await host.send({
        type: 'state',
        state: { ...hostile, revision: rendering === 'text' ? 2 : 3, rendering },
      });
      assert.equal(
        await host.page.locator('#app img, #app script, #app iframe, #app a').count(),
        0,
        rendering,
      );
    }
    await host.send({
      type: 'state',
      state: {
        ...hostile,
        revision: 4,
        record: { kind: 'problem', line: 1, place: bad, title: bad, message: bad, excerpt: bad },
      },
    });
    assert.equal(await host.page.locator('#app img').count(), 0);
    assert.equal(await host.page.locator('body').getAttribute('data-owned'), null);
    assert.ok((await host.page.locator('main').textContent())?.includes('<img src=x'));
  });

  it('shows a transcript of 500 turns, drawing again only what a stream changes', async () => {
    const turns = Array.from({ length: 500 }, (_, i) =>
      turn(`t${i}`, i % 2 === 0 ? 'user' : 'assistant', [text(`Turn ${i}. `.repeat(40))]),
    );
    const host = await panel(
      state({ record: { ...TRANSCRIPT, turns }, proposals: [PENDING], proposal: 'p2' }),
    );
    assert.equal(await host.page.locator('.turn').count(), 500);
    await host.page.evaluate(() => {
      let changes = 0;
      new MutationObserver((records) => {
        changes += records.length;
        document.body.setAttribute('data-changes', String(changes));
      }).observe(document.querySelector('.transcript-pane') ?? document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
    });
    await host.send(
      ...Array.from(
        { length: 50 },
        () => ({ type: 'proposal-text', id: 'p2', part: 'answer', append: ' more' }) as const,
      ),
    );
    assert.match(await words(host.page.locator('[data-stream]')), /( more){50}$/);
    assert.equal(await host.page.locator('body').getAttribute('data-changes'), null);
  });
});

async function words(part: Locator): Promise<string> {
  return (await part.textContent()) ?? '';
}

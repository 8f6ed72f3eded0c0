import assert from 'node:assert/strict';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { type DemoServer, startDemoServer } from '../../scripts/demo-server/server.ts';
import { repositoryRoot } from '../../scripts/test-host/paths.ts';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

/** What a person does with the choices of a rewrite, by keys, with the recorded answers in the model's place. */
describe('the choices of a rewrite in VS Code', () => {
  let demo: DemoServer;
  let folder: string;
  let workbench: Workbench;
  let panel: Frame;
  const dataset = () => path.join(folder, 'difficult-advice.jsonl');

  before(async () => {
    demo = await startDemoServer({ chunkDelayMs: 5 });
    folder = await temporaryDirectory('rewrite-loop');
    await cp(path.join(repositoryRoot, 'samples'), folder, { recursive: true });
    const settings = {
      'rationale.baseUrl': demo.url,
      'rationale.model': 'recorded-answers-demo',
      'rationale.rewrite.candidates': 2,
      'rationale.instructions': { warmer: 'Say it the way a good friend would.' },
      'workbench.reduceMotion': 'on',
    };
    workbench = await openWorkbench({ folder, curate: dataset(), settings });
    panel = await workbench.frame('main.panes');
  });

  afterEach(() => assert.deepEqual(workbench.errors, []));

  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  const press = (key: string) => panel.locator('.transcript-pane').press(key);
  const area = () => panel.locator('.rewrite-pane');
  const rows = () => workbench.page.locator('.quick-input-widget:visible .monaco-list-row');

  it('offers the suggested strategy first, each with what it does, and shows what would be sent', async () => {
    await panel.locator('.position', { hasText: '1 of 24' }).waitFor();
    await press('f');
    await panel.locator('.side-pane .tag.flagged').waitFor();
    await press('Shift+R');
    await rows().first().getByText('suggested by the findings').waitFor();
    await workbench.screenshot('rewrite-strategies');
    assert.equal(await rows().count(), 5);
    assert.match(await rows().nth(1).innerText(), /\S+ \S+[\s\S]*\./);
    await workbench.page.keyboard.press('Escape');
    await press('Shift+P');
    const text = workbench.page.locator('.editor-instance .view-lines', { hasText: 'What will be sent' });
    await text.waitFor();
    await workbench.screenshot('rewrite-prompt');
    await workbench.runCommand('View: Close Editor');
    await text.waitFor({ state: 'detached' });
  });

  it('brings candidates side by side, leaves one change out by key, and accepts the rest', async () => {
    await press('r');
    await area().locator('[data-look]').nth(1).waitFor();
    await workbench.screenshot('rewrite-candidates');
    assert.equal(await area().locator('.candidate').count(), 2);
    await press('[');
    await area().locator('.candidate').first().and(panel.locator('.shown')).waitFor();
    await press('w');
    await area().locator('[data-change]').first().waitFor();
    await press('.');
    await panel.locator('[data-change]:focus').press('y');
    await area().locator('.change.left').waitFor();
    await workbench.screenshot('rewrite-changes');
    const boxes = area().locator('[data-change]');
    const total = await boxes.count();
    assert.equal(await area().locator('[aria-checked="true"][data-change]').count(), total - 1);
    if (total === 1) await boxes.first().press('y');
    await press('a');
    await panel.getByText('1 decided').waitFor();
    const log = await readFile(dataset().replace(/\.jsonl$/, '.curation.jsonl'), 'utf8');
    const entry = JSON.parse(log.trimEnd().split('\n').at(-1) ?? '');
    assert.equal(entry.type, total === 1 ? 'accept' : 'accept-edited');
    assert.equal(await area().locator('.candidate').count(), 0, 'the other candidate is passed over');
  });

  it('takes an instruction from the presets of the settings', async () => {
    await press('f');
    await panel.locator('.side-pane .tag.flagged').waitFor();
    await press('i');
    await rows().filter({ hasText: 'warmer' }).getByText('Say it the way a good friend would.').waitFor();
    await workbench.page.keyboard.type('In one sentence');
    await rows().first().getByText('your own words').waitFor();
    await workbench.screenshot('rewrite-instruction');
    await rows().first().click();
    await area().locator('.instruction', { hasText: 'In one sentence' }).waitFor();
    await area().locator('[data-look]').nth(1).waitFor();
  });

  it('opens the rewrite in VS Code’s diff editor and accepts it from there', async () => {
    await press('Shift+E');
    const diff = workbench.page.locator('.monaco-diff-editor');
    await diff.waitFor();
    await diff.locator('.modified-in-monaco-diff-editor .view-line').first().click();
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type(' Ask me again tomorrow.');
    await workbench.screenshot('rewrite-diff-editor');
    await workbench.page.keyboard.press('Control+Enter');
    await diff.waitFor({ state: 'detached' });
    // VS Code loads the panel's page anew when it comes back to the front.
    panel = await workbench.frame('main.panes');
    await panel.getByText('2 decided').waitFor();
    await panel.locator('.turn.review', { hasText: 'Ask me again tomorrow.' }).waitFor();
  });
});

import assert from 'node:assert/strict';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { type DemoServer, startDemoServer } from '../../scripts/demo-server/server.ts';
import { repositoryRoot } from '../../scripts/test-host/paths.ts';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';
import { seriousViolations } from './panel/axe.ts';

/** The names of VS Code's default themes in its list, by the kind that its webviews are told. */
const THEMES = {
  light: 'Light Modern',
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
  dark: 'Dark Modern',
} as const;

/** The loop as a person walks it with keys, on the samples, with the recorded answers in the model's place. */
describe('the whole loop in VS Code', () => {
  let demo: DemoServer;
  let folder: string;
  let workbench: Workbench;
  let panel: Frame;
  let original: string;
  const dataset = () => path.join(folder, 'difficult-advice.jsonl');

  before(async () => {
    demo = await startDemoServer({ chunkDelayMs: 5 });
    folder = await temporaryDirectory('loop');
    await cp(path.join(repositoryRoot, 'samples'), folder, { recursive: true });
    original = await readFile(dataset(), 'utf8');
    const settings = {
      'rationale.baseUrl': demo.url,
      'rationale.model': 'recorded-answers-demo',
      // Nothing half faded out in the pictures.
      'workbench.reduceMotion': 'on',
    };
    workbench = await openWorkbench({ folder, curate: dataset(), settings });
    panel = await workbench.frame('main.panes');
  });

  afterEach(async () => {
    assert.deepEqual(workbench.errors, []);
    assert.equal(
      await panel.locator('header').evaluate((header) => header.getBoundingClientRect().top),
      0,
      'the page scrolled',
    );
  });

  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  const rewrite = () => panel.locator('.rewrite-pane');
  const position = (words: string) => panel.locator('.position', { hasText: words }).waitFor();
  /** The response under review, without the numbers that stand before its flagged spans. */
  const reviewed = () =>
    panel.locator('.turn.review .text').evaluate((text) => {
      const copy = text.cloneNode(true) as Element;
      for (const number of copy.querySelectorAll('.mark-number')) number.remove();
      return copy.textContent;
    });
  const acceptButton = () => rewrite().getByRole('button', { name: 'Accept', exact: true });

  /** Goes to a record by its number, as a person would: `g`, the number, Enter. */
  async function goTo(record: number): Promise<void> {
    await panel.locator('.transcript-pane').press('g');
    const input = workbench.page.locator('.quick-input-widget:visible input[type="text"]');
    await input.fill(`${record}`);
    await input.press('Enter');
    await position(`${record} of`);
    await panel.locator('.transcript-pane').focus();
  }

  /** Takes a picture in every theme, and finds no serious fault for assistive technology in any. */
  async function inEveryTheme(name: string): Promise<void> {
    for (const [kind, title] of Object.entries(THEMES)) {
      await workbench.runCommand('Preferences: Color Theme');
      await workbench.page.locator('.quick-input-widget:visible input[type="text"]').fill(title);
      await workbench.page
        .locator('.quick-input-widget:visible .monaco-list-row')
        .filter({ has: workbench.page.getByText(title, { exact: true }) })
        .click();
      await panel.locator(`body[data-vscode-theme-kind="vscode-${kind}"]`).waitFor();
      await workbench.screenshot(`loop-${name}-${kind}`);
      assert.deepEqual(await seriousViolations(panel), [], `${name}, ${title}`);
    }
  }

  it('opens on the first record', async () => {
    await position('1 of 24');
    await panel.getByText(/^\d+ flagged$/).waitFor();
    await inEveryTheme('first');
  });

  it('goes to the next flagged record at the press of f, and says why it is flagged', async () => {
    await goTo(2);
    await panel.locator('.transcript-pane').press('f');
    await position('3 of 24');
    await panel.locator('.side-pane .tag.flagged').waitFor();
    assert.notEqual(await panel.locator('.finding').count(), 0);
    assert.notEqual(await panel.locator('.passage').count(), 0);
    assert.notEqual(await panel.locator('.turn.review .mark').count(), 0);
    await inEveryTheme('flagged');
  });

  it('writes a rewrite at the press of r, and shows what changes', async () => {
    await panel.locator('.transcript-pane').press('r');
    await acceptButton().waitFor();
    // A rewrite that keeps hardly anything is shown by itself at first.
    if ((await rewrite().locator('[data-replaced]').count()) > 0) {
      await workbench.screenshot('loop-replaced-dark');
      await panel.locator('.transcript-pane').press('w');
    }
    await rewrite().locator('ins').first().waitFor();
    await inEveryTheme('ready');
  });

  it('takes the rewrite at the press of a, shows the decision, and gives the old text back at Ctrl+Z', async () => {
    const before = await reviewed();
    await rewrite().getByRole('button', { name: 'Rewrite only' }).click();
    await rewrite().locator('ins').first().waitFor({ state: 'detached' });
    const proposed = await rewrite().locator('.proposal-text .text').textContent();
    await panel.locator('.transcript-pane').press('a');
    await panel.getByText('1 decided').waitFor();
    assert.equal(await reviewed(), proposed);
    assert.match(await panel.locator('.decisions li').first().innerText(), /^Accepted/);
    assert.match((await panel.getByRole('status').textContent()) ?? '', /^Accepted/);
    assert.notEqual(await panel.evaluate(() => document.activeElement?.tagName), 'BODY');
    await inEveryTheme('accepted');
    await panel.locator('.transcript-pane').press('Control+z');
    await panel.locator('.side-pane .tag.flagged').waitFor();
    assert.equal(await reviewed(), before);
    // The log says the same as the text: nothing is decided any more.
    await panel.getByText('0 decided').waitFor();
    await panel.locator('.transcript-pane').press('Control+s');
    await workbench.page.locator('.tab.active:not(.dirty)').waitFor();
    // VS Code empties a file before it writes it, and an undone text is not dirty while it is saved once more.
    let saved = '';
    while (saved === '') saved = await readFile(dataset(), 'utf8');
    assert.equal(saved, original, 'undo left the file as it was');
  });

  it('takes every letter as text while a rewrite is edited; Escape leaves, Ctrl+Enter accepts', async () => {
    await goTo(4);
    await panel.locator('.transcript-pane').press('r');
    await acceptButton().waitFor();
    await panel.locator('.transcript-pane').press('e');
    const area = panel.getByRole('textbox', { name: 'Your rewrite' });
    await area.waitFor();
    await area.press('Control+End');
    const before = await area.inputValue();
    // Each of these letters is a command outside the text area.
    const letters = ' fjkgrihaexFdnsm';
    await workbench.page.keyboard.type(letters);
    assert.equal(await area.inputValue(), before + letters);
    await position('4 of 24');
    await inEveryTheme('draft');

    await area.press('Escape');
    assert.equal(await panel.evaluate(() => document.activeElement?.id), 'rewrite');
    assert.equal(await area.inputValue(), before + letters, 'what was written stays');
    await area.fill(before);
    await area.press('Escape');
    await area.waitFor({ state: 'detached' });
    await acceptButton().waitFor();
    assert.notEqual(await panel.evaluate(() => document.activeElement?.tagName), 'BODY');

    await panel.locator('.transcript-pane').press('e');
    await area.fill('Written by hand, every word.');
    await area.press('Control+Enter');
    await panel.getByText('1 decided').waitFor();
    assert.equal(await reviewed(), 'Written by hand, every word.');
  });

  it('lists its keys at the press of ?, and behind the list no letter is a command', async () => {
    await panel.locator('.transcript-pane').press('Shift+Slash');
    const list = panel.getByRole('dialog', { name: 'Keys' });
    await list.waitFor();
    await workbench.page.keyboard.press('j');
    await workbench.screenshot('loop-keys-dark');
    assert.deepEqual(await seriousViolations(panel), []);
    await workbench.page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await position('4 of 24');
    assert.equal(await panel.evaluate(() => document.activeElement?.id), 'transcript');
  });

  it('shows an agent’s tools, calls and results', async () => {
    await workbench.openFile(path.join(folder, 'agentic.jsonl'));
    await workbench.runCommand('rationale.openCurationEditor');
    panel = await workbench.frame('main.panes');
    await position('1 of 16');
    await inEveryTheme('agentic');
  });

  it('fits the column beside a text editor', async () => {
    await workbench.runCommand('View: Split Editor Right');
    panel = await workbench.frame('main.panes');
    await position('1 of 16');
    await workbench.screenshot('loop-narrow-dark');
    assert.equal(await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    assert.deepEqual(await seriousViolations(panel), []);
  });
});

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { logName } from '../../src/core/curation/logName.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

const RECORD = JSON.stringify({
  id: 'scale',
  messages: [
    { role: 'user', content: 'How do I set the shop scale so that it shows ten grams too much?' },
    { role: 'assistant', content: "I'm sorry, but I can't help with that." },
  ],
});

describe('labelling by keyboard', () => {
  let workbench: Workbench;
  let dataset: string;

  before(async () => {
    dataset = path.join(await temporaryDirectory('labelling'), 'cases.jsonl');
    await writeFile(dataset, `${RECORD}\n`);
    workbench = await openWorkbench({ folder: path.dirname(dataset), curate: dataset });
  });
  after(() => workbench?.close());

  it('asks four questions in one box, so that no letter meant for them reaches the panel', async () => {
    const { page } = workbench;
    const panel = await workbench.frame('main.panes');
    await panel.locator('#transcript').focus();
    await panel.waitForFunction(() => document.hasFocus());
    const box = (title: string) => page.locator('.quick-input-widget:visible', { hasText: title });
    await page.keyboard.press('l');
    await box('Stakes').locator('input[type="text"]:focus').waitFor();
    const panelHadKeyboard = await page.evaluateHandle(() => {
      const seen = { times: 0 };
      document.addEventListener('focusin', ({ target }) => {
        if (target instanceof HTMLIFrameElement) seen.times++;
      });
      return seen;
    });
    await page.keyboard.press('Enter');
    await box('Who Has to Choose').waitFor();
    await page.keyboard.type('user');
    await box('Who Has to Choose').locator('.monaco-list-row.focused', { hasText: 'User' }).waitFor();
    await page.keyboard.press('Enter');
    await box('Reasoning').locator('.monaco-list-row.focused', { hasText: 'Absent' }).waitFor();
    await workbench.screenshot('label-in-one-box');
    await page.keyboard.press('Enter');
    await box('Faults').waitFor();
    assert.equal(await panelHadKeyboard.evaluate(({ times }) => times), 0);
    await page.keyboard.press('Enter');
    await panel.locator('.decisions li').waitFor();
    const entries = (await readFile(logName(dataset), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      entries.map(({ type, label }) => [type, label]),
      [['label', { stakes: 'some', holder: 'user', reasoning: 'absent', codes: [], flag: true }]],
    );
    assert.deepEqual(workbench.errors, []);
  });
});

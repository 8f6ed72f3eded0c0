import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

const record = (n: number) =>
  JSON.stringify({
    id: `case-${n}`,
    messages: [
      { role: 'user', content: `Case ${n}: how do I write to the harbour master?` },
      { role: 'assistant', content: 'Say which boat it is. The harbour master knows the rest.' },
    ],
  });

describe('finding text in the panel', () => {
  let workbench: Workbench;

  before(async () => {
    const folder = await temporaryDirectory('find');
    const dataset = path.join(folder, 'cases.jsonl');
    await writeFile(dataset, `${record(0)}\n${record(1)}\n`);
    workbench = await openWorkbench({ folder, curate: dataset });
  });
  after(() => workbench?.close());

  it('opens a box that takes the letters, which decide nothing', async () => {
    const { page } = workbench;
    const panel = await workbench.frame('main.panes');
    await panel.locator('#transcript').focus();
    await panel.waitForFunction(() => document.hasFocus());
    await page.keyboard.press('Control+f');
    const box = page.locator('.simple-find-part.visible input');
    await box.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('harbour master');
    assert.equal(await box.inputValue(), 'harbour master');
    await page.keyboard.press('Enter');
    await workbench.screenshot('find-in-panel');
    await page.keyboard.press('Escape');
    await panel.locator('.position', { hasText: '1 of 2' }).waitFor();
    await page.locator('.statusbar-item', { hasText: '0 decided' }).waitFor();
    assert.deepEqual(workbench.errors, []);
  });
});

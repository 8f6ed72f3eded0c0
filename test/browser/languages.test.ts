import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../../scripts/test-host/paths.ts';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

/** What a person meets whose VS Code is in Chinese: its own words are a language pack's, ours are what counts here. */
describe('Rationale in a Chinese VS Code', () => {
  let workbench: Workbench | undefined;

  after(() => workbench?.close());

  it('speaks Chinese in the panel, the views and the palette', async () => {
    const folder = path.join(await temporaryDirectory('chinese'), 'data');
    await cp(path.join(repositoryRoot, 'samples'), folder, { recursive: true });
    const curate = path.join(folder, 'difficult-advice.jsonl');
    workbench = await openWorkbench({ folder, curate, theme: 'light', language: 'zh-cn' });
    const frame = await workbench.frame('main');
    await frame.getByRole('heading', { name: '对话' }).waitFor();
    assert.equal(await frame.evaluate(() => document.documentElement.lang), 'zh-cn');
    await workbench.runCommand('rationale.nextFlagged');
    await frame.getByText('已标记', { exact: true }).first().waitFor();
    await workbench.screenshot('chinese-panel');
    await workbench.runCommand('rationale.showKeys');
    const accept = frame.getByRole('dialog').getByText('接受改写', { exact: true });
    await accept.waitFor();
    assert.equal(await accept.locator('xpath=../dt').innerText(), 'A');
    await workbench.screenshot('chinese-keys');
    await frame.getByRole('dialog').press('Escape');
    await workbench.page.getByRole('tab', { name: 'Rationale' }).first().click();
    await workbench.page.getByText('数据集').first().waitFor();
    await workbench.screenshot('chinese-views');
    assert.deepEqual(workbench.errors, []);
  });
});

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { chooseRow } from '../support/vscode/quickInput.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

/** Someone new, without a key, who does what the walkthrough says and nothing else. */
for (const theme of ['dark', 'light', 'highContrast'] as const) {
  describe(`the walkthrough, ${theme}`, () => {
    let workbench: Workbench;
    let panel: Frame;
    let folder: string;

    before(async () => {
      folder = await temporaryDirectory('walkthrough');
      workbench = await openWorkbench({ folder, theme });
    });

    afterEach(() => assert.deepEqual(workbench.errors, []));
    after(() => workbench?.close());

    const page = () => workbench.page;
    const step = (title: string) =>
      page()
        .locator('.getting-started-step')
        .filter({ has: page().getByText(title, { exact: true }) });
    const isDone = (title: string) =>
      step(title).locator('.codicon-getting-started-step-checked.complete').waitFor();
    const press = async (title: string, button: string) => {
      const own = step(title);
      if ((await own.getAttribute('class'))?.includes('expanded') !== true) {
        // VS Code gives an opened step the keyboard a moment later, and would take it from a list that was opened meanwhile.
        await own.dispatchEvent('click');
        await page().locator('.getting-started-step.expanded:focus').filter({ hasText: title }).waitFor();
      }
      await own.getByRole('button', { name: button }).click();
    };

    it('begins with a sample that opens beside it', async () => {
      await workbench.runCommand('Welcome: Open Walkthrough...');
      await page().locator('.quick-input-list').getByText('Curate with Rationale').first().click();
      await step('Open the sample').waitFor();
      await workbench.screenshot(`walkthrough-1-${theme}`);
      await press('Open the sample', 'Open the Sample');
      panel = await workbench.frame('main.panes');
      await panel.getByText('1 of 6', { exact: true }).waitFor();
      await isDone('Open the sample');
    });

    it('goes to a flagged record', async () => {
      await press('Read a flag', 'Next Flagged Record');
      await panel.getByText('2 of 6', { exact: true }).waitFor();
      await isDone('Read a flag');
      await workbench.screenshot(`walkthrough-2-${theme}`);
    });

    it('has the constitution chosen, and no step done by a choice that was given up', async () => {
      await press('Choose a constitution', 'Choose Constitution');
      const list = page().locator('.quick-input-list');
      await list.getByText('Starter constitution').waitFor();
      // Pressed before the list has the keyboard, Escape leaves the walkthrough.
      await page().locator('.quick-input-widget:visible .monaco-list-row.focused').waitFor();
      await page().locator('.quick-input-widget:visible input:focus').waitFor();
      await page().keyboard.press('Escape');
      await list.waitFor({ state: 'hidden' });
      assert.equal(
        await step('Choose a constitution').locator('.codicon-getting-started-step-checked.complete').count(),
        0,
      );
      await press('Choose a constitution', 'Choose Constitution');
      await chooseRow(page(), '', 'Starter constitution');
      await isDone('Choose a constitution');
      assert.deepEqual(await readdir(folder), [], 'what is the default already was written down');
    });

    it('shows a rewrite without a key', async () => {
      await press('Get a rewrite', 'Show a Recorded Rewrite');
      await panel.getByText('3 of 6', { exact: true }).waitFor();
      await panel
        .getByRole('region', { name: 'Rewrite' })
        .getByRole('button', { name: 'Accept', exact: true })
        .waitFor();
      await isDone('Get a rewrite');
      await workbench.screenshot(`walkthrough-4-${theme}`);
    });

    it('ends with an accepted rewrite, in the text and in the log', async () => {
      await press('Accept it', 'Accept Rewrite');
      await panel.getByText('1 decided').waitFor();
      await isDone('Accept it');
      await workbench.screenshot(`walkthrough-5-${theme}`);
      const storage = await sampleFolder(path.resolve(workbench.extensionsDirectory, '..'));
      const log = (await readFile(path.join(storage, 'first-steps.curation.jsonl'), 'utf8'))
        .trimEnd()
        .split('\n');
      assert.equal(JSON.parse(log.at(-1) ?? '').type, 'accept');
    });
  });
}

async function sampleFolder(profile: string): Promise<string> {
  const files = await readdir(profile, { recursive: true });
  const found = files.find((file) => /sample.1.first-steps\.jsonl$/.test(file));
  assert.ok(found, 'no copy of the sample was made');
  return path.join(profile, path.dirname(found));
}

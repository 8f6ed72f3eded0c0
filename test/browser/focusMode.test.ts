import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { repositoryRoot } from '../../scripts/test-host/paths.ts';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

for (const theme of ['dark', 'light', 'highContrast'] as const) {
  describe(`focus mode, ${theme}`, () => {
    let workbench: Workbench;
    let panel: Frame;

    before(async () => {
      const folder = await temporaryDirectory('focus');
      const dataset = path.join(folder, 'difficult-advice.jsonl');
      await cp(path.join(repositoryRoot, 'samples/difficult-advice.jsonl'), dataset);
      workbench = await openWorkbench({ folder, curate: dataset, theme });
      panel = await workbench.frame('main.panes');
    });

    afterEach(() => assert.deepEqual(workbench.errors, []));
    after(() => workbench?.close());

    const part = (name: string) => workbench.page.locator(`.monaco-workbench .part.${name}`);
    const panelWidth = () => panel.evaluate(() => document.documentElement.clientWidth);

    it('hides all but the panel with one key, and the same key brings it back as it was', async () => {
      await workbench.runCommand('View: Show Explorer');
      await part('sidebar').waitFor();
      await panel.locator('#transcript').focus();
      const before = await panelWidth();
      await workbench.page.keyboard.press('z');
      await part('sidebar').waitFor({ state: 'hidden' });
      await part('statusbar').waitFor({ state: 'hidden' });
      await part('activitybar').waitFor({ state: 'hidden' });
      const { width } = workbench.page.viewportSize() ?? { width: 0 };
      await panel.waitForFunction((all) => document.documentElement.clientWidth > all - 20, width);

      await workbench.page.keyboard.press('0');
      await panel.locator('[data-pane="side"]').waitFor({ state: 'detached' });
      await workbench.screenshot(`focus-mode-${theme}`);
      await workbench.page.keyboard.press('0');
      await panel.locator('[data-pane="side"]').waitFor();

      await workbench.page.keyboard.press('z');
      await part('sidebar').waitFor();
      await part('statusbar').waitFor();
      await panel.waitForFunction((was) => document.documentElement.clientWidth === was, before);
    });

    it('is left with Escape twice too, and entered again', async () => {
      await panel.locator('#transcript').focus();
      await workbench.page.keyboard.press('z');
      await part('statusbar').waitFor({ state: 'hidden' });
      await workbench.page.keyboard.press('Escape');
      await workbench.page.keyboard.press('Escape');
      await part('statusbar').waitFor();
      await panel.locator('#transcript').focus();
      await workbench.page.keyboard.press('z');
      await part('statusbar').waitFor({ state: 'hidden' });
    });
  });
}

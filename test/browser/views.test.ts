import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { type DemoServer, startDemoServer } from '../../scripts/demo-server/server.ts';
import { repositoryRoot } from '../../scripts/test-host/paths.ts';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';
import { seriousViolations } from './panel/axe.ts';

/**
 * VS Code draws the label of a row and what stands beside it without a space between them, and gives the row a name of
 * its own from both: what axe reads as one word is in no name.
 */
const DRAWN_BY_VSCODE = ['label-content-name-mismatch'];

/** The lists of datasets, findings and passages, by keys, in every theme. */
for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight'] as const) {
  describe(`the views beside the editors in VS Code, ${theme}`, () => {
    let demo: DemoServer;
    let workbench: Workbench;
    let panel: Frame;
    const rowsOf = (view: string) =>
      workbench.page
        .locator('.pane', { has: workbench.page.locator(`.pane-header[aria-label^="${view}"]`) })
        .locator('.monaco-list-row');
    /** Brings a view up with the keyboard in its list. */
    const focus = async (view: string) => {
      await workbench.runCommand(`Rationale: Focus on ${view} View`);
      await rowsOf(view).first().waitFor();
      await workbench.runCommand(`Rationale: Focus on ${view} View`);
      await workbench.page.locator('.pane .monaco-list:focus').waitFor();
      await workbench.page.keyboard.press('Home');
      await rowsOf(view).first().and(workbench.page.locator('.focused')).waitFor();
    };
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await workbench.page.keyboard.press(key);
    };

    before(async () => {
      demo = await startDemoServer({ chunkDelayMs: 0 });
      const folder = await temporaryDirectory('views');
      await cp(path.join(repositoryRoot, 'samples'), folder, { recursive: true });
      workbench = await openWorkbench({
        folder,
        curate: path.join(folder, 'difficult-advice.jsonl'),
        theme,
        settings: {
          'rationale.baseUrl': demo.url,
          'rationale.model': 'recorded-answers-demo',
          'workbench.reduceMotion': 'on',
        },
        viewport: { width: 1400, height: 1100 },
      });
      panel = await workbench.frame('main.panes');
    });

    afterEach(() => assert.deepEqual(workbench.errors, []));

    after(async () => {
      await workbench?.close();
      await demo?.close();
    });

    it('count the passages that an accepted rewrite cites', async () => {
      await panel.locator('.transcript-pane').press('r');
      await panel.locator('.rewrite-pane').getByRole('button', { name: 'Accept', exact: true }).waitFor();
      await panel.locator('.transcript-pane').press('a');
      await panel.getByText('1 decided').waitFor();
      await focus('Passages');
      assert.notEqual(await rowsOf('Passages').count(), 0);
    });

    it('lead from a code to its records', async () => {
      await focus('Findings');
      await press('ArrowRight');
      await rowsOf('Findings').nth(1).and(workbench.page.locator('[aria-level="2"]')).waitFor();
      const before = await panel.locator('.position').textContent();
      await press('ArrowDown', 'ArrowDown', 'Enter');
      await panel
        .locator('.position')
        .filter({ hasNotText: before ?? '' })
        .waitFor();
    });

    it('name each dataset with how far it is', async () => {
      await focus('Datasets');
      const label = await rowsOf('Datasets')
        .filter({ hasText: 'difficult-advice' })
        .getAttribute('aria-label');
      assert.match(label ?? '', /difficult-advice\.jsonl: 24 records, \d+ flagged, 1 decided/);
    });

    it('have nothing that axe-core calls serious', async () => {
      await workbench.screenshot(`views-${theme}`);
      assert.deepEqual(await seriousViolations(workbench.page, '.sidebar .pane-body', DRAWN_BY_VSCODE), []);
    });
  });
}

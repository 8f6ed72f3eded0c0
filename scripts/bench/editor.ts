import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { openWorkbench, type Workbench } from '../../test/support/vscode/workbench.ts';
import { ms, percentile, type Row } from './measure.ts';
import type { BenchOptions } from './options.ts';

/** Records paged through by key. */
const PAGES = 30;

/**
 * What a person waits for, in a real VS Code: from the command to the first record on screen, and from the key to the
 * next record. Measured in the page, so drawing counts.
 */
export async function editorRows({ data, scratch }: BenchOptions): Promise<Row[]> {
  const file = path.join(scratch, 'data.jsonl');
  copyFileSync(data, file);
  const workbench = await openWorkbench({ folder: scratch });
  try {
    const { page } = workbench;
    const entry = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'data.jsonl' });
    await entry.waitFor();
    const open = async () => {
      const item = page.locator('.context-view .action-label', { hasText: 'Open Curation Editor' });
      // The menu is made when it opens, and VS Code learns of an extension a moment after its window is there.
      for (let known = false; !known; ) {
        await entry.click({ button: 'right' });
        known = await item.waitFor({ timeout: 1000 }).then(
          () => true,
          () => page.keyboard.press('Escape').then(() => false),
        );
      }
      // A menu takes no click in its first moments, so it is clicked until it goes.
      let start = performance.now();
      for (let gone = false; !gone; ) {
        start = performance.now();
        await item.click();
        gone = await item.waitFor({ state: 'detached', timeout: 500 }).then(
          () => true,
          () => false,
        );
      }
      const frame = await workbench.frame('[data-line], article, .turn');
      await position(frame, 1);
      return { frame, took: performance.now() - start };
    };
    // The first opening also activates the extension and loads the workbench's webview parts.
    const first = await open();
    await closeEditor(workbench);
    const second = await open();
    const times: number[] = [];
    await second.frame.locator('body').click({ position: { x: 200, y: 300 } });
    for (let record = 2; record < 2 + PAGES; record++) {
      const start = performance.now();
      await page.keyboard.press('j');
      await position(second.frame, record);
      times.push(performance.now() - start);
    }
    return [
      { work: 'first record on screen, extension not yet active', measured: ms(first.took) },
      { work: 'first record on screen', measured: ms(second.took), budget: { most: 500, of: 'measured' } },
      {
        work: 'key to next record, p50',
        measured: ms(percentile(times, 0.5)),
        budget: { most: 50, of: 'measured' },
      },
      { work: 'key to next record, p95', measured: ms(percentile(times, 0.95)) },
    ];
  } finally {
    await workbench.close();
  }
}

/** Waits until the header says that this record, counted from 1, is shown. */
async function position(frame: Frame, record: number): Promise<void> {
  await frame.waitForFunction(
    (number) =>
      new RegExp(`(^|\\D)${number.toLocaleString('en')} of `).test(
        document.querySelector('header')?.textContent ?? '',
      ),
    record,
    { polling: 'raf' },
  );
}

async function closeEditor(workbench: Workbench): Promise<void> {
  await workbench.runCommand('View: Close All Editors');
  await workbench.page
    .locator('.editor-group-container iframe')
    .waitFor({ state: 'detached' })
    .catch(() => {});
}

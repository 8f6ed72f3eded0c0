import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';
import { seriousViolations } from './panel/axe.ts';

const RECORDS = 300;

/** Every third is a refusal without a reason. */
const record = (n: number) =>
  JSON.stringify({
    id: `case-${n}`,
    messages: [
      {
        role: 'user',
        content:
          n % 3 === 0
            ? `Case ${n}: my tenant is late with the rent. Help me write a fake letter from a court.`
            : `Case ${n}: how long does rice take to boil?`,
      },
      {
        role: 'assistant',
        content: n % 3 === 0 ? "I'm sorry, but I can't help with that." : 'About twelve minutes.',
      },
    ],
  });

/** The queue as a person works through it without a mouse. */
for (const theme of ['dark', 'light', 'highContrast'] as const) {
  describe(`the queue in VS Code, ${theme}`, () => {
    let workbench: Workbench;
    let queue: Frame;
    let panel: Frame;
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await workbench.page.keyboard.press(key);
    };

    before(async () => {
      const folder = await temporaryDirectory('queue');
      const dataset = path.join(folder, 'cases.jsonl');
      await writeFile(dataset, `${Array.from({ length: RECORDS }, (_, n) => record(n)).join('\n')}\n`);
      const settings = { 'workbench.reduceMotion': 'on' };
      workbench = await openWorkbench({ folder, curate: dataset, theme, settings });
      panel = await workbench.frame('main.panes');
      await workbench.runCommand('rationale.focusQueue');
      queue = await workbench.frame('#list');
      await queue.getByRole('status').getByText(`${RECORDS} records`).waitFor();
    });

    afterEach(() => assert.deepEqual(workbench.errors, []));
    after(() => workbench?.close());

    it('goes through the records with the arrow keys, and draws those in sight only', async () => {
      await queue.locator('#list:focus').waitFor();
      await press('ArrowDown', 'ArrowDown');
      await panel.getByText('Case 2: how long').first().waitFor();
      await press('End');
      await queue.getByText(`Case ${RECORDS - 1}:`).waitFor();
      await panel
        .getByText(`Case ${RECORDS - 1}:`)
        .first()
        .waitFor();
      assert.ok((await queue.getByRole('option').count()) < 60);
      const { size, place } = await queue.locator('[role=option][aria-selected=true]').evaluate((row) => ({
        size: row.getAttribute('aria-setsize'),
        place: row.getAttribute('aria-posinset'),
      }));
      assert.deepEqual([size, place], [String(RECORDS), String(RECORDS)]);
      await press('Home');
      await panel.getByText('Case 0:').first().waitFor();
    });

    it('is narrowed by what is typed, and says what is wrong with a filter', async () => {
      await queue.locator('#filter').focus();
      await workbench.page.keyboard.type('flagged undecided');
      await press('Enter');
      await queue.getByText(/^100 of 300$/).waitFor();
      await queue.locator('#filter').focus();
      await press('End');
      await workbench.page.keyboard.type(' code:');
      await press('Enter');
      await queue.locator('#problem:not(:empty)').waitFor();
      await press('Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Enter');
      await queue.locator('#problem:empty').waitFor({ state: 'attached' });
      await workbench.screenshot(`queue-${theme}`);
    });

    it('shows the next record to decide after a decision', async () => {
      await queue.locator('#filter').focus();
      await press('ArrowDown', 'Home', 'Enter');
      await panel.getByText('Case 0:').first().waitFor();
      await panel.waitForFunction(() => document.hasFocus());
      await press('m');
      await panel.getByText('Case 3:').first().waitFor();
      await press('s');
      await panel.getByText('Case 6:').first().waitFor();
      await queue.getByText(/^98 of 300$/).waitFor();
      await press('q');
      await panel.getByText('Case 9:').first().waitFor();
      await press('Shift+Q');
      await panel.getByText('Case 6:').first().waitFor();
    });

    it('decides nothing where letters are typed into its lists', async () => {
      const left = () => queue.getByText(/^\d+ of 300$/).textContent();
      const before = await left();
      for (const list of ['#order', '#list']) {
        await queue.locator(list).focus();
        await press('s', 'm', 'a');
      }
      // Heard after those keys: the box for another filter, and a decision that is meant.
      await workbench.runCommand('rationale.filterQueue');
      const box = workbench.page.locator('.quick-input-widget:visible', { hasText: 'For example: flagged' });
      await box.locator('input[type="text"]:focus').waitFor();
      await press('Escape');
      await box.waitFor({ state: 'hidden' });
      await panel.locator('#transcript').focus();
      await panel.waitForFunction(() => document.hasFocus());
      await press('m');
      await queue.getByText(`${Number.parseInt(before ?? '', 10) - 1} of 300`).waitFor();
      await panel.getByText('Case 9:').first().waitFor();
    });

    it('has nothing that axe-core calls serious', async () => {
      assert.deepEqual(await seriousViolations(queue), []);
    });
  });
}

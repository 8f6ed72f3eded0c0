import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import type { NoteEntry } from '../../src/core/curation/decision.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

const QUOTE = 'the inspection is booked';
const ANSWER = `No. A changed date would put people into a lift that nobody has looked at. If a resident asks, say that ${QUOTE}, which is true.\n\nThe law is on your side.`;
const RECORD = JSON.stringify({
  id: 'lift',
  messages: [
    { role: 'user', content: 'Our lift certificate runs out on Friday. How do I change the date on it?' },
    { role: 'assistant', content: ANSWER },
  ],
});

/** What somebody else wrote on words that have been changed since. */
const OUTDATED = {
  v: 1,
  id: 'other',
  at: '2026-03-01T09:00:00.000Z',
  by: 'Somebody Else',
  record: { key: 'id:lift', line: 1 },
  response: { id: 'last', hash: 'gone' },
  type: 'note',
  text: 'Is this so everywhere?',
  anchor: { turn: 'last', start: 0, end: 21, quote: 'The law is very clear' },
};

/** Expands all threads until one is there: those that arrive after the command stay folded. */
async function expanded({ runCommand }: Workbench, thread: Locator): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await runCommand('Comments: Expand All Comments');
    const seen = thread.waitFor({ timeout: 2000 });
    if (
      await seen.then(
        () => true,
        () => false,
      )
    )
      return;
  }
  await thread.waitFor();
}

for (const theme of ['dark', 'light'] as const) {
  describe(`notes on the text selected, ${theme}`, () => {
    let workbench: Workbench;
    let panel: Frame;
    let dataset: string;

    before(async () => {
      const folder = await temporaryDirectory('notes');
      dataset = path.join(folder, 'cases.jsonl');
      await writeFile(dataset, `${RECORD}\n`);
      await writeFile(path.join(folder, 'cases.curation.jsonl'), `${JSON.stringify(OUTDATED)}\n`);
      const settings = { 'editor.wordWrap': 'on', 'workbench.reduceMotion': 'on' };
      workbench = await openWorkbench({ folder, curate: dataset, theme, settings });
      panel = await workbench.frame('main.panes');
    });

    afterEach(() => assert.deepEqual(workbench.errors, []));
    after(() => workbench?.close());

    it('are written with the note key and shown at their turn', async () => {
      const response = panel.locator('.turn.review');
      await response.getByText('Outdated').waitFor();
      await panel.locator('#transcript').focus();
      // The text is one element; a person drags over a part of it.
      await response.locator('.text').evaluate((element, quote) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = node.textContent?.indexOf(quote) ?? -1;
          if (at >= 0) document.getSelection()?.setBaseAndExtent(node, at, node, at + quote.length);
        }
      }, QUOTE);
      // The panel tells of the selection in the frame after it was made.
      await panel.evaluate(
        () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
      );
      await workbench.page.keyboard.press('n');
      const input = workbench.page.locator('.quick-input-widget:visible');
      await input.getByText(QUOTE).waitFor();
      await workbench.page.keyboard.type('Only once it is booked.');
      await workbench.page.keyboard.press('Enter');
      await response.getByText('Only once it is booked.').first().waitFor();
      assert.equal(await response.locator('.noted').textContent(), QUOTE);
      const log = await readFile(dataset.replace('.jsonl', '.curation.jsonl'), 'utf8');
      const note = JSON.parse(log.trim().split('\n').at(-1) ?? '') as NoteEntry;
      const start = ANSWER.indexOf(QUOTE);
      assert.deepEqual(note.anchor, { turn: 'last', start, end: start + QUOTE.length, quote: QUOTE });
      await workbench.screenshot(`notes-panel-${theme}`);
      await response.locator('.note-sign').click();
      await panel.locator('[data-note]:focus').waitFor();
    });

    it('are threads in the text editor', async () => {
      await workbench.runCommand('rationale.openAsText');
      const glyph = workbench.page.locator('.comment-thread, .comment-range-glyph.comment-thread').first();
      await glyph.waitFor();
      const thread = (text: string) => workbench.page.locator('.review-widget', { hasText: text });
      await expanded(workbench, thread('Only once it is booked.'));
      await expanded(workbench, thread('Is this so everywhere?'));
      await workbench.screenshot(`notes-threads-${theme}`);
    });
  });
}

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { BulkServer, nameIn } from '../support/bulkServer.ts';
import { chooseRow, takeValue } from '../support/vscode/quickInput.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

const RECORDS = 12;
/** Three that differ, in turn: of rewrites that are like each other only one may be accepted unread. */
const REWRITES = [
  'I won’t write that letter. A forged notice would make her leave her home believing a judge had told her to, and she has a right to the weeks that the law gives her. You do need your rent, and being two weeks without it is hard on you too. I can help with a late-rent notice that says what she owes and until when, and with what a real eviction takes if it comes to that.',
  'I’m not going to fake something from a court, because your tenant would act on a ruling that nobody made and lose the roof over her head for it. What you are owed still matters. Shall we draft an honest reminder instead, or look at how the proper procedure works where you live?',
  'I can’t help with a false paper from a court: people have to be able to trust that such a paper is real, and she most of all, whose home depends on it. Late rent is a real problem for you, though, so let us find a way to raise it with her openly, such as a payment plan or a formal demand.',
];
const rewriteOf = (name: string) => REWRITES[Number(name.slice('record-'.length)) % REWRITES.length] ?? '';

const record = (n: number) =>
  JSON.stringify({
    id: `case-${n}`,
    messages: [
      {
        role: 'user',
        content: `This is about record-${n}. My tenant is two weeks late. Help me write a fake letter from a court so she leaves before the weekend.`,
      },
      { role: 'assistant', content: "I'm sorry, but I can't help with that." },
    ],
  });

/** A bulk run as a person starts, watches, stops, resumes and decides it. */
for (const theme of ['dark', 'light', 'highContrast'] as const) {
  describe(`bulk rewrites in VS Code, ${theme}`, () => {
    let server: BulkServer;
    let folder: string;
    let workbench: Workbench;
    let panel: Frame;
    /** Once set, the last record is answered. */
    let open = false;
    const dataset = () => path.join(folder, 'cases.jsonl');

    before(async () => {
      server = await BulkServer.start({
        fault: (body) =>
          nameIn(body) === 'record-11' && !open
            ? { kind: 'stall' }
            : { kind: 'text', text: `<rewrite>${rewriteOf(nameIn(body))}</rewrite>` },
      });
      folder = await temporaryDirectory('bulk');
      const lines = Array.from({ length: RECORDS }, (_, n) => record(n));
      await writeFile(dataset(), `${lines.join('\n')}\n`);
      const settings = {
        'rationale.baseUrl': server.url,
        'workbench.reduceMotion': 'on',
      };
      workbench = await openWorkbench({ folder, curate: dataset(), settings, theme });
      panel = await workbench.frame('main.panes');
    });

    afterEach(() => assert.deepEqual(workbench.errors, []));

    after(async () => {
      await workbench?.close();
      await server?.stop();
    });

    const toast = (text: string | RegExp) => workbench.page.locator('.notification-toast', { hasText: text });
    const quickInput = () => workbench.page.locator('.quick-input-widget:visible');

    it('asks which, how and when, and shows what would be sent before anything is', async () => {
      await panel.locator('.position', { hasText: `1 of ${RECORDS}` }).waitFor();
      await workbench.runCommand('Rationale: Rewrite Flagged Responses…');
      await takeValue(workbench.page, '(1/3)');
      await chooseRow(workbench.page, '(2/3)', 'The one that suits each response');
      await chooseRow(workbench.page, '(3/3)', 'Live');
      await quickInput().getByText(`Rewrite ${RECORDS} Responses`).waitFor();
      await quickInput()
        .getByText(/never more than \$10\.00/)
        .waitFor();
      assert.equal(server.requests, 0);
      await workbench.screenshot(`bulk-preview-${theme}`);
    });

    it('shows how far it is, and stops within a second of being told', async () => {
      await chooseRow(workbench.page, 'Preview', `Rewrite ${RECORDS} Responses`);
      await toast(/11 of 12/).waitFor();
      await workbench.screenshot(`bulk-progress-${theme}`);
      await toast(/11 of 12/)
        .getByRole('button', { name: 'Cancel' })
        .click();
      await toast(/11 rewrites ready for a decision/).waitFor();
      await workbench.screenshot(`bulk-result-${theme}`);
      assert.equal(
        await readFile(dataset(), 'utf8'),
        `${Array.from({ length: RECORDS }, (_, n) => record(n)).join('\n')}\n`,
      );
      await workbench.page.locator('.statusbar-item', { hasText: '11 ready' }).waitFor();
    });

    it('goes on with what is left when it is resumed', async () => {
      open = true;
      await workbench.runCommand('Rationale: Resume Bulk Rewrite');
      await toast(/12 rewrites ready for a decision/).waitFor();
      await workbench.runCommand('Notifications: Clear All Notifications');
    });

    it('walks through what is ready by a key', async () => {
      await panel.locator('.transcript-pane').press('b');
      await panel.locator('.position', { hasText: `2 of ${RECORDS}` }).waitFor();
      await panel.locator('.rewrite-pane', { hasText: 'something from a court' }).waitFor();
      await workbench.screenshot(`bulk-ready-${theme}`);
    });

    it('accepts all that pass and differ after a look at them, and takes them back as one', async () => {
      await workbench.runCommand('Rationale: Accept All Passing…');
      await quickInput()
        .getByText(/Accept [23] Rewrites/)
        .waitFor();
      await quickInput()
        .getByText(/others left for a look/)
        .waitFor();
      await workbench.screenshot(`bulk-accept-all-${theme}`);
      await chooseRow(workbench.page, 'Accept All Passing', /Accept [23] Rewrites/);
      await toast(/as one step/).waitFor();
      await workbench.page.locator('.statusbar-item', { hasText: /[23] decided/ }).waitFor();
      await workbench.runCommand('Notifications: Clear All Notifications');
      await panel.locator('.transcript-pane').press('u');
      await workbench.page.locator('.statusbar-item', { hasText: '12 ready' }).waitFor();
    });
  });
}

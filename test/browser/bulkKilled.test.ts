import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { logName } from '../../src/core/curation/logName.ts';
import { BulkServer, type BulkServerOptions, nameIn } from '../support/bulkServer.ts';
import { extensionHostPid } from '../support/vscode/extensionHost.ts';
import { chooseRow, takeValue } from '../support/vscode/quickInput.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

const RECORDS = 12;
const LAST = `record-${RECORDS - 1}`;
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

/** The extension host is killed, as by a crash, and the window opened again over the same data. */
describe('a bulk rewrite when VS Code is killed', () => {
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });
  let server: BulkServer;
  let workbench: Workbench;
  let dataset: string;
  const asked = new Map<string, number>();

  const open = async (options: BulkServerOptions, model?: string) => {
    asked.clear();
    server = await BulkServer.start(options);
    const folder = await temporaryDirectory('killed');
    dataset = path.join(folder, 'cases.jsonl');
    await writeFile(dataset, `${Array.from({ length: RECORDS }, (_, n) => record(n)).join('\n')}\n`);
    workbench = await openWorkbench({
      folder,
      curate: dataset,
      settings: {
        'rationale.baseUrl': server.url,
        'workbench.reduceMotion': 'on',
        ...(model === undefined ? {} : { 'rationale.model': model }),
      },
    });
    const panel = await workbench.frame('main.panes');
    await panel.locator('.position', { hasText: `1 of ${RECORDS}` }).waitFor();
  };
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.screenshot('bulk-killed-failed');
    await workbench?.close();
    await server?.stop();
  });

  const toast = (text: string | RegExp) => workbench.page.locator('.notification-toast', { hasText: text });
  const quickInput = () => workbench.page.locator('.quick-input-widget:visible');
  const preview = async (how: 'live' | 'batch') => {
    await workbench.runCommand('Rationale: Rewrite Flagged Responses…');
    await takeValue(workbench.page, '(1/3)');
    await chooseRow(workbench.page, '(2/3)', 'The one that suits each response');
    await chooseRow(workbench.page, '(3/3)', how === 'batch' ? 'Message Batches' : 'Live');
    await quickInput().getByText(`Rewrite ${RECORDS} Responses`).waitFor();
  };
  const outcomes = async () => {
    const lines = (await readFile(logName(dataset), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; record: { key: string } });
    return lines.filter(({ type }) => type === 'propose').map(({ record: { key } }) => key);
  };

  it('goes on with a live run, and asks for nothing whose answer was noted', async () => {
    let answers = false;
    await open({
      fault: (body) => {
        asked.set(nameIn(body), (asked.get(nameIn(body)) ?? 0) + 1);
        return nameIn(body) === LAST && !answers ? { kind: 'stall' } : null;
      },
    });
    await preview('live');
    await chooseRow(workbench.page, 'Preview', `Rewrite ${RECORDS} Responses`);
    await toast(/11 of 12/).waitFor();
    process.kill(await extensionHostPid(), 'SIGKILL');
    answers = true;
    await workbench.reload();
    await toast(/ended with VS Code/)
      .getByRole('button', { name: 'Resume' })
      .click();
    await toast(/12 rewrites ready for a decision, 0 failed/).waitFor();
    assert.deepEqual(
      [...asked].filter(([, times]) => times !== 1),
      [[LAST, 2]],
    );
    assert.equal(new Set(await outcomes()).size, RECORDS);
    assert.equal((await outcomes()).length, RECORDS);
  });

  it('finds a batch that was made but not noted, and does not send it again', async () => {
    let host = 0;
    await open({
      submit: () => {
        process.kill(host, 'SIGKILL');
        return 'cut-after';
      },
    });
    host = await extensionHostPid();
    await preview('batch');
    const submitted = server.answered(RECORDS);
    await chooseRow(workbench.page, 'Preview', `Rewrite ${RECORDS} Responses`);
    await submitted;
    await workbench.reload();
    await toast(/A batch has ended: 12 rewrites ready for a decision, 0 failed/).waitFor();
    assert.deepEqual([server.submissions, server.paidTwice], [1, 0]);
    assert.equal(new Set(await outcomes()).size, RECORDS);
    assert.equal((await outcomes()).length, RECORDS);
  });

  it('sends nothing to a model of unknown price before the curator has chosen to go without a cap', async () => {
    await open({}, 'a-model-without-a-price');
    await preview('live');
    await quickInput()
      .getByText(/No price is known for this model; the cap of \$10\.00/)
      .waitFor();
    await workbench.screenshot('bulk-preview-unpriced');
    await chooseRow(workbench.page, 'Preview', 'Cancel');
    await quickInput().waitFor({ state: 'hidden' });
    assert.equal(server.requests, 0);
    await preview('live');
    await chooseRow(workbench.page, 'Preview', 'Without a Cap');
    await quickInput().waitFor({ state: 'hidden' });
    await workbench.page.locator('.statusbar-item', { hasText: '12 ready' }).waitFor();
  });
});

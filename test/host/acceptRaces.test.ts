import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { logUri } from '../../src/host/curationLogs.ts';
import type { CurationSession } from '../../src/host/curationSession.ts';
import {
  closeAll,
  documentOf,
  FLAGGED,
  openEditor,
  rationale,
  setUserSetting,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';
import { startMessagesServer } from '../support/messagesServer.ts';

const SECOND = FLAGGED.replace('"tenant"', '"second"').replace('two weeks', 'three weeks');

describe('accepting while the curator goes on', () => {
  afterEach(closeAll);

  /** Has the model write a rewrite of the record on show. */
  async function rewritten(session: CurationSession): Promise<void> {
    const server = await startMessagesServer();
    await setUserSetting('rationale.baseUrl', server.url);
    try {
      const done = vscode.commands.executeCommand('rationale.rewriteResponse');
      const exchange = await server.next();
      exchange.text('<rewrite>No, because she would leave her home.</rewrite>');
      exchange.finish();
      await done;
      await stateOf(session, ({ proposals }) => proposals[0]?.state === 'ready');
    } finally {
      await setUserSetting('rationale.baseUrl', undefined);
      await server.close();
    }
  }

  it('a text written for one record never accepts the rewrite of the record on show', async () => {
    const content = `${FLAGGED}\n${SECOND}\n`;
    const session = await openEditor(await writeDataset(content));
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    session.goTo(1);
    await rewritten(session);
    // What comes when the panel answers a request for the text after the curator went to the next record.
    await vscode.commands.executeCommand('rationale.acceptProposal', 'draft');
    assert.equal(documentOf(session).getText(), content);
    session.goTo(0);
    assert.ok(session.draft, 'the text is still there');
  });

  it('a rewrite that the curator did not see is not accepted', async () => {
    const session = await openEditor(await writeDataset(`${FLAGGED}\n`));
    await rewritten(session);
    await vscode.commands.executeCommand('rationale.acceptProposal', 'the id of another one');
    assert.equal(documentOf(session).getText(), `${FLAGGED}\n`);
  });

  it('nothing is written into a file whose editor was closed, which may be another by now', async () => {
    for (const [name, content] of [
      ['cases.jsonl', `${FLAGGED}\n`],
      ['cases.json', `[\n${FLAGGED}\n]\n`],
    ] as const) {
      const uri = await writeDataset(content, name);
      const { source } = (await openEditor(uri)).model;
      const expected = source.line(0);
      const { datasets } = await rationale();
      const closed = until(datasets.onDidClose, (one) => one.toString() === uri.toString());
      await closeAll();
      await closed;
      await writeFile(uri.fsPath, `Another text, longer than what was there.\n${content}`);
      assert.equal(await source.splice(0, expected, [{ start: 1, end: 2, text: 'X' }]), false);
      assert.ok(vscode.workspace.textDocuments.every(({ isDirty }) => !isDirty));
    }
  });

  it('two accepts at once are one', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const session = await openEditor(uri);
    await rewritten(session);
    await Promise.all([
      vscode.commands.executeCommand('rationale.acceptProposal'),
      vscode.commands.executeCommand('rationale.acceptProposal'),
    ]);
    const { store } = await rationale();
    assert.ok(session.record);
    assert.deepEqual(store.open(session.record, 'last'), []);
    assert.equal((await readFile(logUri(uri).fsPath, 'utf8')).trimEnd().split('\n').length, 1);
  });

  it('a rewrite shows as stale as soon as its text is changed, and fits again when that is undone', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const session = await openEditor(uri);
    await rewritten(session);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      uri,
      documentOf(session).positionAt(documentOf(session).getText().indexOf("I can't help")),
      'truly, ',
    );
    await vscode.workspace.applyEdit(edit);
    const stale = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'stale');
    assert.match(stale.proposals[0]?.problem ?? '', /changed after/);
    await vscode.commands.executeCommand('undo');
    const again = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'ready');
    assert.equal(again.proposals[0]?.problem, null);
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CurationSession } from '../../src/host/curationSession.ts';
import {
  closeAll,
  documentOf,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const TEXTS = ['She “lives” there.\nI would not write it — 🙂.', 'She would leave because of a lie \\ mine.'];

async function rewriteByHand(session: CurationSession, text: string): Promise<void> {
  await vscode.commands.executeCommand('rationale.rewriteByHand');
  const done = until(session.onDidRefresh, ({ draft }) => draft === null);
  session.receive({ type: 'accept-draft', record: session.draftKey ?? '', text });
  await done;
}

describe('restoring originals', () => {
  afterEach(closeAll);

  it('brings every byte of one record back through all that was accepted, as one step', async () => {
    const before = `${FLAGGED}\n${ORDINARY}\n`;
    const uri = await writeDataset(before);
    const session = await openEditor(uri);
    for (const text of TEXTS) await rewriteByHand(session, text);
    const document = documentOf(session);
    assert.notEqual(document.getText(), before);
    await vscode.commands.executeCommand('rationale.restoreOriginal', { uri: uri.toString(), line: 0 });
    assert.equal(document.getText(), before);
    const { state } = (await rationale()).logs.for(uri);
    assert.deepEqual(state.entriesInForce(), []);
    const undos = state.entries().filter(({ type }) => type === 'undo');
    assert.equal(undos.length, 2);
    assert.equal(new Set(undos.map(({ batch }) => batch)).size, 1);
    assert.notEqual(undos[0]?.batch, undefined);
  });

  it('restores what was accepted since a date, and leaves what was edited since', async () => {
    const before = `${FLAGGED}\n${ORDINARY}\n`;
    const uri = await writeDataset(before);
    const session = await openEditor(uri);
    const document = documentOf(session);
    await rewriteByHand(session, TEXTS[0] ?? '');
    const accepted = document.lineAt(0).text;
    await vscode.commands.executeCommand('rationale.nextRecord');
    await rewriteByHand(session, 'At 100 °C, at sea level.');
    const dated = (since: string) => vscode.commands.executeCommand('rationale.restoreOriginal', { since });
    // The message waits for the person; the command does not.
    await dated('9999-01-01');
    assert.equal(document.lineAt(0).text, accepted);
    const edit = new vscode.WorkspaceEdit();
    const at = accepted.indexOf('lives');
    edit.replace(uri, new vscode.Range(0, at, 0, at + 5), 'stays');
    assert.ok(await vscode.workspace.applyEdit(edit));
    void dated('2000-01-01');
    await until(vscode.workspace.onDidChangeTextDocument, () => document.lineAt(1).text === ORDINARY);
    assert.equal(document.lineAt(0).text, accepted.replace('lives', 'stays'));
  });
});

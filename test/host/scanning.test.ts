import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  chat,
  closeAll,
  FLAGGED,
  rationale,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

describe('assessing a whole dataset', () => {
  afterEach(closeAll);

  it('stops when it is told to, keeps what it found, and goes on', async () => {
    const records = 3000;
    const line = chat('What is a good name for a boat?', 'Try “Patience”. '.repeat(40));
    const uri = await writeDataset(`${FLAGGED}\n${`${line}\n`.repeat(records - 1)}`);
    const { datasets, editors } = await rationale();
    const session = await editors.reveal(uri);
    const { model } = session;
    assert.ok(model.scanning !== null);

    const stopped = until(datasets.onDidChange, ({ scanning }) => scanning === null);
    await vscode.commands.executeCommand('rationale.stopScan');
    await stopped;
    assert.ok(model.stoppedAt !== null && model.stoppedAt < 1);
    assert.equal(model.knownSummary(records - 1), null);
    assert.equal(model.isNoChat, false);
    const state = await stateOf(session, ({ dataset }) => dataset.stoppedAt !== null);
    assert.equal(state.dataset.scanning, null);
    // What nobody assessed yet is assessed when it is looked at.
    assert.equal(model.summary(1).kind, 'transcript');
    assert.equal(model.scanning, null);

    await vscode.commands.executeCommand('rationale.resumeScan');
    assert.ok(model.scanning !== null);
    await model.settled;
    assert.equal(model.stoppedAt, null);
    assert.equal(model.counts.transcripts, records);
    assert.equal(model.counts.flagged, 1);
  });

  it('stays stopped while the text is edited, and begins anew when the records are read in another way', async () => {
    const line = chat('What is a good name for a boat?', 'Try “Patience”. '.repeat(40));
    const uri = await writeDataset(`${line}\n`.repeat(500));
    const { editors } = await rationale();
    const { model } = await editors.reveal(uri);
    model.stop();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), `${FLAGGED}\n`);
    const changed = until(model.onDidChange, () => model.counts.flagged === 1);
    await vscode.workspace.applyEdit(edit);
    await changed;
    assert.equal(model.scanning, null);
    assert.ok(model.stoppedAt !== null);
    model.choose({ shape: 'openai-chat', mappings: [] });
    assert.ok(model.scanning !== null);
    await model.settled;
    assert.equal(model.stoppedAt, null);
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { logUri } from '../../src/host/curationLogs.ts';
import {
  closeAll,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

describe('moving through a dataset', () => {
  afterEach(closeAll);

  const content = [ORDINARY, FLAGGED, ORDINARY, FLAGGED.replace('"tenant"', '"second"'), ''].join('\n');

  it('goes to the next, the previous and the next flagged record', async () => {
    const session = await openEditor(await writeDataset(content));
    await session.model.settled;
    assert.equal(session.line, 0);
    await vscode.commands.executeCommand('rationale.nextFlagged');
    assert.equal(session.line, 1);
    await vscode.commands.executeCommand('rationale.nextFlagged');
    assert.equal(session.line, 3);
    await vscode.commands.executeCommand('rationale.nextFlagged');
    assert.equal(session.line, 3);
    await vscode.commands.executeCommand('rationale.previousRecord');
    assert.equal(session.line, 2);
    await vscode.commands.executeCommand('rationale.previousFlagged');
    assert.equal(session.line, 1);
  });

  it('follows the cursor of a text editor, and moves it, without going round', async () => {
    const uri = await writeDataset(content);
    const session = await openEditor(uri);
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
    editor.selection = new vscode.Selection(3, 5, 3, 5);
    const state = await stateOf(session, ({ record }) => record.kind === 'transcript' && record.line === 3);
    assert.equal(state.ordinal, 4);
    assert.deepEqual(editor.selection.active, new vscode.Position(3, 5));

    session.reveal();
    const moved = until(
      vscode.window.onDidChangeTextEditorSelection,
      ({ selections }) => selections[0]?.active.line === 2,
    );
    await until(
      session.panel.onDidChangeViewState,
      () => session.panel.active,
      () => (session.panel.active ? { webviewPanel: session.panel } : undefined),
    );
    await vscode.commands.executeCommand('rationale.previousRecord');
    await moved;
    assert.equal(session.line, 2);
  });

  it('comes back to the same record and the same unfinished text after being closed', async () => {
    const uri = await writeDataset(content);
    const first = await openEditor(uri);
    first.goTo(3);
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    first.receive({ type: 'draft', record: first.draftKey ?? '', text: 'half a thought' });
    await closeAll();
    const again = await openEditor(uri);
    const state = await stateOf(again, ({ record }) => record.kind === 'transcript');
    assert.equal(again.line, 3);
    assert.equal(state.draft?.text, 'half a thought');
  });

  it('opens the curation editor from the text editor at the cursor', async () => {
    const uri = await writeDataset(content);
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand('rationale.openCurationEditor');
    const { editors } = await rationale();
    assert.equal(editors.of(uri)?.line, 1);
  });

  it('does not open a curation log as a dataset', async () => {
    const { datasets } = await rationale();
    const uri = logUri(await writeDataset(content));
    await vscode.workspace.fs.writeFile(uri, Buffer.from('{}\n'));
    await vscode.workspace.openTextDocument(uri);
    assert.equal(datasets.get(uri), undefined);
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CurationSession } from '../../src/host/curationSession.ts';
import {
  chat,
  closeAll,
  documentOf,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const BY_HAND = 'She would leave because she believed a court had told her to, and that would be my doing.';

async function rewriteByHand(session: CurationSession): Promise<void> {
  await vscode.commands.executeCommand('rationale.rewriteByHand');
  const done = until(session.onDidRefresh, ({ draft }) => draft === null);
  session.receive({ type: 'accept-draft', record: session.draftKey ?? '', text: BY_HAND });
  await done;
}

describe('taking decisions back', () => {
  afterEach(closeAll);

  /** The types in force, after the log said something new. */
  async function inForce(uri: vscode.Uri, action: () => Thenable<unknown>): Promise<string[]> {
    const { logs } = await rationale();
    const log = logs.for(uri);
    const said = until(log.onDidChange, () => true);
    await action();
    await said;
    return log.state.entriesInForce().map(({ type }) => type);
  }

  const long = chat('Tell me a long story.', 'It goes on and on. '.repeat(30_000));
  for (const [what, content, name] of [
    ['a text document', `${FLAGGED}\n${ORDINARY}\n`, 'cases.jsonl'],
    ['a file that is read from disk', `${FLAGGED}\r\n${ORDINARY}\n`, 'cases.jsonl'],
    ['a JSON list', `[\n${FLAGGED},\n${ORDINARY}\n]\n`, 'cases.json'],
    ['a JSON list too long to be read at once', `[\n${FLAGGED},\n${ORDINARY},\n${long}\n]\n`, 'cases.json'],
  ] as const) {
    it(`VS Code's undo goes to the record it changes, and the log follows: ${what}`, async () => {
      const uri = await writeDataset(content, name);
      const session = await openEditor(uri);
      await rewriteByHand(session);
      await vscode.commands.executeCommand('rationale.nextRecord');
      assert.equal(session.line, 1);
      assert.deepEqual(await inForce(uri, () => vscode.commands.executeCommand('undo')), []);
      assert.equal(session.line, 0);
      await stateOf(session, ({ dataset }) => dataset.decided === 0);
      assert.deepEqual(await inForce(uri, () => vscode.commands.executeCommand('redo')), ['accept-edited']);
      await stateOf(session, ({ dataset }) => dataset.decided === 1);
    });
  }

  it('names the records that VS Code’s undo and redo change together, though they are on one line', async () => {
    const uri = await writeDataset(`[${FLAGGED},${ORDINARY},${FLAGGED}]`, 'cases.json');
    const session = await openEditor(uri);
    const { source } = session.model;
    const edits = [{ start: 0, end: 1, text: `{${' '.repeat(3 * FLAGGED.length)}` }];
    const both = [0, 2].map((index) => ({ index, expected: FLAGGED, edits }));
    assert.equal(await source.spliceAll(both), true);
    const { datasets } = await rationale();
    for (const command of ['undo', 'redo']) {
      const told = until(datasets.onDidUndo, ({ model }) => model === session.model);
      await vscode.commands.executeCommand(command);
      assert.deepEqual([...(await told).lines].sort(), [0, 2], command);
    }
  });

  it('takes back the last decision, the edit of an accept included, and goes to its record', async () => {
    const uri = await writeDataset(`${FLAGGED}\n${ORDINARY}\n`);
    const session = await openEditor(uri);
    const before = documentOf(session).getText();
    await rewriteByHand(session);
    await vscode.commands.executeCommand('rationale.nextRecord');
    await vscode.commands.executeCommand('rationale.markExemplar');
    const takeBack = () => vscode.commands.executeCommand('rationale.undoDecision');
    assert.deepEqual(await inForce(uri, takeBack), ['accept-edited']);
    assert.notEqual(documentOf(session).getText(), before);
    assert.deepEqual(await inForce(uri, takeBack), []);
    assert.equal(documentOf(session).getText(), before);
    assert.equal(session.line, 0);
  });

  it('does not lose what was changed after an accept', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const session = await openEditor(uri);
    await rewriteByHand(session);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      uri,
      documentOf(session).positionAt(documentOf(session).getText().indexOf('She would')),
      'Also: ',
    );
    await vscode.workspace.applyEdit(edit);
    const edited = documentOf(session).getText();
    await vscode.commands.executeCommand('rationale.undoDecision');
    assert.equal(documentOf(session).getText(), edited);
  });

  it('the next flagged record is one that is not settled yet', async () => {
    const uri = await writeDataset(`${ORDINARY}\n${FLAGGED}\n${FLAGGED.replace('"tenant"', '"second"')}\n`);
    const session = await openEditor(uri);
    await session.model.settled;
    await vscode.commands.executeCommand('rationale.nextFlagged');
    assert.equal(session.line, 1);
    await inForce(uri, () => vscode.commands.executeCommand('rationale.skipRecord'));
    assert.equal(session.line, 2);
    await vscode.commands.executeCommand('rationale.previousFlagged');
    assert.equal(session.line, 2, 'the skipped one is settled');
  });
});

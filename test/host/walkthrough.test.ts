import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { logUri } from '../../src/host/curationLogs.ts';
import type { CurationSession } from '../../src/host/curationSession.ts';
import { closeAll, documentOf, openEditor, rationale, stateOf, until } from '../support/host/rationale.ts';

async function openSample(): Promise<CurationSession> {
  await vscode.commands.executeCommand('rationale.openSample', 'anew');
  const { editors } = await rationale();
  const session = editors.active;
  assert.ok(session);
  return openEditor(session.model.uri);
}

describe('the walkthrough', () => {
  afterEach(closeAll);

  it('opens a copy of the sample, the same one until something was decided in it', async () => {
    const first = await openSample();
    const { uri } = first.model;
    assert.match(uri.path, /first-steps\.jsonl$/);
    await closeAll();
    await vscode.commands.executeCommand('rationale.openSample');
    const { editors } = await rationale();
    assert.equal(editors.active?.model.uri.toString(), uri.toString());
    const again = await openSample();
    assert.notEqual(again.model.uri.toString(), uri.toString());
  });

  it('completes its steps by what happened, not by commands that did nothing', async () => {
    const session = await openSample();
    const { walkthrough } = await rationale();
    const state = await stateOf(session, ({ record }) => record.kind === 'transcript');
    assert.ok(walkthrough.done.has('open'));
    assert.deepEqual(state.proposals, [], 'the first record has no rewrite');

    await vscode.commands.executeCommand('rationale.nextFlagged');
    await stateOf(session, ({ ordinal }) => ordinal > 1);
    assert.ok(walkthrough.done.has('readFlag'));

    await vscode.commands.executeCommand('rationale.chooseConstitution', (await starter()).uri);
    assert.ok(walkthrough.done.has('chooseConstitution'));
    await (await rationale()).constitutions.useStarter(undefined);

    await vscode.commands.executeCommand('rationale.nextReady');
    await stateOf(session, ({ proposals }) => proposals[0]?.state === 'ready');
    assert.ok(walkthrough.done.has('seeRewrite'));
    const before = documentOf(session).getText();

    await vscode.commands.executeCommand('rationale.acceptProposal');
    assert.ok(walkthrough.done.has('accept'));
    assert.notEqual(documentOf(session).getText(), before);
    const log = (await readFile(logUri(session.model.uri).fsPath, 'utf8')).trimEnd().split('\n');
    const entry = JSON.parse(log.at(-1) ?? '');
    assert.equal(entry.type, 'accept');
    assert.equal(entry.proposal.model, 'recorded-answers-demo');
  });

  it('takes the dataset behind it for the one that its buttons mean', async () => {
    const session = await openSample();
    const { editors } = await rationale();
    const inFront = until(editors.onDidChangeActive, () => editors.active === null);
    await vscode.commands.executeCommand(
      'workbench.action.openWalkthrough',
      'rationale.rationale#start',
      false,
    );
    await inFront;
    const back = until(editors.onDidChangeActive, () => editors.active === session);
    await vscode.commands.executeCommand('rationale.nextFlagged');
    assert.equal(session.line, 1);
    await back;
  });

  async function starter() {
    const { constitutions, activeDataset } = await rationale();
    const { model } = activeDataset;
    assert.ok(model);
    return constitutions.for(model.uri);
  }
});

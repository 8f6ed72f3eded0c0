import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { chat, closeAll, openEditor, stateOf, until, writeDataset } from '../support/host/rationale.ts';

const PROMPT = 'My tenant is two weeks late. Help me write a fake letter from a court so she leaves.';
const SAMPLES = [`${chat(PROMPT, 'No.')}\n`, `${chat(PROMPT, 'I cannot help with that.')}\n`];

describe('records with the same prompt and no id', () => {
  afterEach(closeAll);

  it('keep their decisions apart', async () => {
    const session = await openEditor(await writeDataset(SAMPLES.join('')));
    await vscode.commands.executeCommand('rationale.markExemplar');
    const first = await stateOf(session, ({ dataset }) => dataset.decided === 1);
    assert.ok(first.record.kind === 'transcript' && first.record.decisions.length === 1);
    session.goTo(1);
    const second = await stateOf(session, ({ record }) => record.kind === 'transcript' && record.line === 1);
    assert.ok(second.record.kind === 'transcript');
    assert.deepEqual(second.record.decisions, []);
    await vscode.commands.executeCommand('rationale.skipRecord');
    await stateOf(session, ({ dataset }) => dataset.decided === 2);
  });

  it('keep their texts by hand apart, and an accepted one stays with its record', async () => {
    const session = await openEditor(await writeDataset(SAMPLES.join('')));
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    session.goTo(1);
    const other = await stateOf(session, ({ record }) => record.kind === 'transcript' && record.line === 1);
    assert.equal(other.draft, null);
    session.goTo(0);
    await stateOf(session, ({ draft }) => draft?.text === 'No.');
    const done = until(session.onDidRefresh, ({ draft }) => draft === null);
    session.receive({
      type: 'accept-draft',
      record: session.draftKey ?? '',
      text: 'No, because she would leave her home.',
    });
    await done;
    const mine = await stateOf(
      session,
      ({ record }) => record.kind === 'transcript' && record.decisions.length === 1,
    );
    assert.ok(mine.record.kind === 'transcript' && mine.record.decisions[0]?.type === 'accept-edited');
    session.goTo(1);
    const theirs = await stateOf(session, ({ record }) => record.kind === 'transcript' && record.line === 1);
    assert.ok(theirs.record.kind === 'transcript' && theirs.record.decisions.length === 0);
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ModelProvider } from '../../src/host/modelProvider.ts';
import { Settings } from '../../src/host/settings.ts';
import {
  chat,
  closeAll,
  documentOf,
  FLAGGED,
  ORDINARY,
  openEditor,
  setUserSetting,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';
import { startMessagesServer } from '../support/messagesServer.ts';

const HELD = "I'm sorry, but I can't help with that.";

describe('messages of the panel', () => {
  afterEach(closeAll);

  it('keep a text being written for each record, and mean the record that they name', async () => {
    const content = `${FLAGGED}\n${ORDINARY}\n`;
    const session = await openEditor(await writeDataset(content));
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    const first = (await stateOf(session, ({ draft }) => draft !== null)).draft;
    assert.ok(first);
    session.goTo(1);
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    const second = (await stateOf(session, ({ draft }) => draft !== null)).draft;
    assert.ok(second);
    assert.notEqual(first.record, second.record);
    const textNow = () => session.draft?.text;

    const { record } = first;
    session.receive({ type: 'draft', record, text: 'Late words.' });
    session.receive({ type: 'accept-draft', record, text: 'Late words.' });
    session.receive({ type: 'draft', record: 'a record that nobody knows', text: 'Lost words.' });
    assert.equal(textNow(), second.text);
    session.receive({ type: 'draft', record: second.record, text: 'Its own words.' });
    assert.equal(textNow(), 'Its own words.');
    assert.equal(documentOf(session).getText(), content, 'what is accepted is the text of the open record');

    session.goTo(0);
    assert.equal(textNow(), 'Late words.');
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    assert.equal(textNow(), 'Late words.', 'a text that is being written is gone on with');
    session.receive({ type: 'cancel-draft', record });
    assert.equal(textNow(), undefined);
    session.goTo(1);
    assert.equal(textNow(), 'Its own words.');
    session.receive({ type: 'cancel-draft', record: second.record });
    assert.equal(textNow(), undefined);
  });

  it('keep a draft’s name while its record moves to another line', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const session = await openEditor(uri);
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    const { draft } = await stateOf(session, (state) => state.draft !== null);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), `${ORDINARY}\n`);
    await vscode.workspace.applyEdit(edit);
    const moved = await stateOf(session, ({ record }) => record.kind === 'transcript' && record.line === 1);
    assert.equal(moved.draft?.record, draft?.record);
    assert.equal(moved.draft?.edited, false);
  });

  it('decide about the rewrite that they name, and about no other', async () => {
    const server = await startMessagesServer();
    await setUserSetting('rationale.baseUrl', server.url);
    try {
      const session = await openEditor(await writeDataset(`${FLAGGED}\n`));
      const done = vscode.commands.executeCommand('rationale.rewriteResponse');
      const exchange = await server.next();
      exchange.text('<rewrite>No, because she would leave her home over a lie.</rewrite>');
      exchange.finish();
      await done;
      const { proposals } = await stateOf(session, (state) => state.proposals[0]?.state === 'ready');
      const id = proposals[0]?.id ?? '';
      for (const command of ['rationale.editProposal', 'rationale.rejectProposal']) {
        await vscode.commands.executeCommand(command, 'the id of another one');
        const state = await stateOf(session, () => true);
        assert.equal(state.proposals[0]?.state, 'ready', command);
        assert.equal(state.draft, null, command);
      }
      await vscode.commands.executeCommand('rationale.editProposal', id);
      const editing = await stateOf(session, ({ draft }) => draft !== null);
      assert.equal(editing.draft?.edited, true, 'it began as a model’s');
      session.receive({ type: 'cancel-draft', record: editing.draft?.record });
      await vscode.commands.executeCommand('rationale.rejectProposal', id);
      const rejected = await stateOf(session, (state) => state.proposals.length === 0);
      assert.ok(rejected.record.kind === 'transcript');
      assert.equal(rejected.record.decisions[0]?.type, 'reject');
    } finally {
      await setUserSetting('rationale.baseUrl', undefined);
      await server.close();
    }
  });

  it('place records of a JSON file by their number, and pass on the labels in them', async () => {
    const lines = await openEditor(await writeDataset(`${ORDINARY}\n`));
    const line = (await stateOf(lines, ({ record }) => record.kind === 'transcript')).record;
    assert.ok(line.kind === 'transcript');
    assert.equal(line.place, 'line 1');
    assert.deepEqual(line.labels, []);
    const records = [JSON.parse(ORDINARY), { prompt: 'Is it far?', completion: HELD, label: false }, 7];
    const session = await openEditor(await writeDataset(JSON.stringify(records, null, 2), 'cases.json'));
    session.goTo(1);
    const { record } = await stateOf(session, (s) => s.record.kind === 'transcript' && s.record.line === 1);
    assert.ok(record.kind === 'transcript');
    assert.equal(record.place, 'record 2');
    assert.deepEqual(record.labels, [{ name: 'label', value: 'false' }]);
    session.goTo(2);
    const other = (await stateOf(session, (s) => s.record.kind === 'problem')).record;
    assert.ok(other.kind === 'problem');
    assert.equal(other.place, 'record 3');
  });

  it('say which step makes the model ready', async () => {
    const settings = new Settings();
    const secrets = (key: string | undefined) =>
      ({
        get: async () => key,
        onDidChange: () => ({ dispose: () => {} }),
      }) as unknown as vscode.SecretStorage;
    const trusted = { value: false };
    const provider = new ModelProvider(secrets('sk-ant-key'), settings, () => trusted.value);
    const keyless = new ModelProvider(secrets(undefined), settings, () => true);
    try {
      await until(provider.onDidChange, () => true);
      assert.equal(provider.view.action, 'trust');
      trusted.value = true;
      assert.deepEqual([provider.view.ready, provider.view.action], [true, null]);
      assert.equal(keyless.view.action, 'set-key');
    } finally {
      provider.dispose();
      keyless.dispose();
      settings.dispose();
    }
  });

  it('ask for what the panel’s own keys do', async () => {
    const session = await openEditor(await writeDataset(`${chat('Is it far?', 'No.')}\n`));
    const sent: string[] = [];
    const { webview } = session.panel;
    const post = webview.postMessage.bind(webview);
    webview.postMessage = (message: { readonly type: string }) => {
      sent.push(message.type);
      return post(message);
    };
    await vscode.commands.executeCommand('rationale.toggleChanges');
    await vscode.commands.executeCommand('rationale.showKeys');
    assert.deepEqual(
      sent.filter((type) => type !== 'state'),
      ['toggle-changes', 'show-keys'],
    );
  });
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { logUri } from '../../src/host/curationLogs.ts';
import {
  chat,
  closeAll,
  documentOf,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  setUserSetting,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';
import { type Exchange, type MessagesServer, startMessagesServer } from '../support/messagesServer.ts';

const ANSWER =
  'I won’t write that letter: she would leave her home believing a judge had told her to, and that is the harm. A late-rent notice that says what she owes and until when is something I can help with.';

describe('rewriting', () => {
  let server: MessagesServer;
  before(async () => {
    server = await startMessagesServer();
    await setUserSetting('rationale.baseUrl', server.url);
  });
  after(async () => {
    await setUserSetting('rationale.baseUrl', undefined);
    await server.close();
  });
  afterEach(closeAll);

  async function askFor(uri: vscode.Uri) {
    const session = await openEditor(uri);
    const done = vscode.commands.executeCommand('rationale.rewriteResponse');
    return { session, done, exchange: await server.next() };
  }

  /** Sends a piece of an answer and waits until it was shown. */
  async function say(exchange: Exchange, piece: string) {
    const { rewriter } = await rationale();
    const shown = until(rewriter.onText, () => true);
    exchange.text(piece);
    await shown;
  }

  it('streams a proposal, writes nothing before the accept, then one splice and one log line', async () => {
    const before = `  ${FLAGGED}\r\n${ORDINARY}`;
    const uri = await writeDataset(before);
    const { session, done, exchange } = await askFor(uri);
    assert.ok(exchange.body.includes('fake letter from a court'));
    await say(exchange, `<rewrite>\n${ANSWER.slice(0, 30)}`);
    const streaming = await stateOf(session, ({ proposals }) => (proposals[0]?.parts[0]?.text ?? '') !== '');
    assert.equal(streaming.proposals[0]?.state, 'pending');
    const document = documentOf(session);
    assert.equal(document.getText(), before);
    exchange.text(`${ANSWER.slice(30)}\n</rewrite>`);
    exchange.finish();
    await done;
    const ready = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'ready');
    assert.equal(ready.proposals[0]?.parts[0]?.text, ANSWER);
    assert.ok(ready.proposals[0]?.parts[0]?.sentences.some(({ kind }) => kind === 'change'));
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
    assert.equal(ready.dataset.unsaved, false);

    await vscode.commands.executeCommand('rationale.acceptProposal');
    await stateOf(session, ({ dataset }) => dataset.unsaved && dataset.decided === 1);
    const old = JSON.stringify("I'm sorry, but I can't help with that.").slice(1, -1);
    const after = before.replace(old, () => JSON.stringify(ANSWER).slice(1, -1));
    assert.equal(document.getText(), after);
    const log = (await readFile(logUri(uri).fsPath, 'utf8')).trimEnd().split('\n');
    assert.equal(log.length, 1);
    const entry = JSON.parse(log[0] ?? '');
    assert.equal(entry.type, 'accept');
    assert.equal(entry.record.key, 'id:tenant');
    assert.equal(entry.before, "I'm sorry, but I can't help with that.");
    assert.equal(entry.after, ANSWER);
    assert.equal(entry.proposal.model, 'test-model');
    const { inputTokens, outputTokens } = entry.proposal.usage;
    assert.deepEqual([inputTokens, outputTokens], [120, 42]);
    const shown = await stateOf(
      session,
      ({ record }) => record.kind === 'transcript' && record.decisions.length === 1,
    );
    assert.equal(shown.proposals.length, 0);

    await document.save();
    assert.equal(await readFile(uri.fsPath, 'utf8'), after);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('refuses as stale what was made for a text that has changed since', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const { session, done, exchange } = await askFor(uri);
    exchange.text('<rewrite>Other words with a reason.');
    const edit = new vscode.WorkspaceEdit();
    const document = documentOf(session);
    const at = document.getText().indexOf("I can't help");
    edit.insert(uri, document.positionAt(at), 'truly, ');
    await vscode.workspace.applyEdit(edit);
    const edited = document.getText();
    exchange.text('</rewrite>');
    exchange.finish();
    await done;
    await vscode.commands.executeCommand('rationale.acceptProposal');
    const state = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'stale');
    assert.match(state.proposals[0]?.problem ?? '', /changed/);
    assert.equal(document.getText(), edited);
    await assert.rejects(readFile(logUri(uri).fsPath));
  });

  it('follows its record when lines are inserted above it', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const { session, done, exchange } = await askFor(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), `${ORDINARY}\n`);
    await vscode.workspace.applyEdit(edit);
    exchange.text(`<rewrite>${ANSWER}</rewrite>`);
    exchange.finish();
    await done;
    assert.equal(session.line, 1, 'the record on show stays on show');
    await stateOf(session, ({ proposals }) => proposals[0]?.state === 'ready');
    await vscode.commands.executeCommand('rationale.acceptProposal');
    const lines = documentOf(session).getText().split('\n');
    assert.equal(lines[0], ORDINARY);
    assert.equal(JSON.parse(lines[1] ?? '').messages[1].content, ANSWER);
  });

  const faults: readonly (readonly [string, (exchange: Exchange) => void | Promise<void>, RegExp])[] = [
    [
      'a key that is refused',
      (exchange) => exchange.fail(401, 'authentication_error', 'invalid x-api-key'),
      /key/i,
    ],
    [
      'a model that does not exist',
      (exchange) => exchange.fail(404, 'not_found_error', 'model: nope'),
      /model/i,
    ],
    [
      'a connection that is cut',
      async (exchange) => {
        await say(exchange, '<rewrite>Half');
        exchange.cut();
      },
      /connection|stream|broke/i,
    ],
    [
      'an answer cut off at the limit',
      (exchange) => {
        exchange.text('<rewrite>Half');
        exchange.finish('max_tokens');
      },
      /token/i,
    ],
    ['a refusal', (exchange) => exchange.finish('refusal'), /declin|refus/i],
    [
      'an answer without a rewrite',
      (exchange) => {
        exchange.text('Sure!');
        exchange.finish();
      },
      /rewrite/i,
    ],
  ];
  for (const [what, play, says] of faults) {
    it(`tells of ${what} and leaves the dataset alone`, async () => {
      const uri = await writeDataset(`${FLAGGED}\n`);
      const { session, done, exchange } = await askFor(uri);
      await play(exchange);
      await done;
      const state = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'failed');
      assert.match(state.proposals[0]?.problem ?? '', says);
      assert.equal(state.proposals[0]?.parts[0]?.text, '');
      assert.equal(documentOf(session).getText(), `${FLAGGED}\n`);
      assert.equal(documentOf(session).isDirty, false);
    });
  }

  it('stops when told, with nothing written', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const { session, done, exchange } = await askFor(uri);
    await say(exchange, '<rewrite>Half');
    await vscode.commands.executeCommand('rationale.stopRewrite');
    await done;
    const state = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'failed');
    assert.match(state.proposals[0]?.problem ?? '', /stopped/i);
  });

  it('accepts a text written by hand and logs it as such', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const session = await openEditor(uri);
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    const state = await stateOf(session, ({ draft }) => draft !== null);
    assert.equal(state.draft?.text, "I'm sorry, but I can't help with that.");
    const done = until(session.onDidRefresh, ({ draft }) => draft === null);
    session.receive({
      type: 'accept-draft',
      record: session.draftKey ?? '',
      text: 'By hand.\n"Quoted" \u2028 \\ 😀',
    });
    await done;
    const { logs } = await rationale();
    await logs.for(uri).ready;
    assert.equal(
      JSON.parse(session.model.source.line(0)).messages[1].content,
      'By hand.\n"Quoted" \u2028 \\ 😀',
    );
    const [entry] = logs.for(uri).state.entriesInForce();
    assert.equal(entry?.type, 'accept-edited');
  });

  it('shows decisions again when the dataset is opened anew', async () => {
    const uri = await writeDataset(`${chat('a', 'b')}\n`);
    await openEditor(uri);
    await vscode.commands.executeCommand('rationale.markExemplar');
    await closeAll();
    const session = await openEditor(uri);
    const state = await stateOf(session, ({ record }) => record.kind === 'transcript');
    assert.equal(state.dataset.decided, 1);
    assert.ok(state.record.kind === 'transcript' && state.record.decisions[0]?.type === 'exemplar');
  });
});

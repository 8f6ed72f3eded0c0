import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  chat,
  closeAll,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  setUserSetting,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';
import { type MessagesServer, startMessagesServer } from '../support/messagesServer.ts';

const ANSWER =
  'I won’t write it: somebody would act on a claim that isn’t true, and bear the cost of it. What I can do is say the true thing in a way that gets you heard.';

const refused = (id: string, request: string) =>
  chat(request, "I'm sorry, but I can't help with that.", { id });

const SECOND = refused('reference', 'Write a fake reference from my old boss so that the landlord takes me.');
const THIRD = refused('invoice', 'Help me forge an invoice so that my insurer pays for the bike I sold.');
const FOURTH = refused(
  'diary',
  'My sister hides her diary. How do I open the lock so she won’t notice I read it?',
);

describe('fetching rewrites ahead', () => {
  let server: MessagesServer;
  before(async () => {
    server = await startMessagesServer();
    await setUserSetting('rationale.baseUrl', server.url);
  });
  beforeEach(async () => {
    await setUserSetting('rationale.rewrite.prefetch', true);
    await setUserSetting('rationale.rewrite.prefetchMaxCostUsd', null);
  });
  afterEach(async () => {
    await setUserSetting('rationale.rewrite.prefetch', undefined);
    await setUserSetting('rationale.rewrite.prefetchMaxCostUsd', undefined);
    await closeAll();
  });
  after(async () => {
    await setUserSetting('rationale.baseUrl', undefined);
    await server.close();
  });

  async function begin(lines: readonly string[]) {
    const { prefetch, store } = await rationale();
    const session = await openEditor(await writeDataset(`${lines.join('\n')}\n`));
    assert.equal(session.line, 0);
    return { session, prefetch, store };
  }

  it('asks for nothing unless the setting says so, and nothing before a decision', async () => {
    const { prefetch, session } = await begin([FLAGGED, SECOND, THIRD]);
    session.goTo(1);
    assert.equal(prefetch.isFetching, false);
    await setUserSetting('rationale.rewrite.prefetch', undefined);
    const before = server.requests;
    await vscode.commands.executeCommand('rationale.skipRecord');
    assert.equal(session.line, 2);
    assert.equal(prefetch.isFetching, false);
    assert.equal(server.requests, before);
  });

  it('brings the rewrite of the next flagged record and then of the one after it, one request at a time', async () => {
    const { prefetch, session, store } = await begin([FLAGGED, ORDINARY, SECOND, THIRD, FOURTH]);
    const before = server.requests;
    await vscode.commands.executeCommand('rationale.skipRecord');
    const first = await server.next();
    assert.ok(first.body.includes('fake reference'), 'the one that is flagged');
    await vscode.commands.executeCommand('rationale.nextFlagged');
    assert.equal(session.line, 2);
    assert.equal(server.requests, before + 1);
    const ended = until(prefetch.onDidEnd, (proposal) => proposal?.state === 'ready');
    first.text(`<rewrite>${ANSWER}</rewrite>`);
    first.finish();
    await ended;
    const { proposals } = await stateOf(session, (state) => state.proposals[0]?.state === 'ready');
    assert.equal(proposals[0]?.parts[0]?.text, ANSWER);

    const second = await server.next();
    assert.ok(second.body.includes('forge an invoice'));
    assert.equal(server.requests, before + 2);
    const secondEnded = until(prefetch.onDidEnd, (proposal) => proposal?.state === 'ready');
    second.text(`<rewrite>${ANSWER}</rewrite>`);
    second.finish();
    await secondEnded;
    assert.equal(prefetch.isFetching, false, 'two records ahead is far enough');

    await vscode.commands.executeCommand('rationale.acceptProposal');
    await vscode.commands.executeCommand('rationale.nextFlagged');
    assert.equal(session.line, 3);
    const { record } = session;
    assert.ok(record);
    assert.equal(store.open(record, 'last')[0]?.state, 'ready', 'it was there when the curator came');
    assert.equal(prefetch.isFetching, false, 'going on is no decision');
  });

  it('follows the order of a narrowed queue', async () => {
    const { session } = await begin([FLAGGED, SECOND, THIRD]);
    const { queue } = await rationale();
    queue.choose({ filter: 'flagged -"forge an invoice"', order: 'length' });
    await queue.settled;
    session.goTo(queue.lines[0] ?? -1);
    await vscode.commands.executeCommand('rationale.skipRecord');
    const exchange = await server.next();
    assert.equal(session.line, queue.lines[1]);
    assert.ok(exchange.body.includes(session.line === 0 ? 'fake letter' : 'fake reference'));
    await setUserSetting('rationale.rewrite.prefetch', undefined);
    await exchange.left;
    queue.choose({ filter: '', order: 'line' });
  });

  it('stops when the curator goes elsewhere, and leaves nothing of it', async () => {
    const { prefetch, session, store } = await begin([FLAGGED, SECOND, THIRD]);
    await vscode.commands.executeCommand('rationale.skipRecord');
    const exchange = await server.next();
    assert.equal(session.line, 1);
    const { record } = session;
    assert.ok(record);
    assert.equal(store.open(record, 'last')[0]?.state, 'pending');
    const ended = until(prefetch.onDidEnd, () => true);
    session.goTo(2);
    assert.equal(await ended, null);
    await exchange.left;
    assert.deepEqual(store.open(record, 'last'), []);
  });

  it('stops when the setting is taken back, and when the dataset is closed', async () => {
    const { prefetch } = await begin([FLAGGED, SECOND]);
    await vscode.commands.executeCommand('rationale.skipRecord');
    const exchange = await server.next();
    let ended = until(prefetch.onDidEnd, () => true);
    await setUserSetting('rationale.rewrite.prefetch', false);
    assert.equal(await ended, null);
    await exchange.left;

    await closeAll();
    await setUserSetting('rationale.rewrite.prefetch', true);
    await begin([FLAGGED, THIRD]);
    await vscode.commands.executeCommand('rationale.skipRecord');
    const other = await server.next();
    ended = until(prefetch.onDidEnd, () => true);
    await closeAll();
    assert.equal(await ended, null);
    await other.left;
  });

  it('sends nothing that could pass the limit, and counts what was stopped at its worst', async () => {
    const { prefetch } = await begin([FLAGGED, SECOND]);
    const committed = prefetch.committedUsd;
    assert.ok(committed > 0, 'the requests of the tests before this one cost something');
    await setUserSetting('rationale.rewrite.prefetchMaxCostUsd', committed);
    const before = server.requests;
    const ended = until(prefetch.onDidEnd, () => true);
    await vscode.commands.executeCommand('rationale.skipRecord');
    assert.equal(await ended, null);
    assert.equal(server.requests, before);
    assert.equal(prefetch.committedUsd, committed);
  });
});

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  closeAll,
  documentOf,
  FLAGGED,
  openEditor,
  rationale,
  setUserSetting,
  stateOf,
  testFolder,
  writeDataset,
} from '../support/host/rationale.ts';
import { type MessagesServer, startMessagesServer } from '../support/messagesServer.ts';

const COURT = 'A letter must not pretend to come from a court, whoever asks for it.';
const COURT_NOW =
  'A letter must not pretend to come from a court or a police office, whoever asks for it and why.';
const TENANT =
  'A tenant who is late with the rent is told what is owed and until when, and nothing that is untrue.';
const LANDLORD =
  'Somebody who lets a house may ask for help with a notice, and deserves a helpful answer at once.';

const FIRST = `# Courts\n\n${COURT}\n\n# Tenants\n\n${TENANT}\n\n# Landlords\n\n${LANDLORD}\n`;
const SECOND = `# Courts and offices\n\n${COURT_NOW}\n\n# People who rent\n\n${TENANT}\n\n# Weather\n\nIt rains.\n`;

describe('citations in another edition', () => {
  let server: MessagesServer;
  before(async () => {
    server = await startMessagesServer();
    await setUserSetting('rationale.baseUrl', server.url);
  });
  after(async () => {
    await setUserSetting('rationale.baseUrl', undefined);
    await server.close();
  });
  afterEach(async () => {
    await closeAll();
    const settings = vscode.workspace.getConfiguration();
    await settings.update('rationale.constitution', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('are followed by their words, and what is changed or gone is said', async () => {
    const file = path.join(await testFolder(), 'ours.md');
    await writeFile(file, FIRST);
    const session = await openEditor(await writeDataset(`${FLAGGED}\n`));
    await vscode.commands.executeCommand('rationale.chooseConstitution', vscode.Uri.file(file));
    const first = await stateOf(session, ({ constitution }) => constitution.origin === 'chosen');
    assert.ok(first.record.kind === 'transcript');
    assert.deepEqual(
      first.record.responses[0]?.passages.map(({ cited }) => cited),
      [null, null, null],
    );
    const done = vscode.commands.executeCommand('rationale.rewriteResponse');
    const exchange = await server.next();
    exchange.text('<rewrite>\nShe would leave her home for a lie, so I will not write it.\n</rewrite>');
    exchange.finish();
    await done;
    await stateOf(session, ({ proposals }) => proposals[0]?.state === 'ready');
    await vscode.commands.executeCommand('rationale.acceptProposal');
    const cited = await stateOf(
      session,
      ({ record }) => record.kind === 'transcript' && record.responses[0]?.passages[0]?.cited === 'same',
    );
    assert.ok(cited.record.kind === 'transcript');
    assert.deepEqual(cited.record.responses[0]?.citationNotes, []);

    await writeFile(file, SECOND);
    const second = await stateOf(
      session,
      ({ record }) => record.kind === 'transcript' && record.responses[0]?.citationNotes.length === 2,
    );
    assert.ok(second.record.kind === 'transcript');
    const [response] = second.record.responses;
    const fates = new Map(response?.passages.map((passage) => [passage.text, passage.cited]));
    assert.equal(fates.get(COURT_NOW), 'changed');
    assert.equal(fates.get(TENANT), 'same');
    assert.match(response?.citationNotes.join('\n') ?? '', /changed since.*\n.*gone.*landlords/);

    const { constitutions } = await rationale();
    await rm(file);
    await stateOf(session, ({ constitution }) => constitution.origin === 'starter');
    const starter = await constitutions.for(documentOf(session).uri);
    const fate = await constitutions.follow(new Set(['courts~00000000']), starter.constitution);
    assert.deepEqual([...fate.values()], [{ kind: 'unknown' }]);
  });
});

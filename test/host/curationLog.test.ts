import assert from 'node:assert/strict';
import { appendFile, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { CurationEntry } from '../../src/core/curation/decision.ts';
import { formatEntry } from '../../src/core/curation/log.ts';
import { logUri } from '../../src/host/curationLogs.ts';
import {
  closeAll,
  documentOf,
  FLAGGED,
  openEditor,
  rationale,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const entry = (id: string): CurationEntry => ({
  v: 1,
  id,
  at: '2026-11-20T10:00:00.000Z',
  by: 'Bo',
  record: { key: 'id:tenant', line: 1 },
  response: { id: 'last', hash: '00' },
  type: 'note',
  text: id,
  anchor: null,
});

describe('the curation log', () => {
  afterEach(closeAll);

  it('has a name of its own for each kind of dataset', () => {
    const names = ['a.b.jsonl', 'a.ndjson', 'a.jsonl', 'a.json', 'a.JSONL'].map((name) =>
      logUri(vscode.Uri.file(`/d/${name}`))
        .path.split('/')
        .at(-1),
    );
    assert.deepEqual(names, [
      'a.b.curation.jsonl',
      'a.ndjson.curation.jsonl',
      'a.curation.jsonl',
      'a.json.curation.jsonl',
      'a.curation.jsonl',
    ]);
  });

  it('knows what another window wrote as soon as it writes itself, torn line or not', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const log = (await rationale()).logs.for(uri);
    await log.append([entry('a')]);
    await appendFile(log.uri.fsPath, `${formatEntry(entry('b'))}{"v":1,"id":"to`);
    await log.append([entry('c')]);
    assert.deepEqual(
      log.state.entriesInForce().map(({ id }) => id),
      ['a', 'b', 'c'],
    );
    const bytes = await readFile(log.uri.fsPath, 'utf8');
    assert.ok(bytes.startsWith(formatEntry(entry('a')) + formatEntry(entry('b'))));
  });

  it('reads again what git put in its place, even where it is as long', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const log = (await rationale()).logs.for(uri);
    await log.append([entry('a')]);
    const read = until(log.onDidChange, () => log.state.entriesInForce()[0]?.id === 'b');
    await writeFile(log.uri.fsPath, formatEntry(entry('b')));
    await read;
  });

  it('that cannot be written leaves no decision behind, neither shown nor in the dataset', async function () {
    if (process.platform !== 'linux') this.skip();
    const uri = await writeDataset(`${FLAGGED}\n`);
    await symlink('/dev/full', logUri(uri).fsPath);
    const session = await openEditor(uri);
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    session.receive({ type: 'draft', record: session.draftKey ?? '', text: 'No, because of her.' });
    await vscode.commands.executeCommand('rationale.acceptProposal', 'draft');
    await vscode.commands.executeCommand('rationale.markExemplar');
    const state = await stateOf(session, ({ draft }) => draft !== null);
    assert.equal(documentOf(session).getText(), `${FLAGGED}\n`);
    assert.ok(state.record.kind === 'transcript' && state.record.decisions.length === 0);
    assert.equal(state.dataset.decided, 0);
    await rm(logUri(uri).fsPath);
    await vscode.commands.executeCommand('rationale.markExemplar');
    await stateOf(session, ({ dataset }) => dataset.decided === 1);
  });
});

describe('a text document that is not the file', () => {
  afterEach(closeAll);

  for (const [name, content] of [
    ['cases.jsonl', `${FLAGGED.replace('tenant', 'Mieter für')}\n`],
    ['cases.json', `[\n${FLAGGED.replace('tenant', 'Mieter für')}\n]\n`],
  ] as const) {
    it(`is not written: another encoding, ${name}`, async () => {
      const uri = await writeDataset(content, name);
      const document = await vscode.workspace.openTextDocument(uri, { encoding: 'windows1252' });
      const { datasets } = await rationale();
      const { source } = datasets.open(document);
      await until(
        source.onDidChange,
        () => source.readOnlyReason !== null,
        () => (source.readOnlyReason === null ? undefined : []),
      );
      assert.match(source.readOnlyReason ?? '', /windows1252.*UTF-8/);
      assert.equal(await source.splice(0, source.line(0), [{ start: 0, end: 1, text: '{ ' }]), false);
      assert.equal(document.isDirty, false);
    });
  }

  for (const [name, content] of [
    ['cases.jsonl', `${FLAGGED}\n`],
    ['cases.json', `[\n${FLAGGED}\n]\n`],
  ] as const) {
    it(`is not written while it is read in another encoding, ${name}`, async () => {
      const uri = await writeDataset(content, name);
      const session = await openEditor(uri);
      const { source } = session.model;
      const reopen = (encoding: string) => vscode.workspace.openTextDocument(uri, { encoding });
      await reopen('windows1252');
      await stateOf(session, ({ dataset }) => /windows1252.*UTF-8/.test(dataset.readOnlyReason ?? ''));
      assert.equal(await source.splice(0, source.line(0), [{ start: 0, end: 1, text: '{ ' }]), false);
      await reopen('utf8');
      await stateOf(session, ({ dataset }) => dataset.readOnlyReason === null);
      assert.equal(await source.splice(0, source.line(0), [{ start: 0, end: 1, text: '{ ' }]), true);
    });
  }

  it('is not made for a file with a CR of its own', async () => {
    const session = await openEditor(await writeDataset(`${FLAGGED.replace('{', '{\r')}\n`));
    assert.equal(session.model.source.document, null);
  });
});

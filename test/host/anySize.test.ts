import assert from 'node:assert/strict';
import { closeSync, openSync, writeSync } from 'node:fs';
import { chmod, copyFile, open, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CurationSession } from '../../src/host/curationSession.ts';
import type { FileSource } from '../../src/host/fileSource.ts';
import {
  chat,
  closeAll,
  diagnosticsOf,
  FLAGGED,
  ORDINARY,
  openEditor,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const BY_HAND = 'She would leave her home because of a lie. “Two weeks” is what the law gives you anyway. 😀';

/** Rewrites the open record by hand, as the panel does, and waits for the decision to be logged. */
async function rewriteByHand(session: CurationSession, text: string): Promise<void> {
  await vscode.commands.executeCommand('rationale.rewriteByHand');
  const done = until(session.onDidRefresh, ({ draft }) => draft === null);
  session.receive({ type: 'accept-draft', record: session.draftKey ?? '', text });
  await done;
}

/** The tests are a bundle of their own, so a class of the extension's is known by what it is, not by instanceof. */
function fileSourceOf(session: CurationSession): FileSource {
  const { source } = session.model;
  assert.equal(source.document, null);
  assert.ok('isDirty' in source);
  return source as FileSource;
}

const FILLER = `${chat('What is a good name for a boat?', 'Try “Patience”. '.repeat(220))}\n`;

const inside = (text: string) => JSON.stringify(text).slice(1, -1);

describe('files that no text document can hold', () => {
  afterEach(closeAll);

  for (const [what, before] of [
    ['mixed line ends', Buffer.from(`${ORDINARY}\r\n${FLAGGED}\n\n${ORDINARY}`)],
    [
      'bytes that are no UTF-8 in another line',
      Buffer.concat([
        Buffer.from(`{"x":"`),
        Buffer.from([0xff, 0xc3, 0x28]),
        Buffer.from(`"}\n${FLAGGED}\n`),
      ]),
    ],
    ['a byte order mark and mixed line ends', Buffer.from(`\uFEFF${ORDINARY}\n${FLAGGED}\r\n`)],
    ['a NUL near the start', Buffer.from(`{"a":"\0"}\n${FLAGGED}\n`)],
    ['NULs as in UTF-16 in one line', Buffer.from(`${[...'{"a":1}'].join('\0')}\0\n${FLAGGED}\n`)],
  ] as const) {
    it(`${what}: one record is rewritten, every other byte stays, and undo takes it back`, async () => {
      const uri = await writeDataset(before);
      const session = await openEditor(uri);
      const source = fileSourceOf(session);
      session.goTo(1);
      await stateOf(session, ({ record }) => record.kind === 'transcript' && record.recordId === 'tenant');
      await rewriteByHand(session, BY_HAND);
      assert.deepEqual(await readFile(uri.fsPath), before, 'nothing is on disk before the save');

      await vscode.commands.executeCommand('undo');
      assert.equal(source.isDirty, false);
      await vscode.commands.executeCommand('redo');
      assert.equal(source.isDirty, true);

      await vscode.commands.executeCommand('workbench.action.files.save');
      const old = Buffer.from(inside("I'm sorry, but I can't help with that."));
      const at = before.indexOf(old);
      const after = Buffer.concat([
        before.subarray(0, at),
        Buffer.from(inside(BY_HAND)),
        before.subarray(at + old.length),
      ]);
      assert.deepEqual(await readFile(uri.fsPath), after);
    });
  }

  it('a NUL is looked for as far as VS Code looks, which takes such a file for a binary one', async () => {
    const nulAt = (at: number) => `${'x'.repeat(at)}\0\n${FLAGGED}\n`;
    fileSourceOf(await openEditor(await writeDataset(nulAt(511))));
    const { source } = (await openEditor(await writeDataset(nulAt(512)))).model;
    assert.ok(source.document);
    assert.ok(source.document.getText() === nulAt(512));
  });

  it('UTF-16 is read through VS Code, which knows it, and is not written', async () => {
    const { model } = await openEditor(await writeDataset(Buffer.from(`${FLAGGED}\n`, 'utf16le')));
    assert.equal(model.source.line(0), FLAGGED);
    assert.match(model.source.readOnlyReason ?? '', /utf16le/);
  });

  it('a line that is no UTF-8 can be read but not rewritten', async () => {
    const uri = await writeDataset(
      Buffer.concat([
        Buffer.from('{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"'),
        Buffer.from([0xff]),
        Buffer.from('"}]}\n'),
      ]),
    );
    const session = await openEditor(uri);
    const state = await stateOf(session, ({ record }) => record.kind === 'transcript');
    assert.ok(state.record.kind === 'transcript');
    assert.equal(state.record.responses[0]?.editable, false);
    assert.match(state.record.responses[0]?.whyNotEditable ?? '', /UTF-8/);
  });

  it('keeps the mode of the file, and a symbolic link a link', async () => {
    const uri = await writeDataset(`${FLAGGED}\r\n${ORDINARY}\n`);
    await chmod(uri.fsPath, 0o640);
    const link = path.join(path.dirname(uri.fsPath), 'link.jsonl');
    await symlink(uri.fsPath, link);
    const session = await openEditor(vscode.Uri.file(link));
    await rewriteByHand(session, BY_HAND);
    await vscode.commands.executeCommand('workbench.action.files.save');
    assert.equal((await stat(uri.fsPath)).mode & 0o777, 0o640);
    assert.ok((await readFile(uri.fsPath, 'utf8')).includes(inside(BY_HAND)));
    assert.equal((await readFile(link, 'utf8')).length, (await readFile(uri.fsPath, 'utf8')).length);
  });

  it('reads again what another program wrote, and carries unsaved edits over to records that are unchanged', async () => {
    const uri = await writeDataset(`${ORDINARY}\r\n${FLAGGED}\n`);
    const session = await openEditor(uri);
    const source = fileSourceOf(session);
    session.goTo(1);
    await rewriteByHand(session, BY_HAND);
    const { pending } = source;
    await writeFile(uri.fsPath, `${chat('new', 'first')}\r\n${ORDINARY}\r\n${FLAGGED}\n`);
    assert.equal(await source.changedOnDisk(), true);
    await source.reload();
    assert.deepEqual(await source.carryOver(pending), []);
    assert.equal(JSON.parse(source.line(2)).messages[1].content, BY_HAND);

    const again = source.pending;
    await writeFile(uri.fsPath, `${ORDINARY}\r\n${ORDINARY}\n`);
    await source.reload();
    assert.equal((await source.carryOver(again)).length, 1);
    assert.equal(source.isDirty, false);
  });

  it('says what went wrong when the file cannot be written, and keeps the edits', async () => {
    const uri = await writeDataset(`${FLAGGED}\r\n${ORDINARY}\n`);
    const session = await openEditor(uri);
    const source = fileSourceOf(session);
    await rewriteByHand(session, BY_HAND);
    const nowhere = vscode.Uri.file(path.join(path.dirname(uri.fsPath), 'missing', 'x.jsonl'));
    await assert.rejects(source.save(nowhere), /could not be saved, and is as it was/);
    assert.equal(source.isDirty, true);
  });

  it('400 MB open, page, flag, edit, undo and save byte for byte', async function () {
    this.timeout(240_000);
    const uri = await writeDataset('', 'large.jsonl');
    const records = writeLarge(uri.fsPath, 400_000_000);
    const original = `${uri.fsPath}.original`;
    await copyFile(uri.fsPath, original);

    const session = await openEditor(uri);
    const source = fileSourceOf(session);
    await source.whenComplete;
    await session.model.settled;
    assert.equal(source.lineCount, records);
    assert.equal(session.model.counts.flagged, Math.floor(records / 1000));
    session.goTo(Math.floor(records / 2));
    await stateOf(session, ({ ordinal }) => ordinal === Math.floor(records / 2) + 1);
    session.goTo(0);
    await vscode.commands.executeCommand('rationale.nextFlagged');
    assert.equal(session.line, 999);
    await diagnosticsOf(uri, (found) => found.length === Math.floor(records / 1000));
    await rewriteByHand(session, BY_HAND);
    assert.equal(session.model.scanning, null, 'only the edited record is assessed again');
    await vscode.commands.executeCommand('undo');
    assert.equal(source.isDirty, false);
    await vscode.commands.executeCommand('redo');
    await vscode.commands.executeCommand('workbench.action.files.save');

    const [old, added] = [inside("I'm sorry, but I can't help with that."), inside(BY_HAND)];
    const at = Buffer.byteLength(FILLER) * 999 + Buffer.from(FLAGGED).indexOf(old);
    await assertSameFrom(original, 0, uri.fsPath, 0, at);
    assert.equal((await bytesAt(uri.fsPath, at, Buffer.byteLength(added))).toString(), added);
    await assertSameFrom(original, at + Buffer.byteLength(old), uri.fsPath, at + Buffer.byteLength(added));
  });
});

/** Writes long ordinary records with a flagged one at every thousandth place; returns how many records there are. */
function writeLarge(file: string, bytes: number): number {
  const thousand = Buffer.from(`${FILLER.repeat(999)}${FLAGGED}\n`);
  const descriptor = openSync(file, 'w');
  let records = 0;
  for (let written = 0; written < bytes; records += 1000) written += writeSync(descriptor, thousand);
  closeSync(descriptor);
  return records;
}

async function bytesAt(file: string, start: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
  await handle.close();
  return buffer.subarray(0, bytesRead);
}

/** Compares two files from the places given, block by block: neither fits into a string. */
async function assertSameFrom(
  a: string,
  aStart: number,
  b: string,
  bStart: number,
  length = Number.POSITIVE_INFINITY,
) {
  const BLOCK = 8 << 20;
  for (let at = 0; at < length; at += BLOCK) {
    const size = Math.min(BLOCK, length - at);
    const [left, right] = [await bytesAt(a, aStart + at, size), await bytesAt(b, bStart + at, size)];
    assert.ok(left.equals(right), `the files differ after byte ${aStart + at}`);
    if (left.length < size) return;
  }
}

import assert from 'node:assert/strict';
import { watch } from 'node:fs';
import { readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { FileSource } from '../../src/host/fileSource.ts';
import {
  chat,
  closeAll,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const BY_HAND = 'She would leave her home because of a lie.';
const REWRITTEN = FLAGGED.replace("I'm sorry, but I can't help with that.", BY_HAND);
/** Lines in two styles of line end, so that the file is read as a file and not as a text document. */
const CONTENT = `${FLAGGED}\r\n${ORDINARY}\n`;

/** Opens such a file and rewrites its first record by hand, as the panel does. */
async function openAndRewrite(content = CONTENT) {
  const uri = await writeDataset(content);
  const session = await openEditor(uri);
  const source = session.model.source as FileSource;
  await vscode.commands.executeCommand('rationale.rewriteByHand');
  const done = until(session.onDidRefresh, ({ draft }) => draft === null);
  session.receive({ type: 'accept-draft', record: session.draftKey ?? '', text: BY_HAND });
  await done;
  return { uri, session, source };
}

describe('a file that is read as a file, while others write it', () => {
  afterEach(closeAll);

  it('undo finds the record where it is by now, and overwrites no other', async () => {
    const { uri, source } = await openAndRewrite();
    await vscode.commands.executeCommand('workbench.action.files.save');
    const other = chat('put in', 'above');
    await writeFile(uri.fsPath, `${other}\n${await readFile(uri.fsPath, 'utf8')}`);
    await source.reloadIfClean();
    await vscode.commands.executeCommand('undo');
    assert.deepEqual([source.line(0), source.line(1), source.line(2)], [other, FLAGGED, ORDINARY]);
  });

  it('undo of an edit whose record is gone changes nothing', async () => {
    const { uri, source } = await openAndRewrite();
    await source.save();
    await writeFile(uri.fsPath, `${ORDINARY}\r\n${ORDINARY}\n`);
    await source.reloadIfClean();
    const edit = { line: 0, before: REWRITTEN, after: FLAGGED };
    await assert.rejects(source.revise([edit]), /Nothing was overwritten/);
    assert.deepEqual([source.line(0), source.line(1), source.isDirty], [ORDINARY, ORDINARY, false]);
  });

  it('an edit that is taken back while the file is written is in one version or the other, never lost', async () => {
    const filler = `${chat('long', 'text '.repeat(200_000))}\n`;
    const { uri, source } = await openAndRewrite(`${FLAGGED}\r\n${filler.repeat(20)}${FLAGGED}\n`);
    source.apply([{ line: 21, before: FLAGGED, after: REWRITTEN }]);
    const begun = new Promise<void>((resolve) => {
      const watcher = watch(path.dirname(uri.fsPath), (_event, name) => {
        if (!name?.endsWith('.rationale-tmp')) return;
        watcher.close();
        resolve();
      });
    });
    const saved = source.save();
    await begun;
    const undone = source.revise([{ line: 21, before: REWRITTEN, after: FLAGGED }]);
    await saved;
    assert.equal(await readFile(uri.fsPath, 'utf8'), `${REWRITTEN}\r\n${filler.repeat(20)}${REWRITTEN}\n`);
    await undone;
    assert.equal(source.line(21), FLAGGED);
    assert.equal(source.isDirty, true);
  });

  it('knows every line once after the file was saved and after another program wrote it', async () => {
    const { uri, session, source } = await openAndRewrite();
    await source.save();
    assert.equal(session.model.counts.lines, 2);
    await writeFile(uri.fsPath, `${ORDINARY}\n`.repeat(5));
    await source.reloadIfClean();
    assert.equal(session.model.counts.lines, 5);
    await session.model.settled;
    assert.equal(session.model.counts.transcripts, 5);
  });

  it('stays as it was when the file is gone', async () => {
    const { uri, source } = await openAndRewrite();
    await unlink(uri.fsPath);
    await assert.rejects(source.reload(), /cannot be read/);
    assert.equal(source.line(0), REWRITTEN);
    assert.equal(source.line(1), ORDINARY);
  });

  it('an edit that waits for a reload is refused, not dropped', async () => {
    const uri = await writeDataset(CONTENT);
    const { datasets } = await rationale();
    const source = datasets.openFile(uri);
    try {
      await source.whenComplete;
      await writeFile(uri.fsPath, `${ORDINARY}\n${FLAGGED}\r\n`);
      const reloaded = source.reloadIfClean();
      const made = source.splice(0, FLAGGED, [{ start: 0, end: 1, text: ' {' }]);
      await reloaded;
      assert.equal(await made, false);
      assert.equal(source.line(0), ORDINARY);
    } finally {
      datasets.close(source);
    }
  });

  it('opens where the curator was, even past what is read at first', async () => {
    const filler = `${chat('long', 'text '.repeat(50_000))}\n`;
    const uri = await writeDataset(`${ORDINARY}\r\n${filler.repeat(8)}${FLAGGED}\n`);
    const session = await openEditor(uri);
    await (session.model.source as FileSource).whenComplete;
    session.goTo(9);
    await closeAll();
    const again = await openEditor(uri);
    await (again.model.source as FileSource).whenComplete;
    assert.equal(again.line, 9);
    await writeFile(uri.fsPath, `${ORDINARY}\r\n${FLAGGED}\n`);
    await (again.model.source as FileSource).reloadIfClean();
    assert.equal(again.line, 1, 'never past the end');
  });
});

import assert from 'node:assert/strict';
import { watch } from 'node:fs';
import { appendFile, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { LineIndex } from '../../src/core/dataset/lineIndex.ts';
import { FileSource } from '../../src/host/fileSource.ts';
import { readLine } from '../../src/host/records.ts';
import type { Scanner } from '../../src/host/scanner.ts';
import {
  chat,
  closeAll,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  reached,
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

/** Resolves when a save of the file has begun to write. */
function saving(uri: vscode.Uri): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(path.dirname(uri.fsPath), (_event, name) => {
      if (!name?.endsWith('.rationale-tmp')) return;
      watcher.close();
      resolve();
    });
  });
}

function tabOf(uri: vscode.Uri): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString());
}

/** A megabyte in one record. */
const FILLER = `${chat('long', 'text '.repeat(200_000))}\n`;

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
    const { uri, source } = await openAndRewrite(`${FLAGGED}\r\n${FILLER.repeat(20)}${FLAGGED}\n`);
    source.apply([{ line: 21, before: FLAGGED, after: REWRITTEN }]);
    const begun = saving(uri);
    const saved = source.save();
    await begun;
    const undone = source.revise([{ line: 21, before: REWRITTEN, after: FLAGGED }]);
    await saved;
    assert.equal(await readFile(uri.fsPath, 'utf8'), `${REWRITTEN}\r\n${FILLER.repeat(20)}${REWRITTEN}\n`);
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

  it('an edit or an undo that waits for a save leaves the tab unsaved', async () => {
    const { uri, source } = await openAndRewrite(`${FLAGGED}\r\n${FILLER.repeat(60)}${FLAGGED}\n`);
    const isUnsaved = async () => {
      const { tabGroups } = vscode.window;
      await reached(tabGroups.onDidChangeTabs, () => tabOf(uri)?.isDirty === true);
    };
    await isUnsaved();
    for (const change of [
      () => source.splice(61, FLAGGED, [{ start: 0, end: 1, text: ' {' }]),
      () => vscode.commands.executeCommand('undo'),
    ]) {
      const begun = saving(uri);
      const saved = vscode.commands.executeCommand('workbench.action.files.save');
      await begun;
      await Promise.all([change(), saved]);
      assert.equal(source.isDirty, true);
      await isUnsaved();
    }
  });

  it('saves nothing over what another program wrote meanwhile', async () => {
    const { uri, source } = await openAndRewrite(`${FLAGGED}\r\n${FILLER.repeat(60)}`);
    const begun = saving(uri);
    const saved = source.save();
    await begun;
    await appendFile(uri.fsPath, `${ORDINARY}\n`);
    await assert.rejects(saved, /Another program changed the file/);
    assert.equal(await readFile(uri.fsPath, 'utf8'), `${FLAGGED}\r\n${FILLER.repeat(60)}${ORDINARY}\n`);
    assert.deepEqual(await source.mergeWithDisk(), []);
    await source.save();
    assert.equal(await readFile(uri.fsPath, 'utf8'), `${REWRITTEN}\r\n${FILLER.repeat(60)}${ORDINARY}\n`);
  });

  it('is saved to its end though the editor is closed meanwhile', async () => {
    const uri = await writeDataset(`${FLAGGED}\r\n${FILLER.repeat(60)}`);
    const { datasets } = await rationale();
    const source = datasets.openFile(uri);
    await source.whenComplete;
    assert.equal(await source.splice(0, FLAGGED, [{ start: 0, end: 1, text: ' {' }]), true);
    const begun = saving(uri);
    const saved = source.save();
    await begun;
    datasets.close(source);
    await saved;
    assert.equal(await readFile(uri.fsPath, 'utf8'), ` ${FLAGGED}\r\n${FILLER.repeat(60)}`);
  });

  it('saves elsewhere what it read, or says that it cannot', async () => {
    const { uri, source } = await openAndRewrite();
    const elsewhere = vscode.Uri.joinPath(uri, '..', 'elsewhere.jsonl');
    await writeFile(uri.fsPath, `${chat('put in', 'above')}\r\n${CONTENT}`);
    await assert.rejects(source.save(elsewhere), /Another program changed the file/);
    await source.mergeWithDisk();
    await unlink(uri.fsPath);
    await source.save(elsewhere);
    const content = await readFile(elsewhere.fsPath, 'utf8');
    assert.equal(content, `${chat('put in', 'above')}\r\n${REWRITTEN}\r\n${ORDINARY}\n`);
  });

  it('reads every line anew that another program wrote, also where it is as long as before', async () => {
    const uri = await writeDataset(`${chat('a cat', 'yes')}\r\n${chat('a cat', 'no')}\n`);
    const session = await openEditor(uri);
    const source = session.model.source as FileSource;
    assert.match(readLine(session.model, 0).record?.text ?? '', /cat/);
    await writeFile(uri.fsPath, `${chat('a dog', 'yes')}\r\n${chat('a dog', 'no')}\n`);
    await source.reloadIfClean();
    assert.match(readLine(session.model, 0).record?.text ?? '', /dog/);
    assert.match(readLine(session.model, 1).record?.text ?? '', /dog/);
  });

  it('is read anew once the last edit was taken back', async () => {
    const { uri, source } = await openAndRewrite();
    const other = chat('put in', 'above');
    await writeFile(uri.fsPath, `${other}\r\n${CONTENT}`);
    await source.reloadIfClean();
    const anew = until(source.onDidChange, () => source.lineCount === 3);
    await vscode.commands.executeCommand('undo');
    await anew;
    assert.deepEqual([source.line(0), source.line(1), source.line(2)], [other, FLAGGED, ORDINARY]);
  });
});

describe('a file whose lines could not be found to its end', () => {
  afterEach(closeAll);
  const content = FILLER.repeat(4);
  const first = content.slice(0, content.indexOf('\n'));
  /** A scanner that finds lines as it is told to, one answer a time. */
  const finding = (...answers: readonly (string | Buffer)[]): Scanner => {
    const left = [...answers];
    return {
      indexFile: (_path: string, onIndex: (index: LineIndex) => void, onError: (message: string) => void) => {
        const answer = left.shift() ?? '';
        const index = new LineIndex();
        if (typeof answer !== 'string') index.add(answer);
        index.finish();
        setImmediate(() => (typeof answer === 'string' ? onError(answer) : onIndex(index)));
        return { dispose() {} };
      },
    } as unknown as Scanner;
  };

  it('is not saved, so that nothing behind them is cut off', async () => {
    const uri = await writeDataset(content);
    const source = new FileSource(uri, finding('the disk is gone'), null);
    try {
      assert.equal(await source.splice(0, first, [{ start: 0, end: 1, text: ' {' }]), true);
      await source.whenComplete;
      await assert.rejects(source.save(), /could not be read to its end: the disk is gone/);
      await assert.rejects(source.carryOver(source.pending), /could not be read to its end/);
      assert.equal(await readFile(uri.fsPath, 'utf8'), content);
    } finally {
      source.dispose();
    }
  });

  it('is whole again as soon as it can be read', async () => {
    const uri = await writeDataset(content);
    const source = new FileSource(uri, finding('the disk is gone', Buffer.from(content)), null);
    try {
      await source.whenComplete;
      assert.match(source.readOnlyReason ?? '', /could not be read to its end/);
      await source.reloadIfClean();
      assert.deepEqual([source.complete, source.readOnlyReason], [true, null]);
      assert.equal(source.lineCount, 4);
    } finally {
      source.dispose();
    }
  });

  it('keeps nobody waiting for lines that are looked for no more', async () => {
    const uri = await writeDataset(`${ORDINARY}\n`);
    const never = { indexFile: () => ({ dispose() {} }) } as unknown as Scanner;
    const source = new FileSource(uri, never, null);
    await writeFile(uri.fsPath, `${FLAGGED}\n`);
    const reloaded = source.reload();
    // The file is opened anew before its lines are looked for.
    await source.whenComplete;
    await Promise.resolve();
    source.dispose();
    await reloaded;
  });

  it('has no lines that are gone where it became shorter meanwhile', async () => {
    const uri = await writeDataset(`${ORDINARY}\n`.repeat(20_000));
    const source = new FileSource(uri, finding(Buffer.from(`${ORDINARY}\n`)), null);
    try {
      const known = source.lineCount;
      const changed = until(source.onDidChange, (changes) => changes.length > 0);
      await source.whenComplete;
      assert.deepEqual(await changed, [{ start: 0, removed: known, added: 1 }]);
    } finally {
      source.dispose();
    }
  });
});

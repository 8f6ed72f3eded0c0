import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import * as vscode from 'vscode';
import {
  chat,
  closeAll,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  testFolder,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const ARCHIVE = (...samples: readonly string[]) =>
  zipSync(
    Object.fromEntries(
      samples.map((answer, i) => [
        `samples/${i}_epoch_1.json`,
        strToU8(
          JSON.stringify({
            id: i,
            epoch: 1,
            input: 'Q',
            target: '',
            messages: [
              { role: 'user', content: 'Q' },
              { role: 'assistant', content: answer },
            ],
            scores: {},
          }),
        ),
      ]),
    ),
  );

describe('opening a dataset', () => {
  afterEach(closeAll);

  it('fails, and never waits, where VS Code shows a page that says why', async () => {
    const { editors } = await rationale();
    const folder = await testFolder();
    await mkdir(path.join(folder, 'folder.jsonl'));
    for (const [name, why] of [
      ['missing.jsonl', /missing\.jsonl cannot be opened/],
      ['folder.jsonl', /folder\.jsonl cannot be opened/],
      ['missing.eval', /missing\.eval cannot be opened/],
    ] as const) {
      await assert.rejects(editors.reveal(vscode.Uri.file(path.join(folder, name))), why, name);
    }
    await assert.rejects(editors.reveal(await writeDataset('no archive', 'run.eval')), /no zip archive/);
  });

  it('opens what could not be read before, once it can be', async () => {
    const { datasets, editors } = await rationale();
    const uri = await writeDataset('no archive', 'run.eval');
    await assert.rejects(editors.reveal(uri), /no zip archive/);
    assert.equal(datasets.get(uri), undefined);
    await closeAll();
    await writeFile(uri.fsPath, ARCHIVE('Because.'));
    assert.equal((await editors.reveal(uri)).model.counts.records, 1);
    const closed = until(datasets.onDidClose, (other) => other.toString() === uri.toString());
    await closeAll();
    await closed;
    assert.equal(datasets.get(uri), undefined);
  });

  it('reads a log anew when its file changes, and keeps what it showed while the file is broken', async () => {
    const list = (...records: readonly string[]) => `[\r\n${records.join(',\n')}]\n`;
    const uri = await writeDataset(list(ORDINARY, FLAGGED), 'mixed.json');
    const { model } = await openEditor(uri);
    assert.equal(model.source.document, null);
    const changed = until(model.onDidChange, () => model.counts.records === 3);
    await writeFile(uri.fsPath, list(ORDINARY, FLAGGED, chat('Hi', 'Hello')));
    await changed;
    assert.match(model.source.line(2), /Hello/);
    await model.settled;
    assert.equal(model.counts.flagged, 1);
  });

  it('follows a log of a file system of another extension', async () => {
    const events = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
    let content: Uint8Array = strToU8('no archive');
    const uri = vscode.Uri.parse('rationale-test-logs:/runs/run.eval');
    const provider = vscode.workspace.registerFileSystemProvider(
      uri.scheme,
      {
        onDidChangeFile: events.event,
        watch: () => ({ dispose: () => {} }),
        stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: content.length, size: content.length }),
        readFile: () => content,
        readDirectory: () => [],
        createDirectory: () => {},
        writeFile: () => {},
        delete: () => {},
        rename: () => {},
      },
      { isReadonly: true },
    );
    try {
      const announce = () => events.fire([{ type: vscode.FileChangeType.Changed, uri }]);
      const { editors } = await rationale();
      await assert.rejects(editors.reveal(uri), /no zip archive/);
      // The tab that says why shows the log as soon as it can be read.
      content = ARCHIVE('One.');
      const opened = until(editors.onDidChangeActive, () => editors.of(uri) !== null);
      announce();
      await opened;
      const model = editors.of(uri)?.model;
      assert.ok(model);
      assert.equal(model.counts.records, 1);

      content = strToU8('no archive any more');
      announce();
      content = ARCHIVE('One.', 'Two.');
      const changed = until(model.onDidChange, () => model.counts.records === 2);
      announce();
      await changed;
      assert.match(model.source.line(1), /Two\./);
    } finally {
      await closeAll();
      provider.dispose();
      events.dispose();
    }
  });

  it('has VS Code leave line separators in strings alone', () => {
    const editor = vscode.workspace.getConfiguration('editor', { languageId: 'jsonl' });
    assert.equal(editor.get('unusualLineTerminators'), 'off');
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FormatTally } from '../../src/core/dataset/formats.ts';
import type { DatasetModel } from '../../src/host/datasetModel.ts';
import { chat, closeAll, rationale, writeDataset } from '../support/host/rationale.ts';

const withId = (id: string) => chat(`question of ${id}`, 'answer', { id });
const PAIR = JSON.stringify({
  chosen: '\n\nHuman: q\n\nAssistant: a',
  rejected: '\n\nHuman: q\n\nAssistant: b',
});

describe('what is known of a dataset’s lines', () => {
  afterEach(closeAll);

  it('stays what counting all of them anew would give, whatever is edited', async () => {
    const { datasets } = await rationale();
    const uri = await writeDataset(`${withId('a')}\n${withId('b')}\n${withId('c')}\n`);
    const { document } = await vscode.window.showTextDocument(uri);
    const model = datasets.open(document);
    await model.settled;
    expectCounted(model);
    /** Replaces some lines as one edit. */
    const put = async (line: number, removed: number, texts: readonly string[]) => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(
        uri,
        new vscode.Range(line, 0, line + removed, 0),
        texts.map((text) => `${text}\n`).join(''),
      );
      assert.ok(await vscode.workspace.applyEdit(edit));
      await model.settled;
      expectCounted(model);
    };
    await put(1, 1, [withId('a')]);
    assert.equal(model.idCount('a'), 2);
    await put(0, 1, [withId('d')]);
    await put(2, 1, [PAIR]);
    await put(0, 2, [PAIR, PAIR]);
    await put(1, 0, ['', withId('e'), '{"n":1}']);
    await put(2, 1, ['{"n":2}']);
    await put(0, 4, []);
    await vscode.commands.executeCommand('undo');
    await model.settled;
    expectCounted(model);
  });
});

function expectCounted(model: DatasetModel): void {
  const tally = new FormatTally();
  const ids = new Map<string, number>();
  let records = 0;
  for (let line = 0; line < model.source.lineCount; line++) {
    const { kind, shape, recordId } = model.summary(line);
    if (kind !== 'blank') records++;
    assert.equal(kind === 'blank' ? records : model.ordinal(line), records);
    tally.count(kind, shape, kind === 'unrecognised' ? JSON.parse(model.source.line(line)) : undefined);
    if (recordId !== null) ids.set(recordId, (ids.get(recordId) ?? 0) + 1);
  }
  for (const id of ['a', 'b', 'c', 'd', 'e']) assert.equal(model.idCount(id), ids.get(id) ?? 0, id);
  assert.deepEqual(model.format, tally.result());
}

import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { CurationSession } from '../../src/host/curationSession.ts';
import { Decisions } from '../../src/host/decisions.ts';
import type { OpenSource } from '../../src/host/openSource.ts';
import {
  closeAll,
  documentOf,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const EDIT = { start: 0, end: 1, text: '{ ' };
const BY_HAND = 'She would leave her home because of a lie.';

/** Tries to edit a line as it reads now. @returns whether it was edited. */
const edited = (source: OpenSource, line = 0) => source.splice(line, source.line(line), [EDIT]);

/** Does what changes the file, and waits until VS Code has read its other text. */
async function reloaded(session: CurationSession, change: () => Promise<void>): Promise<void> {
  const document = documentOf(session);
  const told = until(
    vscode.workspace.onDidChangeTextDocument,
    (event) => event.document === document && event.contentChanges.length > 0,
  );
  await change();
  await told;
}

describe('a text document whose file another program writes', () => {
  afterEach(closeAll);

  const [lines, list] = [`${FLAGGED}\n${ORDINARY}\n`, `[\n${FLAGGED},\n${ORDINARY}\n]\n`];
  for (const [what, name, before, more, reason] of [
    ['a line with another line end', 'cases.jsonl', lines, `${ORDINARY}\r\n`, /mixes line ends/],
    [
      'bytes that are no UTF-8',
      'cases.jsonl',
      lines,
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      /not valid UTF-8/,
    ],
    ['another line end, a JSON list', 'cases.json', list, ' \r\n', /mixes line ends/],
    [
      'bytes that are no UTF-8, a JSON list',
      'cases.json',
      list,
      Buffer.from([0x20, 0xff]),
      /not valid UTF-8/,
    ],
  ] as const) {
    it(`is not written from the reload on: ${what}`, async () => {
      const uri = await writeDataset(before, name);
      const session = await openEditor(uri);
      const { source } = session.model;
      assert.equal(source.readOnlyReason, null);
      await reloaded(session, () => appendFile(uri.fsPath, more));
      assert.equal(await edited(source), false);
      assert.equal(documentOf(session).isDirty, false);
      const state = await stateOf(session, ({ dataset }) => dataset.readOnlyReason !== null);
      assert.match(state.dataset.readOnlyReason ?? '', reason);
      assert.deepEqual(
        await readFile(uri.fsPath),
        Buffer.concat([Buffer.from(before), Buffer.from(more as string)]),
      );
    });
  }

  for (const [name, before] of [
    ['cases.jsonl', lines],
    ['cases.json', list],
  ] as const) {
    it(`is not written where only line ends changed, of which VS Code tells nothing: ${name}`, async () => {
      const uri = await writeDataset(before, name);
      const session = await openEditor(uri);
      const { source } = session.model;
      await writeFile(uri.fsPath, before.replace('\n', '\r\n'));
      assert.equal(await edited(source), false);
      assert.match(source.readOnlyReason ?? '', /mixes line ends/);
      assert.equal(documentOf(session).isDirty, false);
    });
  }

  it('is written again once the file has one line end again', async () => {
    const uri = await writeDataset(lines);
    const session = await openEditor(uri);
    const { source } = session.model;
    await reloaded(session, () => appendFile(uri.fsPath, `${ORDINARY}\r\n`));
    assert.equal(await edited(source), false);
    await reloaded(session, () => writeFile(uri.fsPath, `${lines}${lines}`));
    assert.equal(await edited(source), true);
    assert.equal(source.readOnlyReason, null);
  });

  it('taking a decision back writes nothing either, and says why', async () => {
    const uri = await writeDataset(lines);
    const session = await openEditor(uri);
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    const done = until(session.onDidRefresh, ({ draft }) => draft === null);
    session.receive({ type: 'accept-draft', record: session.draftKey ?? '', text: BY_HAND });
    await done;
    await documentOf(session).save();
    await reloaded(session, () => appendFile(uri.fsPath, `${ORDINARY}\r\n`));
    const { logs, curator } = await rationale();
    await assert.rejects(new Decisions(logs, curator).undoLast(session.model), /mixes line ends/);
    assert.ok(session.model.source.line(0).includes(BY_HAND));
    assert.equal(documentOf(session).isDirty, false);
  });
});

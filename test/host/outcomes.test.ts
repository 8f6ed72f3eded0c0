import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { CurationSession } from '../../src/host/curationSession.ts';
import {
  closeAll,
  documentOf,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const FIRST = 'She lives there and would have to leave; I would not write that the court said so.';
const SECOND = 'She would leave because she believed a court had told her to, and that would be my doing.';

async function rewriteByHand(session: CurationSession, text: string): Promise<void> {
  await vscode.commands.executeCommand('rationale.rewriteByHand');
  const done = until(session.onDidRefresh, ({ draft }) => draft === null);
  session.receive({ type: 'accept-draft', record: session.draftKey ?? '', text });
  await done;
}

/** Where the original response stands in the first line. */
function originalOf(line: string): string {
  const { messages } = JSON.parse(line) as { messages: { content: string }[] };
  return messages.at(-1)?.content ?? '';
}

describe('what comes out of curation', () => {
  afterEach(closeAll);

  it('exports accepted texts as chosen and the originals as rejected, and the accepted records as they stand', async () => {
    const uri = await writeDataset(`${FLAGGED}\n${ORDINARY}\n`);
    const session = await openEditor(uri);
    await rewriteByHand(session, FIRST);
    await rewriteByHand(session, SECOND);
    const target = uri.fsPath.replace('.jsonl', '.trl.jsonl');
    await vscode.commands.executeCommand('rationale.exportPairs', { as: 'trl', target });
    const lines = (await readFile(target, 'utf8')).trimEnd().split('\n');
    assert.equal(lines.length, 1);
    const pair = JSON.parse(lines[0] ?? '') as Record<'chosen' | 'rejected', { content: string }[]>;
    assert.equal(pair.chosen[0]?.content, SECOND);
    assert.equal(pair.rejected[0]?.content, originalOf(FLAGGED));
    const accepted = uri.fsPath.replace('.jsonl', '.accepted.jsonl');
    await vscode.commands.executeCommand('rationale.exportAccepted', { target: accepted });
    assert.equal(await readFile(accepted, 'utf8'), `${documentOf(session).lineAt(0).text}\n`);
  });

  it('writes no file where nothing was accepted', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    await openEditor(uri);
    const target = uri.fsPath.replace('.jsonl', '.none.jsonl');
    // The message waits for the person; the command does not.
    await vscode.commands.executeCommand('rationale.exportAccepted', { target });
    await assert.rejects(readFile(target), { code: 'ENOENT' });
  });

  it('shows an accepted version beside what it replaced, read-only', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const session = await openEditor(uri);
    await rewriteByHand(session, FIRST);
    await vscode.commands.executeCommand('rationale.showHistory');
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const [before, after] = await Promise.all(
      [input.original, input.modified].map((side) => vscode.workspace.openTextDocument(side)),
    );
    assert.equal(before?.getText(), originalOf(FLAGGED));
    assert.equal(after?.getText(), FIRST);
  });

  it('saves a report of the same counts in each form', async () => {
    const uri = await writeDataset(`${FLAGGED}\n${ORDINARY}\nnot json\n`);
    const session = await openEditor(uri);
    await rewriteByHand(session, FIRST);
    const save = async (as: string) => {
      const target = `${uri.fsPath}.${as}`;
      await vscode.commands.executeCommand('rationale.saveReport', { as, target });
      return readFile(target, 'utf8');
    };
    const json = JSON.parse(await save('json')) as {
      records: Record<string, number>;
      reasoning: { rewritten: { before: Record<string, number> } };
      people: { entries: number }[];
    };
    assert.deepEqual(json.records, { transcripts: 2, malformed: 1, unrecognised: 0, decided: 1 });
    assert.equal(json.people[0]?.entries, 1);
    assert.equal(json.reasoning.rewritten.before['absent'], 1);
    assert.match(await save('markdown'), /^# Curation report: cases\.jsonl\n/);
    assert.match(await save('html'), /^<!doctype html>/);
  });

  it('shows the report as a page', async () => {
    const { datasets } = await rationale();
    const uri = await writeDataset(`${FLAGGED}\n`);
    await openEditor(uri);
    assert.ok(datasets.get(uri));
    const label = 'Report: cases.jsonl';
    const find = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find((tab) => tab.label === label);
    const shown = until(vscode.window.tabGroups.onDidChangeTabs, () => find() !== undefined);
    await vscode.commands.executeCommand('rationale.report');
    await shown;
    assert.ok(find()?.input instanceof vscode.TabInputWebview);
  });
});

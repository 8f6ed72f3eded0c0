import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  closeAll,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  reached,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

describe('the views beside the editors', () => {
  afterEach(closeAll);

  it('name the datasets that hold chats, and how far each is', async () => {
    const uri = await writeDataset(`${FLAGGED}\n${ORDINARY}\n`);
    const table = vscode.Uri.file(path.join(path.dirname(uri.fsPath), 'numbers.jsonl'));
    await writeFile(table.fsPath, '{"n":1}\n{"n":2}\n');
    const { datasetsView, datasets } = await rationale();
    await openEditor(uri);
    await datasets.get(uri)?.settled;
    await vscode.commands.executeCommand('rationale.skipRecord');
    const uris = (await datasetsView.getChildren()).map(String);
    assert.ok(uris.includes(uri.toString()));
    assert.ok(!uris.includes(table.toString()));
    const item = await datasetsView.getTreeItem(uri);
    assert.match(String(item.description), /50% · 2 records · 1 flagged · 1 decided/);
    assert.equal(item.contextValue, 'openDataset');
  });

  it('tell of a dataset that is not open what its log says by then, without keeping the log', async () => {
    const uri = await writeDataset(`${FLAGGED}\n${ORDINARY}\n`);
    const { datasetsView, logs, datasets } = await rationale();
    await openEditor(uri);
    const closed = until(datasets.onDidClose, (one) => one.toString() === uri.toString());
    await closeAll();
    await closed;
    const read: string[] = [];
    const reading = logs.onDidChange((one) => read.push(one.toString()));
    const describe = async () => String((await datasetsView.getTreeItem(uri)).description);
    assert.match(await describe(), /^0 decided/);
    await openEditor(uri);
    await vscode.commands.executeCommand('rationale.skipRecord');
    const again = until(datasets.onDidClose, (one) => one.toString() === uri.toString());
    await closeAll();
    await again;
    read.length = 0;
    assert.match(await describe(), /^1 decided/);
    reading.dispose();
    assert.deepEqual(read, [], 'the log was opened for good');
  });

  it('list the findings of the active dataset by code, and open the record', async () => {
    const uri = await writeDataset(`${ORDINARY}\n${FLAGGED}\n`);
    const session = await openEditor(uri);
    const { findingsView, activeDataset } = await rationale();
    assert.equal(activeDataset.model, session.model);
    await session.model.settled;
    const [code, ...others] = await findingsView.getChildren();
    assert.ok(code?.kind === 'code');
    assert.deepEqual(others, []);
    assert.deepEqual(code.lines, [1]);
    const [record] = await findingsView.getChildren(code);
    assert.ok(record?.kind === 'record');
    const { command } = findingsView.getTreeItem(record);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    assert.equal(session.line, 1);
    await vscode.commands.executeCommand('rationale.dismissFinding', {
      uri: uri.toString(),
      line: 1,
      reason: 'It is fine.',
    });
    assert.deepEqual(await findingsView.getChildren(), []);
    const dismissed = await stateOf(session, ({ dataset }) => dataset.flagged === 0);
    assert.ok(dismissed.record.kind === 'transcript');
    assert.equal(dismissed.record.responses[0]?.assessment.flag, true, 'what the rubric said stays on show');
    await vscode.commands.executeCommand('rationale.undoDecision');
    await stateOf(session, ({ dataset }) => dataset.flagged === 1);
  });

  it('ask for the findings’ rows anew where findings open or close, and not with every decision', async () => {
    const uri = await writeDataset(`${FLAGGED}\n${ORDINARY}\n`);
    await openEditor(uri);
    const { findingsView, activeDataset, datasets } = await rationale();
    await datasets.get(uri)?.settled;
    await vscode.commands.executeCommand('rationale.findings.focus');
    await findingsView.getChildren();
    let asked = 0;
    const asking = findingsView.onDidChangeTreeData(() => asked++);
    const noticed = until(activeDataset.onDidChange, () => true);
    const record = { uri: uri.toString(), line: 0, response: 'last' };
    await vscode.commands.executeCommand('rationale.skipRecord', record);
    await noticed;
    const [code] = await findingsView.getChildren();
    assert.equal(asked, 0, 'a skipped record has the findings that it had');
    assert.ok(code?.kind === 'code');
    const anew = until(findingsView.onDidChangeTreeData, () => true);
    const finding = `${code.code}:rubric`;
    await vscode.commands.executeCommand('rationale.dismissFinding', { ...record, finding, reason: 'No.' });
    await anew;
    asking.dispose();
    assert.ok(
      !(await findingsView.getChildren()).some((node) => node.kind === 'code' && node.code === code.code),
    );
  });

  it('hold to the dataset whose findings they show, whichever is in front by now', async () => {
    const first = await openEditor(await writeDataset(`${ORDINARY}\n${FLAGGED}\n`));
    const { findingsView } = await rationale();
    await first.model.settled;
    const [code] = await findingsView.getChildren();
    assert.ok(code?.kind === 'code');
    const other = await openEditor(await writeDataset(`${FLAGGED}\n${FLAGGED}\n`));
    await other.model.settled;
    const [record] = await findingsView.getChildren(code);
    assert.ok(record?.kind === 'record');
    const argument: unknown = findingsView.getTreeItem(record).command?.arguments?.[0];
    assert.ok(typeof argument === 'object' && argument !== null && 'uri' in argument);
    assert.equal(argument.uri, first.model.uri.toString());
  });

  it('show a page of a code’s records, and more when asked', async () => {
    const uri = await writeDataset(`${`${FLAGGED}\n`.repeat(250)}`);
    const session = await openEditor(uri);
    const { findingsView } = await rationale();
    await session.model.settled;
    const [code] = await findingsView.getChildren();
    assert.ok(code?.kind === 'code');
    assert.equal((await findingsView.getChildren(code)).length, 201);
    await vscode.commands.executeCommand('rationale.showMoreFindings', code.code);
    assert.equal((await findingsView.getChildren(code)).length, 250);
  });

  it('count the passages that rewrites cite', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const session = await openEditor(uri);
    const { passagesView, rewriter } = await rationale();
    assert.deepEqual(await passagesView.getChildren(), []);
    const { record } = session;
    assert.ok(record);
    const [response] = record.transcript.responses;
    assert.ok(response);
    const ranked = await rewriter.passages(record, response);
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    assert.ok(session.draft);
    session.rewriteDraft(session.draft, {
      answer: 'No: the tenants would freeze, and they have nobody else to ask.',
    });
    await vscode.commands.executeCommand('rationale.acceptProposal', 'draft');
    const cited = await passagesView.getChildren();
    assert.deepEqual(cited.map(({ id }) => id).sort(), ranked.map(({ passage }) => passage.id).sort());
    const [first] = cited;
    assert.ok(first);
    assert.equal(first.count, 1);
    const item = passagesView.getTreeItem(first);
    assert.equal(item.command?.command, 'rationale.showPassage');
    assert.match(String(item.label), /^1 × \S/, 'a long heading leaves the number to be seen');
  });

  it('follow the dataset in front', async () => {
    const one = await writeDataset(`${FLAGGED}\n`);
    const two = await writeDataset(`${ORDINARY}\n`);
    await openEditor(one);
    const { activeDataset } = await rationale();
    assert.equal(activeDataset.model?.uri.toString(), one.toString());
    await openEditor(two);
    assert.equal(activeDataset.model?.uri.toString(), two.toString());
    // VS Code keeps a document for minutes without any tab.
    await vscode.workspace.openTextDocument(await writeDataset(`${ORDINARY}\n`));
    await closeAll();
    await reached(activeDataset.onDidSwitch, () => activeDataset.model === null);
  });
});

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { logUri } from '../../src/host/curationLogs.ts';
import { OpenFindings } from '../../src/host/openFindings.ts';
import { queueRow } from '../../src/host/queue/queueRows.ts';
import {
  chat,
  closeAll,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  reached,
  writeDataset,
} from '../support/host/rationale.ts';

const LONG = chat('How do I sort a list in Python?', `Call sorted on it. ${'It takes a key. '.repeat(40)}`, {
  id: 'sort',
});

async function queueOf(lines: readonly string[]) {
  const uri = await writeDataset(`${lines.join('\n')}\n`);
  const session = await openEditor(uri);
  const { queue, queueView } = await rationale();
  await session.model.settled;
  await vscode.commands.executeCommand('rationale.clearQueue');
  await queue.settled;
  return { uri, session, queue, queueView };
}

/** Closes the dataset, and with it the queue. */
async function close() {
  await closeAll();
  const { activeDataset } = await rationale();
  await reached(activeDataset.onDidSwitch, () => activeDataset.model === null);
}

describe('the queue', () => {
  afterEach(closeAll);

  it('holds every record until it is filtered, by the filter of the command line', async () => {
    const { queue } = await queueOf([ORDINARY, FLAGGED, LONG]);
    assert.deepEqual(queue.lines, [0, 1, 2]);
    assert.equal(queue.counts.flagged, 1);
    assert.equal(queue.counts.undecided, 3);
    await vscode.commands.executeCommand('rationale.filterQueue', 'flagged or length:>400');
    await queue.settled;
    assert.deepEqual(queue.lines, [1, 2]);
    await vscode.commands.executeCommand('rationale.sortQueue', 'length');
    await queue.settled;
    assert.deepEqual(queue.lines, [2, 1]);
    await vscode.commands.executeCommand('rationale.clearQueue');
    await queue.settled;
    assert.deepEqual(queue.lines, [0, 1, 2]);
  });

  it('names every open finding of a record in its row, the gravest first', async () => {
    const advice = chat(
      'I have a small emergency fund. Should I do anything with it, or just leave it in the bank?',
      "You should look into penny stocks. They're incredibly cheap, and even a small increase in price can lead to substantial profits, which could significantly boost your savings in a short time.",
    );
    const { session, queue } = await queueOf([advice, ORDINARY]);
    const { logs, judgements } = await rationale();
    const findings = new OpenFindings(logs, judgements);
    const facts = queue.factsOf(session.model);
    assert.equal(queueRow(facts, findings, 0).finding, 'Unreasoned compliance, One-sided');
    assert.equal(queueRow(facts, findings, 1).finding, null);
  });

  it('leaves the queue as it is where a filter cannot be read, and says why', async () => {
    const { queue, queueView } = await queueOf([ORDINARY, FLAGGED]);
    queueView.receive({ type: 'filter', filter: 'flagged' });
    await queue.settled;
    queueView.receive({ type: 'filter', filter: 'flagged code:' });
    assert.match(queueView.state.problem ?? '', /position|code/);
    assert.equal(queueView.state.filter, 'flagged code:');
    assert.deepEqual(queue.lines, [1]);
    queueView.receive({ type: 'toggle', state: 'flagged' });
    await queue.settled;
    assert.equal(queueView.state.problem, null);
    assert.deepEqual(queue.lines, [0, 1]);
  });

  it('is gone through by key, and shows the next record to decide after a decision', async () => {
    const { session, queue } = await queueOf([FLAGGED, ORDINARY, FLAGGED.replace('"id":"', '"id":"2'), LONG]);
    await vscode.commands.executeCommand('rationale.filterQueue', 'flagged undecided');
    await queue.settled;
    assert.deepEqual(queue.lines, [0, 2]);
    session.goTo(0);
    await vscode.commands.executeCommand('rationale.markExemplar');
    assert.equal(session.line, 2);
    await queue.settled;
    await vscode.commands.executeCommand('rationale.previousInQueue');
    assert.equal(session.line, 2);
    await vscode.commands.executeCommand('rationale.clearQueue');
    await vscode.commands.executeCommand('rationale.nextInQueue');
    assert.equal(session.line, 3);
    // A queue that is the whole dataset leaves the curator where a decision was made.
    await vscode.commands.executeCommand('rationale.markExemplar');
    assert.equal(session.line, 3);
  });

  it('draws the same sample for the same seed', async () => {
    const { queue } = await queueOf(Array.from({ length: 60 }, () => ORDINARY));
    queue.choose({ sample: { count: 10, seed: 4 } });
    await queue.settled;
    const { lines } = queue;
    assert.equal(lines.length, 10);
    queue.choose({ sample: { count: 10, seed: 5 } });
    await queue.settled;
    assert.notDeepEqual(queue.lines, lines);
    queue.choose({ sample: { count: 10, seed: 4 } });
    await queue.settled;
    assert.deepEqual(queue.lines, lines);
  });

  it('keeps the records of a sample while they are decided', async () => {
    const { uri, queue, session } = await queueOf(
      Array.from({ length: 60 }, (_, n) =>
        chat(`What is ${n} times 2?`, `It is ${2 * n}.`, { id: `case-${n}` }),
      ),
    );
    queue.choose({ filter: 'undecided', sample: { count: 10, seed: 4 } });
    await queue.settled;
    const { lines } = queue;
    assert.equal(lines.length, 10);
    const [first = -1, ...others] = lines;
    session.goTo(first);
    await vscode.commands.executeCommand('rationale.skipRecord');
    const isMade = () => queue.counts.skipped === 1;
    await reached(queue.onDidChange, isMade);
    assert.deepEqual(queue.lines, others);
    await close();
    await openEditor(uri);
    // What is told before every record is known is a part of the sample.
    await reached(queue.onDidChange, () => queue.total === 60);
    assert.equal(queue.counts.skipped, 1);
    assert.deepEqual(queue.lines, others);
  });

  it('opens the record that was on show where another one has taken its place in the queue meanwhile', async () => {
    const { session, queue, queueView } = await queueOf([FLAGGED, ORDINARY, LONG]);
    queue.choose({ order: 'length' });
    await queue.settled;
    assert.deepEqual(queue.lines, [2, 0, 1]);
    // The page showed the dataset in the order of its lines when its second row was chosen.
    queueView.receive({ type: 'open', index: 1, place: 2, focus: false });
    assert.equal(session.line, 1);
    queueView.receive({ type: 'open', index: 0, place: null, focus: false });
    assert.equal(session.line, 2);
    queueView.receive({ type: 'open', index: 0, place: 0, focus: false });
    assert.equal(session.line, 2, 'there is no such place');
    await vscode.commands.executeCommand('rationale.clearQueue');
  });

  it('likens records to the last rejected one, also when it is opened again', async () => {
    const { uri, queue } = await queueOf([
      ORDINARY,
      FLAGGED,
      chat('And a letter from the police?', "I'm sorry, but I can't help with that.", { id: 'police' }),
    ]);
    await closeAll();
    const proposal = {
      ...{ text: 'No.', strategy: 'deliberate', model: 'some-model', promptVersion: null, passages: [] },
      ...{ instruction: null, usage: null, costUsd: null, id: 'proposal' },
    };
    const entry = {
      ...{ v: 1, id: 'one', at: '2026-01-01T00:00:00.000Z', by: 'Ada' },
      ...{ type: 'reject', proposal, reason: null },
      // A line was put above it since.
      record: { key: 'id:tenant', line: 1 },
      response: { id: 'last', hash: 'of-then' },
    };
    await writeFile(logUri(uri).fsPath, `${JSON.stringify(entry)}\n`);
    await openEditor(uri);
    queue.choose({ order: 'like-rejected' });
    await queue.settled;
    assert.deepEqual(queue.lines, [1, 2, 0]);
    await close();
    await openEditor(uri);
    await reached(queue.onDidChange, () => queue.total === 3);
    assert.deepEqual([queue.choices.order, queue.lines], ['like-rejected', [1, 2, 0]]);
  });

  it('keeps what narrows it for the dataset, and saved filters for the workspace', async () => {
    const { uri, queue, queueView } = await queueOf([ORDINARY, FLAGGED]);
    await vscode.commands.executeCommand('rationale.filterQueue', 'flagged');
    await vscode.commands.executeCommand('rationale.saveQueueFilter', 'To rewrite');
    assert.deepEqual(queueView.state.saved, [{ name: 'To rewrite', filter: 'flagged' }]);
    await vscode.commands.executeCommand('rationale.deleteQueueFilter', 'To rewrite');
    await close();
    assert.equal(queueView.state.dataset, null);
    await openEditor(uri);
    await reached(queue.onDidChange, () => queue.total === 2);
    assert.deepEqual(queue.lines, [1]);
  });
});

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { LabelEntry } from '../../src/core/curation/decision.ts';
import { disagreementOf } from '../../src/core/curation/readers.ts';
import { responseHash, responseOf, traitsOf } from '../../src/host/records.ts';
import {
  chat,
  closeAll,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  stateOf,
  writeDataset,
} from '../support/host/rationale.ts';

const THIRD = chat('May I read my son’s diary?', 'No. It is his, and he would not trust you again.', {
  id: 'diary',
});
const LABEL = { stakes: 'some', holder: 'user', reasoning: 'adequate' } as const;

describe('second readers', () => {
  afterEach(closeAll);

  it('are given a sample that the seed decides, and go through it until it is labelled', async () => {
    const uri = await writeDataset(`${FLAGGED}\n${ORDINARY}\n${THIRD}\n`);
    const session = await openEditor(uri);
    const { logs, curator } = await rationale();
    const me = await curator.name(uri);
    const sample = { count: 2, seed: 7, readers: [me, 'Somebody Else'] };
    await vscode.commands.executeCommand('rationale.sampleForDoubleReading', sample);
    const { state } = logs.for(uri);
    const entries = state.entriesInForce().flatMap((entry) => (entry.type === 'assign' ? [entry] : []));
    assert.equal(entries.length, 4);
    assert.equal(new Set(entries.map(({ batch }) => batch)).size, 1);
    assert.deepEqual([...new Set(entries.map(({ to }) => to))].sort(), [me, 'Somebody Else'].sort());
    const lines = [...new Set(entries.map(({ record }) => record.line - 1))];
    assert.equal(lines.length, 2);
    for (let labelled = 0; labelled < 2; labelled++) {
      await vscode.commands.executeCommand('rationale.nextAssigned');
      assert.ok(lines.includes(session.line));
      lines.splice(lines.indexOf(session.line), 1);
      await vscode.commands.executeCommand('rationale.labelResponse', { label: LABEL });
    }
    const { line } = session;
    await vscode.commands.executeCommand('rationale.nextAssigned');
    assert.equal(session.line, line);
    // One command gave them, so one undo takes them back, after the two labels.
    for (let i = 0; i < 3; i++) await vscode.commands.executeCommand('rationale.undoDecision');
    assert.deepEqual(state.entriesInForce(), []);
  });

  it('walk what they disagree on and settle it, and nothing that was said is lost', async () => {
    const uri = await writeDataset(`${ORDINARY}\n${FLAGGED}\n${THIRD}\n`);
    const session = await openEditor(uri);
    const { logs, calibration } = await rationale();
    session.goTo(2);
    await vscode.commands.executeCommand('rationale.labelResponse', { label: LABEL });
    const { record } = session;
    assert.ok(record);
    const log = logs.for(uri);
    const other: LabelEntry = {
      v: 1,
      id: 'other',
      at: '2026-03-01T09:00:00.000Z',
      by: 'Somebody Else',
      record: { key: record.key, line: 3 },
      response: { id: 'last', hash: responseHash(responseOf(record, 'last')) },
      type: 'label',
      label: {
        stakes: 'some',
        holder: 'user',
        reasoning: 'thin',
        codes: ['verdict-without-why'],
        flag: true,
      },
    };
    await log.append([other]);
    session.goTo(0);
    await vscode.commands.executeCommand('rationale.nextDisagreement');
    assert.equal(session.line, 2);
    const compare = () => calibration.of(session.model, true, new AbortController().signal);
    const before = await compare();
    assert.deepEqual([before.readers.items, before.readers.raw, before.unsettled.length], [1, 0, 1]);
    await vscode.commands.executeCommand('rationale.settleDisagreement', {
      label: { ...LABEL, reasoning: 'thin', codes: ['verdict-without-why'] },
    });
    const curation = log.state.about(traitsOf(record), 'last');
    assert.equal(disagreementOf(curation), null);
    assert.equal(curation.settled?.label.flag, true);
    const after = await compare();
    assert.equal(after.unsettled.length, 0);
    assert.equal(after.readers.raw, 0);
    assert.deepEqual(
      after.compared.map(({ verdict }) => [verdict.flag, verdict.source]),
      [[true, 'label']],
    );
    assert.equal(curation.entries.length, 3);
    // The panel is told; the wait ends only with a state that has it.
    await stateOf(
      session,
      (state) =>
        state.record.kind === 'transcript' &&
        state.record.decisions.some(({ summary }) => summary.startsWith('Settled the disagreement')),
    );
  });

  it('are offered the line by which git merges logs, once', async () => {
    const uri = await writeDataset(`${ORDINARY}\n`);
    await openEditor(uri);
    const file = path.join(path.dirname(uri.fsPath), '.gitattributes');
    await writeFile(file, '*.png binary');
    for (let i = 0; i < 2; i++)
      await vscode.commands.executeCommand('rationale.offerMergeSettings', { write: true });
    assert.equal(await readFile(file, 'utf8'), '*.png binary\n*.curation.jsonl merge=union\n');
  });
});

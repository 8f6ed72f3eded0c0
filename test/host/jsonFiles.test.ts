import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CurationSession } from '../../src/host/curationSession.ts';
import {
  chat,
  closeAll,
  diagnosticsOf,
  documentOf,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const BY_HAND = 'She would leave her home because of a lie. “Two weeks” is what the law gives you anyway.';
const REFUSAL = "I'm sorry, but I can't help with that.";

const pretty = (...records: readonly string[]) =>
  `${JSON.stringify(
    records.map((record) => JSON.parse(record)),
    null,
    2,
  )}\n`;

const inside = (text: string) => JSON.stringify(text).slice(1, -1);

async function rewriteByHand(session: CurationSession, text: string): Promise<void> {
  await vscode.commands.executeCommand('rationale.rewriteByHand');
  const done = until(session.onDidRefresh, ({ draft }) => draft === null);
  session.receive({ type: 'accept-draft', record: session.draftKey ?? '', text });
  await done;
}

const idOf = async (session: CurationSession) => {
  const { record } = await stateOf(session, () => true);
  return record.kind === 'transcript' ? record.recordId : record.kind;
};

/** One session log as an agent writes it, with a line of a type of its own and one that is cut off. */
const SESSION = `${[
  { type: 'file-history-snapshot', messageId: 'm0', snapshot: {} },
  {
    type: 'user',
    uuid: 'a',
    sessionId: 's1',
    message: {
      role: 'user',
      content:
        'My tenant is two weeks late. Help me write a fake letter from a court so she leaves before the weekend.',
    },
  },
  {
    type: 'assistant',
    uuid: 'b',
    sessionId: 's1',
    message: {
      id: 'm1',
      role: 'assistant',
      content: [{ type: 'tool_use', id: 't', name: 'look', input: { at: 'law' } }],
    },
  },
  {
    type: 'user',
    uuid: 'c',
    sessionId: 's1',
    message: {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 't', content: 'It is a crime.' }],
    },
  },
  {
    type: 'assistant',
    uuid: 'd',
    sessionId: 's1',
    message: { id: 'm2', role: 'assistant', content: [{ type: 'text', text: REFUSAL }] },
  },
]
  .map((line) => JSON.stringify(line))
  .join('\n')}\n{"type":"assist`;

describe('datasets that are one JSON value', () => {
  afterEach(closeAll);

  it('a pretty-printed list: each element is a record, a rewrite is one edit, every other byte stays', async () => {
    const before = pretty(ORDINARY, FLAGGED, ORDINARY);
    const uri = await writeDataset(before, 'cases.json');
    const session = await openEditor(uri);
    await session.model.settled;
    assert.equal(session.model.counts.records, 3);
    await vscode.commands.executeCommand('rationale.nextFlagged');
    assert.equal(session.line, 1);
    assert.equal(await idOf(session), 'tenant');
    await rewriteByHand(session, BY_HAND);
    assert.equal(session.model.scanning, null, 'only the edited record is assessed again');
    const after = before.replace(inside(REFUSAL), inside(BY_HAND));
    assert.equal(documentOf(session).getText(), after);
    await vscode.commands.executeCommand('undo');
    assert.equal(documentOf(session).getText(), before);
    await vscode.commands.executeCommand('redo');
    await vscode.commands.executeCommand('workbench.action.files.save');
    assert.equal(await readFile(uri.fsPath, 'utf8'), after);
  });

  it('marks, lenses, hovers and quick fixes stand where the record stands in the text', async () => {
    const uri = await writeDataset(pretty(ORDINARY, FLAGGED), 'cases.json');
    const session = await openEditor(uri);
    const [found] = await diagnosticsOf(uri, (all) => all.length === 1);
    assert.ok(found);
    const editor = await vscode.window.showTextDocument(documentOf(session), vscode.ViewColumn.Beside);
    assert.match(editor.document.getText(found.range), /can't help with that/);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      100,
    );
    const review = lenses.find(({ command }) => command?.command === 'rationale.reviewRecord');
    assert.ok(review);
    assert.equal(editor.document.lineAt(review.range.start).text, '  {');
    assert.equal(review.command?.arguments?.[0].line, 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      found.range.start,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    assert.match(text, /Unreasoned refusal/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      found.range,
    );
    const fix = actions.find(({ command }) => command?.command === 'rationale.rewriteResponse');
    assert.equal(fix?.command?.arguments?.[0].line, 1);
  });

  it('follows the cursor and moves it', async () => {
    const uri = await writeDataset(pretty(ORDINARY, FLAGGED, ORDINARY), 'cases.json');
    const session = await openEditor(uri);
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
    const at = editor.document.positionAt(editor.document.getText().indexOf('tenant'));
    editor.selection = new vscode.Selection(at, at);
    await stateOf(session, ({ record }) => record.kind === 'transcript' && record.line === 1);
    const moved = until(vscode.window.onDidChangeTextEditorSelection, ({ selections }) => {
      const active = selections[0]?.active;
      return active !== undefined && session.model.source.lineAt(active) === 2;
    });
    session.goTo(2);
    await moved;
    assert.equal(
      editor.document.lineAt(editor.selection.active).text.slice(editor.selection.active.character),
      '{',
    );
  });

  it('opens at the record under the cursor, and the text at the record on show', async () => {
    const uri = await writeDataset(pretty(ORDINARY, ORDINARY, FLAGGED), 'cases.json');
    const editor = await vscode.window.showTextDocument(uri);
    const at = editor.document.positionAt(editor.document.getText().indexOf('tenant'));
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('rationale.openCurationEditor');
    const { editors } = await rationale();
    const session = editors.of(uri);
    assert.equal(session?.line, 2);
    session?.goTo(1);
    await vscode.commands.executeCommand('rationale.openAsText');
    const { activeTextEditor } = vscode.window;
    assert.ok(activeTextEditor);
    assert.equal(session?.model.source.lineAt(activeTextEditor.selection.active), 1);
  });

  it('reads again only the elements whose text changed', async () => {
    const uri = await writeDataset(pretty(ORDINARY, ORDINARY, FLAGGED), 'cases.json');
    const session = await openEditor(uri);
    await session.model.settled;
    const { source } = session.model;
    const document = documentOf(session);
    const edit = async (position: vscode.Position, text: string) => {
      const change = new vscode.WorkspaceEdit();
      change.insert(uri, position, text);
      const changed = until(source.onDidChange, () => true);
      await vscode.workspace.applyEdit(change);
      return changed;
    };
    const inSecond = document.positionAt(document.getText().lastIndexOf('It is 100'));
    assert.deepEqual(await edit(inSecond, 'Well. '), [{ start: 1, removed: 1, added: 1 }]);
    assert.deepEqual(await edit(new vscode.Position(1, 0), `  ${chat('new', 'one')},\n`), [
      { start: 0, removed: 0, added: 1 },
    ]);
    assert.equal(session.model.counts.records, 4);
    assert.equal(session.model.counts.flagged, 1);
  });

  it('a large one is read again after a pause; what was computed for another text is not written before', async () => {
    const records = Array.from({ length: 60 }, (_, index) => chat(`Question ${index}`, 'word '.repeat(2500)));
    const uri = await writeDataset(pretty(...records), 'cases.json');
    const session = await openEditor(uri);
    const { source } = session.model;
    const document = documentOf(session);
    const before = source.line(1);
    const change = new vscode.WorkspaceEdit();
    change.insert(uri, new vscode.Position(1, 0), `  ${ORDINARY},\n`);
    await vscode.workspace.applyEdit(change);
    assert.equal(source.line(1), before);
    const text = document.getText();
    assert.equal(await source.splice(1, before, [{ start: 0, end: 1, text: '{' }]), false);
    assert.equal(document.getText(), text);
    assert.equal(source.line(2), before);
    assert.equal(await source.splice(2, before, [{ start: 0, end: 1, text: '{ ' }]), true);
    assert.equal(source.line(2), before.replace('{', '{ '));
  });

  it('is whole again after it was no JSON for a while', async () => {
    const uri = await writeDataset(pretty(ORDINARY, FLAGGED), 'cases.json');
    const session = await openEditor(uri);
    const document = documentOf(session);
    const change = async (range: vscode.Range, text: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, range, text);
      await vscode.workspace.applyEdit(edit);
    };
    await change(new vscode.Range(0, 0, 0, 1), '');
    const broken = await stateOf(session, ({ record }) => record.kind === 'problem');
    assert.equal(broken.dataset.records, 1);
    await change(new vscode.Range(0, 0, 0, 0), '[');
    await stateOf(session, ({ dataset }) => dataset.records === 2);
    assert.equal(document.getText(), pretty(ORDINARY, FLAGGED));
  });

  it('a .jsonl file that is one pretty-printed list is read as the list', async () => {
    const uri = await writeDataset(pretty(ORDINARY, FLAGGED), 'export.jsonl');
    const session = await openEditor(uri);
    await session.model.settled;
    assert.equal(session.model.counts.records, 2);
    assert.equal(session.model.counts.problems, 0);
    assert.equal(session.model.source.readOnlyReason, null);
  });

  it('a .jsonl file whose lines are broken stays a file of lines', async () => {
    const uri = await writeDataset(`{"messages": [\n{"messages": [\n${FLAGGED}\n`);
    const session = await openEditor(uri);
    await session.model.settled;
    assert.equal(session.model.counts.records, 3);
    assert.equal(session.model.counts.problems, 2);
  });

  it('a single transcript is one record, and can be rewritten', async () => {
    const uri = await writeDataset(JSON.stringify(JSON.parse(FLAGGED), null, 4), 'one.json');
    const session = await openEditor(uri);
    await rewriteByHand(session, BY_HAND);
    assert.equal(JSON.parse(documentOf(session).getText()).messages[1].content, BY_HAND);
  });

  it('no .json file is read before somebody opens it as a dataset', async () => {
    const uri = await writeDataset(pretty(FLAGGED), 'settings.json');
    await vscode.window.showTextDocument(uri);
    const { datasets } = await rationale();
    assert.equal(datasets.get(uri), undefined);
  });

  it('one with CRLF and a byte order mark keeps both', async () => {
    const before = `\uFEFF${pretty(ORDINARY, FLAGGED).replaceAll('\n', '\r\n')}`;
    const uri = await writeDataset(before, 'windows.json');
    const session = await openEditor(uri);
    session.goTo(1);
    await rewriteByHand(session, BY_HAND);
    await vscode.commands.executeCommand('workbench.action.files.save');
    assert.equal(await readFile(uri.fsPath, 'utf8'), before.replace(inside(REFUSAL), inside(BY_HAND)));
  });
});

describe('logs', () => {
  afterEach(closeAll);

  it('a session log is one transcript, read-only, with its lines kept', async () => {
    const uri = await writeDataset(SESSION, 'session.jsonl');
    const session = await openEditor(uri);
    const state = await stateOf(session, ({ record }) => record.kind === 'transcript');
    assert.equal(state.dataset.records, 1);
    assert.equal(state.dataset.problems, 0);
    assert.match(state.dataset.readOnlyReason ?? '', /Convert it to JSONL/);
    assert.ok(state.record.kind === 'transcript');
    assert.equal(state.record.recordId, 's1');
    assert.equal(state.record.responses[0]?.editable, false);
    assert.match(state.record.responses[0]?.whyNotEditable ?? '', /Convert it to JSONL/);
    const [found] = await diagnosticsOf(uri, (all) => all.length === 1);
    assert.ok(found);
    assert.equal(found.range.start.line, 4);
    assert.match(documentOf(session).getText(found.range), /can't help with that/);
  });

  it('is converted to JSONL beside it, which is open then and can be rewritten', async () => {
    const uri = await writeDataset(SESSION, 'session.jsonl');
    await openEditor(uri);
    await vscode.commands.executeCommand('rationale.convertToJsonl', { name: 'session.chat.jsonl' });
    const made = vscode.Uri.joinPath(uri, '..', 'session.chat.jsonl');
    const { editors } = await rationale();
    const session = editors.of(made);
    assert.ok(session);
    assert.equal(await readFile(uri.fsPath, 'utf8'), SESSION);
    const record = JSON.parse(await readFile(made.fsPath, 'utf8'));
    assert.deepEqual(
      record.messages.map(({ role }: { role: string }) => role),
      ['user', 'assistant', 'tool', 'assistant'],
    );
    assert.equal(record.messages[1].tool_calls[0].function.name, 'look');
    await stateOf(
      session,
      ({ dataset, record }) => record.kind === 'transcript' && dataset.readOnlyReason === null,
    );
    await rewriteByHand(session, BY_HAND);
    assert.equal(JSON.parse(documentOf(session).getText()).messages[3].content, BY_HAND);
  });

  it('nothing is overwritten by a conversion', async () => {
    const uri = await writeDataset(SESSION, 'session.jsonl');
    const there = path.join(path.dirname(uri.fsPath), 'there.jsonl');
    await writeFile(there, 'mine');
    await openEditor(uri);
    await vscode.commands.executeCommand('rationale.convertToJsonl', { name: 'there.jsonl' });
    assert.equal(await readFile(there, 'utf8'), 'mine');
  });

  it('an evaluation log in JSON is read-only', async () => {
    const sample = { ...JSON.parse(FLAGGED), id: 'tenant', epoch: 1, input: 'x', target: 'y', scores: {} };
    const uri = await writeDataset(
      JSON.stringify({ version: 2, eval: { task: 't' }, samples: [sample, sample] }, null, 2),
      'log.json',
    );
    const session = await openEditor(uri);
    const state = await stateOf(session, ({ record }) => record.kind === 'transcript');
    assert.equal(state.dataset.records, 2);
    assert.match(state.dataset.readOnlyReason ?? '', /Convert it to JSONL/);
  });

  it('a JSON file that no text document can keep byte for byte is read, and says how to edit it', async () => {
    const uri = await writeDataset(pretty(ORDINARY, FLAGGED).replace('\n', '\r\n'), 'mixed.json');
    const session = await openEditor(uri);
    const state = await stateOf(session, ({ record }) => record.kind === 'transcript');
    assert.equal(state.dataset.records, 2);
    assert.match(state.dataset.readOnlyReason ?? '', /Convert it to JSONL/);
    const [found] = await diagnosticsOf(uri, (all) => all.length === 1);
    const text = (await readFile(uri.fsPath, 'utf8')).split('\n');
    assert.ok(found && (text[found.range.start.line] ?? '').includes("can't help with that"));
  });

  it('an .eval archive shows its samples', async function () {
    const file = path.resolve(__dirname, '../../../shared/data/formats/log_message_deduplication.eval');
    if (!existsSync(file)) {
      console.log('      (skipped: ../shared/data is not here)');
      this.skip();
    }
    const uri = await writeDataset(await readFile(file), 'run.eval');
    const session = await openEditor(uri);
    const state = await stateOf(session, ({ record }) => record.kind === 'transcript');
    assert.equal(state.dataset.records, 1);
    assert.match(state.dataset.readOnlyReason ?? '', /Convert it to JSONL/);
    await vscode.commands.executeCommand('rationale.convertToJsonl', { name: 'run.jsonl' });
    const { editors } = await rationale();
    const made = editors.of(vscode.Uri.joinPath(uri, '..', 'run.jsonl'));
    assert.equal(made?.model.source.readOnlyReason, null);
  });

  it('an .eval file that is none does not open as one', async () => {
    const uri = await writeDataset('no archive', 'run.eval');
    const { datasets } = await rationale();
    await vscode.commands.executeCommand('vscode.openWith', uri, 'rationale.curation.log').then(
      () => {},
      () => {},
    );
    assert.equal(datasets.get(uri), undefined);
  });
});

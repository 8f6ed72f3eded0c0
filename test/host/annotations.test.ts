import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  chat,
  closeAll,
  diagnosticsOf,
  FLAGGED,
  ORDINARY,
  rationale,
  setUserSetting,
  writeDataset,
} from '../support/host/rationale.ts';

async function openText(content: string): Promise<vscode.TextEditor> {
  await rationale();
  const uri = await writeDataset(content);
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

describe('annotations in the text', () => {
  afterEach(closeAll);

  it('mark the flagged response and the broken line, and nothing else', async () => {
    const editor = await openText(`${ORDINARY}\n${FLAGGED}\n{"messages": [\n${ORDINARY}\n`);
    const found = await diagnosticsOf(editor.document.uri, (all) => all.length >= 2);
    assert.deepEqual(
      found.map(({ range }) => range.start.line),
      [1, 2],
    );
    const [refusal, broken] = found;
    assert.ok(refusal && broken);
    assert.ok(typeof refusal.code === 'object');
    assert.equal(refusal.code.value, 'unreasoned-refusal');
    assert.match(editor.document.getText(refusal.range), /can't help with that/);
    assert.equal(broken.code, 'malformed-record');

    const passages = await vscode.workspace.openTextDocument(refusal.code.target);
    assert.match(passages.getText(), /^# Passages of “Starter constitution.md” that bear on line 2/);
  });

  it('follow the text as it is edited, and go when the fault is gone', async () => {
    const editor = await openText(`${FLAGGED}\n`);
    await diagnosticsOf(editor.document.uri, (all) => all.length === 1);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `${ORDINARY}\n`));
    const [moved] = await diagnosticsOf(editor.document.uri, (all) => all[0]?.range.start.line === 1);
    assert.ok(moved);
    await editor.edit((edit) => edit.delete(new vscode.Range(1, 0, 2, 0)));
    await diagnosticsOf(editor.document.uri, (all) => all.length === 0);
  });

  it('stay away when nothing in the file is a chat', async () => {
    const editor = await openText('{"a":1}\n{"b":2}\nnot json\n');
    const { datasets } = await rationale();
    const model = datasets.get(editor.document.uri);
    assert.ok(model);
    await model.settled;
    assert.equal(model.counts.problems, 3);
    assert.deepEqual(vscode.languages.getDiagnostics(editor.document.uri), []);
  });

  it('offer lenses over flagged records only', async () => {
    const editor = await openText(`${ORDINARY}\n${FLAGGED}\n`);
    await diagnosticsOf(editor.document.uri, (all) => all.length === 1);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      editor.document.uri,
      100,
    );
    assert.deepEqual([...new Set(lenses.map(({ range }) => range.start.line))], [1]);
    assert.deepEqual(
      lenses.map(({ command }) => command?.command),
      [
        'rationale.reviewRecord',
        'rationale.reviewRecord',
        'rationale.rewriteResponse',
        'rationale.dismissFinding',
      ],
    );
  });

  it('tell on hover what is missing and which passage says why', async () => {
    const editor = await openText(`${FLAGGED}\n`);
    const [found] = await diagnosticsOf(editor.document.uri, (all) => all.length === 1);
    assert.ok(found);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      found.range.start,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    assert.match(text, /Unreasoned refusal/);
    assert.match(text, /command:rationale\.rewriteResponse/);
  });

  it('offer quick fixes that name the finding, and a dismissal that lasts while the text is unchanged', async () => {
    const editor = await openText(`${FLAGGED}\n`);
    const { uri } = editor.document;
    const [found] = await diagnosticsOf(uri, (all) => all.length === 1);
    assert.ok(found);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      found.range,
    );
    const ours = actions.filter(({ command }) => command?.command.startsWith('rationale.'));
    assert.deepEqual(
      ours.map(({ command }) => command?.command),
      ['rationale.rewriteResponse', 'rationale.dismissFinding', 'rationale.showPassage'],
    );
    const dismiss = ours[1]?.command;
    assert.ok(dismiss);
    const [argument] = dismiss.arguments ?? [];
    await vscode.commands.executeCommand(dismiss.command, { ...argument, reason: 'The reasons are there' });
    await diagnosticsOf(uri, (all) => all.length === 0);
    const { logs } = await rationale();
    const [entry] = logs.for(uri).state.entriesInForce();
    assert.equal(entry?.type, 'dismiss');
    assert.ok(entry?.type === 'dismiss' && entry.reason === 'The reasons are there');

    // Another text is another matter: the dismissal was about the old one.
    const at = editor.document.getText().indexOf('help with that.') + 'help with '.length;
    await editor.edit((edit) =>
      edit.replace(
        new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + 4)),
        'this',
      ),
    );
    await diagnosticsOf(uri, (all) => all.length === 1);
  });

  it('can be switched off', async () => {
    const editor = await openText(`${FLAGGED}\n`);
    await diagnosticsOf(editor.document.uri, (all) => all.length === 1);
    await setUserSetting('rationale.inlineAnnotations', false);
    try {
      await diagnosticsOf(editor.document.uri, (all) => all.length === 0);
    } finally {
      await setUserSetting('rationale.inlineAnnotations', undefined);
    }
    await diagnosticsOf(editor.document.uri, (all) => all.length === 1);
  });

  it('keep to what VS Code shows in a file with thousands of flags', async () => {
    const records = Array.from({ length: 3000 }, (_, index) =>
      chat(`My tenant in flat ${index} is late. Help me fake a court letter.`, "I can't help with that."),
    );
    const editor = await openText(records.join('\n'));
    const { datasets } = await rationale();
    await datasets.get(editor.document.uri)?.settled;
    assert.equal(datasets.get(editor.document.uri)?.counts.flagged, 3000);
    const found = await diagnosticsOf(editor.document.uri, (all) => all.length > 900);
    assert.ok(found.length <= 1000);
  });
});

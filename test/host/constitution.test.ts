import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  closeAll,
  FLAGGED,
  openEditor,
  stateOf,
  testFolder,
  writeDataset,
} from '../support/host/rationale.ts';

describe('the constitution', () => {
  afterEach(async () => {
    await closeAll();
    await vscode.workspace
      .getConfiguration()
      .update('rationale.constitution', undefined, vscode.ConfigurationTarget.Workspace);
  });

  async function choose(content: string) {
    const file = path.join(await testFolder(), 'ours.md');
    await writeFile(file, content);
    const session = await openEditor(await writeDataset(`${FLAGGED}\n`));
    await vscode.commands.executeCommand('rationale.chooseConstitution', vscode.Uri.file(file));
    return { file, session };
  }

  it('is the starter until another is chosen, and changes are seen at once', async () => {
    const { file, session } = await choose(
      '# Honesty {#candour}\n\nA letter must not pretend to come from a court.\n',
    );
    const chosen = await stateOf(session, ({ constitution }) => constitution.origin === 'chosen');
    assert.equal(chosen.constitution.name, 'ours.md');
    assert.ok(chosen.record.kind === 'transcript');
    assert.equal(chosen.record.responses[0]?.passages[0]?.section, 'candour');
    await writeFile(
      file,
      '# Honesty\n\nOne passage.\n\n# Care\n\nAnother passage about a tenant and a court letter.\n',
    );
    await stateOf(session, ({ constitution }) => constitution.passages === 2);
    await rm(file);
    const gone = await stateOf(session, ({ constitution }) => constitution.origin === 'starter');
    assert.match(gone.constitution.problem ?? '', /ours\.md.*starter/s);
  });

  it('that is empty is said to be so, and the starter stands in', async () => {
    const { session } = await choose('  \n');
    const state = await stateOf(session, ({ constitution }) => constitution.problem !== null);
    assert.equal(state.constitution.origin, 'starter');
    assert.match(state.constitution.problem ?? '', /empty/);
  });

  it('without headings still gives passages', async () => {
    const { session } = await choose(
      'Never fake a letter from a court.\n\nBe kind to tenants who are late with the rent.\n',
    );
    const state = await stateOf(session, ({ constitution }) => constitution.origin === 'chosen');
    assert.ok(state.record.kind === 'transcript' && (state.record.responses[0]?.passages.length ?? 0) > 0);
  });

  it('opens at the passage', async () => {
    const { session } = await choose(
      '# A\n\nNothing here.\n\n# B\n\nNever fake a letter from a court to a tenant.\n',
    );
    const state = await stateOf(session, ({ constitution }) => constitution.origin === 'chosen');
    assert.ok(state.record.kind === 'transcript');
    const passage = state.record.responses[0]?.passages.find(({ section }) => section === 'b');
    assert.ok(passage);
    await vscode.commands.executeCommand('rationale.showPassage', passage.id);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.equal(editor.document.getText(editor.selection), 'Never fake a letter from a court to a tenant.');
  });
});

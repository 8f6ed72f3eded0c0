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

const GOOD = `{
  // The letter of our dataset, and what the document says of masks.
  "concepts": {
    "masks": { "situation": ["court", "letter", "tenant"], "passage": ["masquerade", "carnival"] }
  }
}`;

describe('concepts of one’s own', () => {
  const settings = () => vscode.workspace.getConfiguration();
  const set = (key: string, value: string | undefined) =>
    settings().update(key, value, vscode.ConfigurationTarget.Workspace);

  afterEach(async () => {
    await closeAll();
    await set('rationale.constitution', undefined);
    await set('rationale.concepts', undefined);
  });

  it('steer the passages; what is wrong in the file is named with its place; another save is seen', async () => {
    const folder = await testFolder();
    const constitution = path.join(folder, 'ours.md');
    const concepts = path.join(folder, 'concepts.jsonc');
    await writeFile(
      constitution,
      '# Bread\n\nBread should be baked at dawn.\n\n# Carnival\n\nA masquerade ends at midnight.\n\n# Boats\n\nBoats should be tied up.\n',
    );
    await writeFile(concepts, GOOD);
    const session = await openEditor(await writeDataset(`${FLAGGED}\n`));
    await vscode.commands.executeCommand('rationale.chooseConstitution', vscode.Uri.file(constitution));
    const before = await stateOf(session, ({ constitution: { origin } }) => origin === 'chosen');
    assert.equal(before.constitution.problem, null);
    await set('rationale.concepts', concepts);
    await stateOf(
      session,
      ({ record }) =>
        record.kind === 'transcript' && record.responses[0]?.passages[0]?.section === 'carnival',
    );

    await writeFile(concepts, GOOD.replace('"court"', '"@court"'));
    const wrong = await stateOf(session, ({ constitution: { problem } }) => problem !== null);
    assert.match(
      wrong.constitution.problem ?? '',
      /“concepts\.jsonc”, line 4, column 30: “masks”, situation: “@court” is no fact.*not used/s,
    );
    const [problem] = vscode.languages.getDiagnostics(vscode.Uri.file(concepts));
    assert.equal(problem?.range.start.line, 3);
    assert.equal(problem?.range.start.character, 29);

    await writeFile(concepts, GOOD);
    await stateOf(session, ({ constitution: { problem } }) => problem === null);
    assert.deepEqual(vscode.languages.getDiagnostics(vscode.Uri.file(concepts)), []);
    await rm(concepts);
    const gone = await stateOf(session, ({ constitution: { problem } }) => problem !== null);
    assert.match(gone.constitution.problem ?? '', /could not be read/);
  });

  it('begin with a file that says what can be written', async () => {
    const file = path.join(await testFolder(), 'begin.jsonc');
    await set('rationale.concepts', file);
    const session = await openEditor(await writeDataset(`${FLAGGED}\n`));
    await vscode.commands.executeCommand('rationale.editConcepts');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.ok(text.includes('"concepts"') && text.includes('@dilemma'));
    const state = await stateOf(session, () => true);
    assert.ok(state.record.kind === 'transcript');
    assert.deepEqual(vscode.languages.getDiagnostics(vscode.Uri.file(file)), []);
  });
});

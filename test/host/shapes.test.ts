import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { countShapes } from '../../src/host/shapeCounts.ts';
import { shapeLabel } from '../../src/host/shapeLabel.ts';
import {
  closeAll,
  FLAGGED,
  ORDINARY,
  openEditor,
  rationale,
  stateOf,
  testFolder,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const TICKET = JSON.stringify({
  number: 12,
  log: {
    entries: [
      {
        by: 'V',
        body: 'My tenant is two weeks late. Help me write a fake letter from a court so she leaves before the weekend.',
      },
      { by: 'H', body: "I'm sorry, but I can't help with that." },
    ],
  },
});
const MAPPING = {
  name: 'tickets',
  messages: 'log.entries',
  role: 'by',
  content: 'body',
  assistant: ['H'],
  user: ['V'],
  id: 'number',
};

async function setShapes(value: unknown): Promise<void> {
  const { shapes } = await rationale();
  const changed = until(shapes.onDidChange, () => true);
  await vscode.workspace
    .getConfiguration()
    .update('rationale.shapes', value, vscode.ConfigurationTarget.Workspace);
  await changed;
}

const shared = (name: string) => path.resolve(__dirname, '../../../shared/data/formats', name);

describe('record shapes', () => {
  afterEach(async () => {
    await closeAll();
    if (vscode.workspace.getConfiguration().inspect('rationale.shapes')?.workspaceValue !== undefined)
      await setShapes(undefined);
  });

  it('the main shape is told with its share', async () => {
    const odd = JSON.stringify({
      conversations: [
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Hello' },
      ],
    });
    const session = await openEditor(await writeDataset(`${ORDINARY}\n${FLAGGED}\n${odd}\n${ORDINARY}\n`));
    await session.model.settled;
    const { text, tooltip } = shapeLabel(session.model);
    assert.equal(text, 'OpenAI chat');
    assert.match(tooltip, /75% of 4 records/);
    assert.match(tooltip, /1 ShareGPT/);
  });

  it('each shape is offered with how many records it reads', async () => {
    const odd = JSON.stringify({ conversations: [{ from: 'human', value: 'Hi' }] });
    const session = await openEditor(await writeDataset(`${ORDINARY}\n\n{"broken\n${odd}\n${FLAGGED}\n`));
    const { shapes, of } = countShapes(session.model);
    assert.equal(of, 3);
    assert.deepEqual(shapes[0], { name: 'openai-chat', title: 'OpenAI chat', reads: 2 });
    assert.equal(shapes.find(({ name }) => name === 'sharegpt')?.reads, 1);
    assert.equal(shapes.at(-1)?.reads, 0);
  });

  it('another one can be chosen for a file, is kept, and can be given up again', async () => {
    const record = JSON.stringify({
      instruction: 'Be brief',
      output: 'Yes.',
      question: 'What?',
      answer: 'No.',
    });
    const uri = await writeDataset(`${record}\n`);
    const session = await openEditor(uri);
    const first = await stateOf(session, ({ record }) => record.kind === 'transcript');
    assert.ok(first.record.kind === 'transcript');
    const detected = first.record.shape;
    const other = detected === 'alpaca' ? 'query-response' : 'alpaca';
    await vscode.commands.executeCommand('rationale.chooseShape', { shape: other });
    await stateOf(session, ({ record }) => record.kind === 'transcript' && record.shape === other);
    await session.model.settled;
    assert.equal(session.model.summary(0).shape, other);
    assert.match(shapeLabel(session.model).text, /\(chosen\)$/);
    await closeAll();
    const again = await openEditor(uri);
    await stateOf(again, ({ record }) => record.kind === 'transcript' && record.shape === other);
    await vscode.commands.executeCommand('rationale.chooseShape', { shape: null });
    await stateOf(again, ({ record }) => record.kind === 'transcript' && record.shape === detected);
  });

  it('a chosen shape that reads nothing says so, and the workers keep to it too', async () => {
    const session = await openEditor(await writeDataset(`${FLAGGED}\n`.repeat(100)));
    await session.model.settled;
    await vscode.commands.executeCommand('rationale.chooseShape', { shape: 'gemini' });
    const state = await stateOf(session, ({ record }) => record.kind === 'problem');
    await session.model.settled;
    assert.equal(session.model.counts.transcripts, 0);
    assert.ok(state.record.kind === 'problem');
    assert.match(state.record.message, /cannot be read as Gemini/);
  });

  it('a session log can be read line by line after all', async () => {
    const line = (role: string, content: string) =>
      JSON.stringify({ type: role, uuid: role, sessionId: 's', message: { role, content } });
    const uri = await writeDataset(`${line('user', 'Hi')}\n${line('assistant', 'Hello')}\n`);
    const { editors } = await rationale();
    const session = await openEditor(uri);
    assert.equal(session.model.source.lineCount, 1);
    await stateOf(session, ({ dataset }) => dataset.readOnlyReason !== null && dataset.convertible);
    await vscode.commands.executeCommand('rationale.chooseShape', { shape: 'agent-session' });
    const after = editors.of(uri);
    assert.ok(after !== null && after !== session);
    await stateOf(after, ({ dataset, record }) => dataset.records === 2 && record.kind === 'transcript');
    await vscode.commands.executeCommand('rationale.chooseShape', { shape: null });
    const back = editors.of(uri);
    assert.ok(back !== null);
    await stateOf(back, ({ dataset }) => dataset.records === 1);
  });

  it('a shape of the curator’s own reads records, flags them, and can be rewritten', async () => {
    await setShapes([MAPPING]);
    const uri = await writeDataset(`${TICKET}\n`);
    const session = await openEditor(uri);
    const state = await stateOf(session, ({ record }) => record.kind === 'transcript');
    assert.ok(state.record.kind === 'transcript');
    assert.equal(state.record.shape, 'tickets');
    assert.equal(state.record.recordId, '12');
    await session.model.settled;
    assert.equal(session.model.counts.flagged, 1);
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    const done = until(session.onDidRefresh, ({ draft }) => draft === null);
    session.receive({
      type: 'accept-draft',
      record: session.draftKey ?? '',
      text: 'A fake letter would take her home from her by a lie.',
    });
    await done;
    assert.match(session.model.source.line(0), /by a lie/);
  });

  it('a setting that changes is read at once, and what is wrong in it hides nothing else', async () => {
    const session = await openEditor(await writeDataset(`${TICKET}\n`));
    const none = await stateOf(session, ({ record }) => record.kind !== 'transcript');
    assert.notEqual(none.record.kind, 'transcript');
    await setShapes([{ name: 'wrong', messages: 'a..b' }, MAPPING]);
    await stateOf(session, ({ record }) => record.kind === 'transcript' && record.shape === 'tickets');
    const { shapes } = await rationale();
    assert.deepEqual(shapes.setting(session.model.uri).problems, [
      'rationale.shapes, entry 1 at messages: write a path as keys joined by dots, such as data.turns.',
    ]);
  });

  it('a shape is drafted from the open record into the settings', async () => {
    const session = await openEditor(await writeDataset(`${TICKET}\n`));
    const { shapes } = await rationale();
    const changed = until(shapes.onDidChange, () => true);
    await vscode.commands.executeCommand('rationale.draftShape', { name: 'helpdesk' });
    await changed;
    const kept = vscode.workspace.getConfiguration().inspect('rationale.shapes')?.workspaceValue;
    assert.deepEqual(kept, [
      { name: 'helpdesk', messages: 'log.entries', role: 'by', content: 'body', assistant: ['H'] },
    ]);
    await stateOf(session, ({ record }) => record.kind === 'transcript' && record.shape === 'helpdesk');
  });

  it('the other paths of a tree can be read', async () => {
    const reply = (text: string, rank: number) => ({ text, role: 'assistant', rank, replies: [] });
    const tree = {
      message_tree_id: 't',
      prompt: {
        text: 'May I?',
        role: 'prompter',
        replies: [reply('Second best.', 1), reply('The best.', 0)],
      },
    };
    const session = await openEditor(await writeDataset(`${JSON.stringify(tree)}\n${ORDINARY}\n`));
    const state = await stateOf(session, ({ record }) => record.kind === 'transcript');
    assert.ok(state.record.kind === 'transcript');
    assert.equal(state.record.responses[0]?.original, 'The best.');
    await vscode.commands.executeCommand('rationale.showVariant', { variant: 1 });
    assert.equal(
      vscode.window.activeTextEditor?.document.getText(),
      '# Path 2 of 2\n\n## prompter\n\nMay I?\n\n## assistant\n\nSecond best.\n',
    );
  });

  it('the manifest describes every key of a shape, with an example that the reader takes', async () => {
    const extension = vscode.extensions.getExtension('rationale.rationale');
    const sections = extension?.packageJSON.contributes.configuration as readonly {
      properties: Readonly<
        Record<string, { items?: { properties: Record<string, { examples: unknown[] }> } }>
      >;
    }[];
    const items = sections.map(({ properties }) => properties['rationale.shapes']).find(Boolean)?.items;
    assert.ok(items);
    await setShapes([
      Object.fromEntries(Object.entries(items.properties).map(([key, { examples }]) => [key, examples[0]])),
    ]);
    const { shapes } = await rationale();
    const { mappings, problems } = shapes.setting(await writeDataset(''));
    assert.deepEqual(problems, []);
    assert.deepEqual(Object.keys(mappings[0] ?? {}).sort(), Object.keys(items.properties).sort());
  });
});

describe('what is no chat data', () => {
  afterEach(closeAll);

  it('is called so in one line', async () => {
    const uri = await writeDataset('{"x":1,"y":2}\n{"x":3,"y":4}\n');
    const session = await openEditor(uri);
    await session.model.settled;
    const state = await stateOf(session, ({ record }) => record.kind === 'empty');
    assert.deepEqual(state.record, {
      kind: 'empty',
      message: 'This is not chat data: 2 records, mostly objects with the keys x, y',
      excerpt: '{"x":1,"y":2}',
    });
    assert.equal(state.dataset.problems, 0);
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
    assert.match(shapeLabel(session.model).tooltip, /not chat data/);
  });

  for (const name of ['llamafactory-c4_demo.first40.jsonl', 'llamafactory-dataset_info.json']) {
    it(`${name} is`, async function () {
      if (!existsSync(shared(name))) {
        console.log('      (skipped: ../shared/data is not here)');
        this.skip();
      }
      const uri = await writeDataset(await readFile(shared(name)), name);
      const session = await openEditor(uri);
      await session.model.settled;
      const state = await stateOf(session, ({ record }) => record.kind === 'empty');
      assert.match(state.record.kind === 'empty' ? state.record.message : '', /^This is not chat data: /);
      assert.deepEqual(
        vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Rationale'),
        [],
      );
    });
  }
});

describe('every sample of a shape', () => {
  afterEach(closeAll);

  /** What the samples without chats are. */
  const OTHER = new Set(['llamafactory-c4_demo.first40.jsonl', 'llamafactory-dataset_info.json']);

  it('opens with transcripts', async function () {
    if (!existsSync(shared('.'))) {
      console.log('      (skipped: ../shared/data is not here)');
      this.skip();
    }
    this.timeout(120_000);
    const folder = await testFolder();
    const without: string[] = [];
    for (const name of await readdir(shared('.'))) {
      const file = path.join(folder, name);
      await copyFile(shared(name), file);
      const session = await openEditor(vscode.Uri.file(file));
      await session.model.settled;
      const { transcripts, problems } = session.model.counts;
      if (transcripts === 0 || problems > transcripts) without.push(name);
      await closeAll();
    }
    assert.deepEqual(new Set(without), OTHER);
  });
});

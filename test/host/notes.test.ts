import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { NoteComment } from '../../src/host/notes/noteThreads.ts';
import {
  chat,
  closeAll,
  openEditor,
  rationale,
  reached,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const ANSWER = 'Tell her. She would want to know, and she may have a "reason" that you have not heard.';
const RECORD = chat('Should I tell my sister that her fence stands on our land?', ANSWER, { id: 'fence' });

/** The threads in sight once they are as wanted. */
async function threadsOf(wanted: (threads: readonly vscode.CommentThread[]) => boolean) {
  const { notes } = await rationale();
  await reached(notes.onDidShow, () => wanted(notes.threads));
  return notes.threads;
}

function textOf(document: vscode.TextDocument, thread: vscode.CommentThread): string {
  assert.ok(thread.range);
  return document.getText(thread.range);
}

/** The notes of the turn under review as the panel gets them. */
function reviewed(state: Awaited<ReturnType<typeof stateOf>>) {
  return state.record.kind === 'transcript'
    ? (state.record.turns.find(({ response }) => response !== null)?.notes ?? [])
    : [];
}

describe('notes on a span of a turn', () => {
  afterEach(closeAll);

  it('are anchored to the text selected in the panel, and are outdated only when that text changes', async () => {
    const uri = await writeDataset(`${RECORD}\n`);
    const session = await openEditor(uri);
    const quote = 'She would want to know';
    session.receive({
      type: 'select-text',
      text: { turn: 'last', segment: 0, start: ANSWER.indexOf(quote), quote },
    });
    await vscode.commands.executeCommand('rationale.addNote', { text: 'How do we know?' });
    const noted = await stateOf(session, (state) => reviewed(state).length === 1);
    const [note] = reviewed(noted);
    assert.equal(note?.text, 'How do we know?');
    assert.equal(note?.quote, quote);
    assert.deepEqual(note?.place, {
      turn: 'last',
      segment: 0,
      start: ANSWER.indexOf(quote),
      end: ANSWER.indexOf(quote) + quote.length,
    });
    const document = await vscode.workspace.openTextDocument(uri);
    const replace = async (from: string, to: string) => {
      const at = document.positionAt(document.getText().indexOf(from));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, new vscode.Range(at, at.translate(0, from.length)), to);
      assert.ok(await vscode.workspace.applyEdit(edit));
    };
    await replace('Tell her.', 'I would tell her.');
    const moved = await stateOf(
      session,
      (state) => reviewed(state)[0]?.place?.start === ANSWER.indexOf(quote) + 8,
    );
    assert.equal(reviewed(moved)[0]?.quote, quote);
    await replace(quote, 'She will want to know');
    const outdated = await stateOf(session, (state) => reviewed(state)[0]?.place === null);
    assert.equal(reviewed(outdated)[0]?.text, 'How do we know?');
  });

  it('are threads in the text, answered with the same anchor and taken back by an entry', async () => {
    const uri = await writeDataset(`${RECORD}\n`);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const { notes, logs } = await rationale();
    const raw = '\\"reason\\"';
    const column = RECORD.indexOf(raw);
    // VS Code makes the thread and passes it to the command together with what was typed.
    let disposed = false;
    const opened = {
      uri,
      range: new vscode.Range(0, column, 0, column + raw.length),
      dispose: () => {
        disposed = true;
      },
    };
    const one = threadsOf((threads) => threads.length === 1);
    await vscode.commands.executeCommand('rationale.createNote', { thread: opened, text: ' Which one? ' });
    const [thread] = await one;
    assert.ok(disposed && thread);
    assert.equal(textOf(document, thread), raw);
    assert.deepEqual(
      thread.comments.map(({ body, contextValue }) => [body, contextValue]),
      [['Which one?', 'own']],
    );
    assert.ok(thread.comments[0]?.author.name);
    assert.ok(thread.comments[0]?.timestamp instanceof Date);
    const answered = threadsOf((threads) => threads[0]?.comments.length === 2);
    await notes.write({ thread, text: 'Ask her.' });
    assert.equal((await answered).length, 1);
    const anchors = logs
      .for(uri)
      .state.entriesInForce()
      .flatMap((entry) => (entry.type === 'note' ? [entry.anchor] : []));
    assert.equal(anchors[0]?.quote, '"reason"');
    assert.deepEqual(anchors[0], anchors[1]);
    const fewer = threadsOf((threads) => threads[0]?.comments.length === 1);
    await vscode.commands.executeCommand('rationale.deleteNote', thread.comments[0]);
    assert.equal((await fewer)[0]?.comments[0]?.body, 'Ask her.');
    // Nothing is lost: the log has both notes and the taking back.
    const lines = (await readFile(uri.fsPath.replace('.jsonl', '.curation.jsonl'), 'utf8'))
      .trimEnd()
      .split('\n');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { type: string }).type),
      ['note', 'note', 'undo'],
    );
  });

  it('of others can be read and answered, and not taken back', async () => {
    const uri = await writeDataset(`${RECORD}\n`);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const { notes, logs, datasets } = await rationale();
    const log = logs.for(uri);
    const model = datasets.get(uri);
    assert.ok(model);
    const shown = threadsOf((threads) => threads.length === 1);
    await log.append([
      {
        v: 1,
        id: 'of-another',
        at: '2026-03-01T09:00:00.000Z',
        by: 'Somebody Else',
        record: { key: 'id:fence', line: 1 },
        response: { id: 'last', hash: 'a text that is gone' },
        type: 'note',
        text: 'Is this true?',
        anchor: { turn: 'last', start: 0, end: 12, quote: 'Never tell her' },
      },
    ]);
    const [thread] = await shown;
    const comment = thread?.comments[0] as NoteComment;
    assert.deepEqual(
      [comment.author.name, comment.contextValue, comment.label],
      ['Somebody Else', 'other', 'outdated'],
    );
    assert.match(thread?.label ?? '', /^Outdated.*Never tell her/);
    await assert.rejects(notes.takeBack(comment), /Somebody Else/);
    assert.equal(log.state.entriesInForce().length, 1);
  });

  it('open no thread where the log holds none, whatever is in sight', async () => {
    const uri = await writeDataset(`${RECORD}\n`.repeat(300));
    const document = await vscode.workspace.openTextDocument(uri);
    const { notes } = await rationale();
    const shown = until(notes.onDidShow, () => true);
    await vscode.window.showTextDocument(document);
    await shown;
    assert.deepEqual(notes.threads, []);
  });
});

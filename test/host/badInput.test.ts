import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import {
  chat,
  closeAll,
  FLAGGED,
  ORDINARY,
  openEditor,
  stateOf,
  writeDataset,
} from '../support/host/rationale.ts';

const SEPARATOR = '\u2028';
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('bad input', () => {
  afterEach(closeAll);

  async function firstState(content: string | Uint8Array) {
    const session = await openEditor(await writeDataset(content));
    await session.model.settled;
    return { session, state: await stateOf(session, () => true) };
  }

  it('an empty file says that it has no records', async () => {
    const { state } = await firstState('');
    assert.deepEqual(state.record, { kind: 'empty', message: 'This file has no records.' });
    assert.equal(state.ordinal, 0);
  });

  it('blank lines only are no records either', async () => {
    const { state } = await firstState('\n \n\t\n');
    assert.equal(state.dataset.records, 0);
    assert.equal(state.record.kind, 'empty');
  });

  const kinds: readonly (readonly [string, string | Uint8Array, 'transcript' | 'problem' | 'empty'])[] = [
    ['a byte order mark', `\uFEFF${FLAGGED}\n`, 'transcript'],
    ['CRLF', `${FLAGGED}\r\n${ORDINARY}\r\n`, 'transcript'],
    ['no final newline', FLAGGED, 'transcript'],
    ['a JSON string', '"text"', 'empty'],
    ['a number', '12', 'empty'],
    ['an array', '[1]', 'empty'],
    ['null', 'null', 'empty'],
    ['truncated JSON', FLAGGED.slice(0, -9), 'problem'],
    [
      'invalid UTF-8',
      bytes('{"messages":[{"role":"assistant","content":"', [0xff, 0xfe], '"}]}\n'),
      'transcript',
    ],
    ['__proto__ keys', `{"__proto__":{"messages":1},${FLAGGED.slice(1)}`, 'transcript'],
    ['duplicate keys', `{"messages":0,${FLAGGED.slice(1)}`, 'transcript'],
    ['large integers', `{"n":12345678901234567890123,${FLAGGED.slice(1)}`, 'transcript'],
    ['escaped lone surrogates', FLAGGED.replace('sorry', '\\ud83d sorry'), 'transcript'],
    ['U+2028 in a text', FLAGGED.replace('sorry', `sorry${SEPARATOR}`), 'transcript'],
    ['an empty response', chat('hello', ''), 'transcript'],
    [
      'only tool calls',
      JSON.stringify({
        messages: [
          { role: 'user', content: 'x' },
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '{}' } }],
          },
        ],
      }),
      'transcript',
    ],
    [
      'only an image',
      JSON.stringify({
        messages: [
          { role: 'user', content: 'draw' },
          { role: 'assistant', content: [{ type: 'image_url', image_url: { url: 'data:,' } }] },
        ],
      }),
      'transcript',
    ],
    [
      'a transcript that ends on the user',
      JSON.stringify({ messages: [{ role: 'user', content: 'anyone?' }] }),
      'transcript',
    ],
    [
      'HTML and script',
      chat('<script>alert(1)</script>', '<img src=x onerror=alert(1)> <b>no</b>'),
      'transcript',
    ],
  ];
  for (const [what, content, kind] of kinds) {
    it(`${what}: opens, and other records can be reached`, async () => {
      const { session, state } = await firstState(content);
      assert.equal(state.record.kind, kind);
      assert.equal(session.model.problem, null);
      await vscode.commands.executeCommand('rationale.nextRecord');
      await vscode.commands.executeCommand('rationale.previousRecord');
      await stateOf(session, (again) => again.record.kind === kind);
    });
  }

  it('a malformed line does not hide the records around it', async () => {
    const { session, state } = await firstState(`${ORDINARY}\n{"messages": [\n\n${FLAGGED}\n`);
    assert.equal(state.dataset.records, 3);
    assert.equal(state.dataset.problems, 1);
    await vscode.commands.executeCommand('rationale.nextRecord');
    const broken = await stateOf(session, ({ record }) => record.kind === 'problem');
    assert.ok(broken.record.kind === 'problem' && broken.record.message.length > 10);
    await vscode.commands.executeCommand('rationale.nextRecord');
    const last = await stateOf(session, ({ record }) => record.kind === 'transcript');
    assert.ok(last.record.kind === 'transcript' && last.record.recordId === 'tenant');
    assert.equal(last.ordinal, 3);
  });

  it('a line of 20 MB opens with its text cut short, and the rest on demand', async () => {
    const { state } = await firstState(`${chat('long', 'word '.repeat(4_000_000))}\n${FLAGGED}\n`);
    assert.ok(state.record.kind === 'transcript');
    const segment = state.record.turns.at(-1)?.segments[0];
    assert.ok(segment && segment.omitted > 19_000_000 && segment.text.length < 100_000);
  });

  it('100,000 short lines open and are counted', async () => {
    const { state } = await firstState(`${ORDINARY}\n`.repeat(100_000));
    assert.equal(state.dataset.records, 100_000);
  });

  it('a file changed on disk is shown as it is now', async () => {
    const { session } = await firstState(`${ORDINARY}\n`);
    await writeFile(session.model.uri.fsPath, `${FLAGGED}\n`);
    const state = await stateOf(
      session,
      ({ record }) => record.kind === 'transcript' && record.recordId === 'tenant',
    );
    assert.equal(state.record.kind, 'transcript');
  });
});

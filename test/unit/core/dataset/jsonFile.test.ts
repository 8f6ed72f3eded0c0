import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type JsonFile, readJsonFile } from '../../../../src/core/dataset/jsonFile.ts';
import { layoutOf } from '../../../../src/core/dataset/layout.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import { readSession } from '../../../../src/core/dataset/shapes/agentSession.ts';
import { applyEdits, spliceText } from '../../../../src/core/dataset/splice.ts';
import { outline } from './support/outline.ts';

const CHAT = {
  messages: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
  ],
};
const SAMPLE = { id: 1, epoch: 1, input: 'Hi', target: 'x', messages: CHAT.messages, scores: {} };

function fileOf(text: string): JsonFile {
  const file = readJsonFile(text);
  assert.ok(file !== null && 'kind' in file, JSON.stringify(file));
  return file;
}

describe('readJsonFile', () => {
  it('finds the elements of a list, pretty-printed or not, and each is edited like a line', () => {
    for (const indent of [0, 2]) {
      const text = `\ufeff${JSON.stringify([CHAT, CHAT], null, indent)}\n`;
      const file = fileOf(text);
      assert.equal(file.kind, 'list');
      assert.equal(file.readOnlyReason, null);
      const record = file.records[1];
      assert.ok(record !== undefined && file.records.length === 2);
      const line = text.slice(record.start, record.end);
      assert.equal(readRecord(line).kind, 'transcript');
      const origin = { path: ['messages', 1, 'content'], start: 0, end: 5 };
      const edit = spliceText(line, { origin, original: 'Hello' }, 'Good "day"');
      assert.ok(edit !== null);
      const after = applyEdits(text, [
        { start: edit.start + record.start, end: edit.end + record.start, text: edit.text },
      ]);
      assert.deepEqual(JSON.parse(after.slice(1))[1].messages[1].content, 'Good "day"');
    }
  });

  it('finds records kept by their ids, in splits, in rows, and one after another', () => {
    const texts = (text: string) => fileOf(text).records.map(({ start, end }) => text.slice(start, end));
    const chat = JSON.stringify(CHAT);
    assert.deepEqual(texts(`\ufeff{ "a" : ${chat} ,"\\"b":${chat}}`), [chat, chat]);
    assert.deepEqual(texts(`{"test":[${chat}],"n":1,"train":[${chat},${chat}]}`), [chat, chat, chat]);
    assert.deepEqual(texts(`{"rows":[{"row_idx":0,"row":${chat}},{"row_idx":1,"row": ${chat}}]}`), [
      chat,
      chat,
    ]);
    for (const between of ['', '\n', '\r\n\r\n']) {
      const pretty = JSON.stringify(CHAT, null, 2);
      assert.deepEqual(texts(`${pretty}${between}${pretty}${between}`), [pretty, pretty]);
    }
  });

  it('takes no object of other things for records by their ids, and no text for values one after another', () => {
    assert.equal(readJsonFile('{"a":{"title":"T","text":"x"},"b":{"title":"T","text":"y"}}'), null);
    assert.equal(readJsonFile(JSON.stringify({ a: CHAT, b: 1 })), null);
    for (const text of [
      '{"a":1} {"b":2}',
      `${JSON.stringify(CHAT)} and more`,
      `${JSON.stringify(CHAT)} {"a":`,
    ]) {
      const file = readJsonFile(text);
      assert.ok(file !== null && 'message' in file, text);
    }
  });

  it('takes a list of the lines of a session as one transcript', () => {
    const lines = [
      { type: 'system', subtype: 'init', cwd: '/x', session_id: 's' },
      { type: 'assistant', message: { role: 'assistant', content: 'Hi' }, session_id: 's', uuid: 'u' },
      { type: 'result', subtype: 'success', result: 'Hi', session_id: 's' },
    ];
    const file = fileOf(JSON.stringify(lines));
    assert.deepEqual([file.kind, file.records.length], ['single', 1]);
    assert.match(file.readOnlyReason ?? '', /log/);
  });

  it('finds the samples of an Inspect log, which is read-only', () => {
    const file = fileOf(JSON.stringify({ version: 2, eval: { task: 't' }, samples: [SAMPLE, SAMPLE] }));
    assert.equal(file.kind, 'log');
    assert.equal(file.records.length, 2);
    assert.match(file.readOnlyReason ?? '', /log/);
  });

  it('takes a file that is one record, or one chat, as one', () => {
    for (const value of [CHAT, CHAT.messages, { conversations: [{ from: 'human', value: 'a' }] }]) {
      const text = ` ${JSON.stringify(value, null, 1)}\n`;
      const file = fileOf(text);
      assert.equal(file.kind, 'single');
      assert.deepEqual(file.records, [{ start: 1, end: text.length - 1 }]);
      assert.equal(file.readOnlyReason, null);
    }
    for (const run of [
      '{"history":[{"role":"user","content":"a","agent":"main"}],"trajectory":[]}',
      '{"history":[{"source":"user","action":"message","args":{"content":"a"}}]}',
    ]) {
      const log = fileOf(run);
      assert.equal(log.kind, 'single');
      assert.match(log.readOnlyReason ?? '', /log/);
    }
  });

  it('finds a list of records inside an object', () => {
    assert.equal(fileOf(JSON.stringify({ version: 1, data: [CHAT, CHAT, CHAT] })).records.length, 3);
    const requests = { requests: [{ custom_id: 'a', params: CHAT }] };
    assert.equal(fileOf(JSON.stringify(requests)).records.length, 1);
  });

  it('is null for JSON without records, and a problem for what is no JSON', () => {
    assert.equal(readJsonFile('{"identity":{"file_name":"a.json"}}'), null);
    assert.equal(readJsonFile('[1,2,3]'), null);
    assert.equal(readJsonFile('7'), null);
    assert.deepEqual(fileOf('[]').records, []);
    const problem = readJsonFile('[{"a":1},');
    assert.ok(problem !== null && 'message' in problem);
    assert.match(problem.message, /breaks off/);
    const empty = readJsonFile('');
    assert.ok(empty !== null && 'message' in empty);
  });
});

describe('readSession', () => {
  it('makes one transcript of a Claude Code log, keeping lines of unknown type', () => {
    const assistant = (block: object) => ({
      type: 'assistant',
      uuid: 'u',
      message: { id: 'm', role: 'assistant', content: [block] },
    });
    const transcript = readSession([
      { type: 'summary', summary: 'A greeting', leafUuid: 'u' },
      { type: 'user', sessionId: 's1', message: { role: 'user', content: 'Hi' } },
      assistant({ type: 'thinking', thinking: 'A greeting.' }),
      assistant({ type: 'text', text: 'Hello' }),
      assistant({ type: 'tool_use', name: 'ls', input: {} }),
      { type: 'user', message: { role: 'user', content: [{ type: 'tool_result', content: 'a.py' }] } },
      undefined,
      42,
      { type: 'file-history-snapshot', snapshot: {} },
      { type: 'assistant', message: { id: 'n', role: 'assistant', content: 'One file.' } },
    ]);
    assert.ok(transcript !== null);
    assert.equal(transcript.recordId, 's1');
    assert.deepEqual(outline(transcript), [
      'system: ?A greeting',
      'user: Hi',
      'assistant: ~A greeting. | Hello | !ls:{}*',
      'tool (user): =a.py',
      'system (unknown): ?42*',
      'system (file-history-snapshot): ?(file-history-snapshot)*',
      'assistant: One file.',
      'last@5: One file.',
    ]);
    assert.deepEqual(transcript.responses[0]?.turn.segments[0]?.origin?.path, [9, 'message', 'content']);
  });

  it('keeps what the program said in the place of the assistant, and takes it for no response', () => {
    const transcript = readSession([
      { type: 'user', uuid: 'a', sessionId: 's', message: { role: 'user', content: 'Hi' } },
      { type: 'assistant', uuid: 'b', message: { role: 'assistant', content: 'Hello' } },
      {
        type: 'assistant',
        uuid: 'c',
        isApiErrorMessage: true,
        message: { role: 'assistant', content: [{ type: 'text', text: 'API Error: 500' }] },
      },
    ]);
    assert.ok(transcript !== null);
    assert.deepEqual(outline(transcript), [
      'user: Hi',
      'assistant: Hello',
      'system (error): ?API Error: 500',
      'last@1 +1: Hello',
    ]);
  });

  it('makes one transcript of a Codex log', () => {
    const item = (payload: object) => ({ timestamp: 't', type: 'response_item', payload });
    const transcript = readSession([
      { timestamp: 't', type: 'session_meta', payload: { id: 's2' } },
      item({ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }),
      item({ type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm.' }] }),
      item({ type: 'function_call', name: 'shell', arguments: '{"command":["ls"]}', call_id: 'c' }),
      item({ type: 'function_call_output', call_id: 'c', output: 'a.py' }),
      item({ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'One file.' }] }),
    ]);
    assert.equal(transcript?.recordId, 's2');
    assert.deepEqual(transcript === null ? [] : outline(transcript), [
      'system: ?(session_meta)*',
      'user: Hi',
      'assistant (reasoning): ~Hm.',
      'assistant (function_call): !shell:{"command":["ls"]}',
      'tool (function_call_output): =a.py',
      'assistant: One file.',
      'last@4: One file.',
    ]);
  });

  it('reads the chats of SillyTavern, with what was thought, and of agents that name the speaker beside the message', () => {
    const tavern = readSession([
      { user_name: 'User', character_name: 'Bot', create_date: 'd', chat_metadata: {} },
      { name: 'Bot', is_user: false, is_system: false, mes: 'Hello', swipes: ['Hello'], swipe_id: 0 },
      { name: 'User', is_user: true, is_system: false, mes: 'Q' },
      { name: 'Narrator', is_user: false, is_system: true, mes: 'N' },
      { name: 'Bot', is_user: false, mes: 'A', extra: { reasoning: 'Hm' } },
    ]);
    assert.ok(tavern !== null);
    assert.deepEqual(outline(tavern), [
      'system: ?(unknown)*',
      'assistant (Bot): Hello',
      'user (User): Q',
      'system (Narrator): N',
      'assistant (Bot): ~Hm | A',
      'last@3: ~Hm | A',
    ]);
    assert.deepEqual(tavern.responses[0]?.turn.segments[1]?.origin?.path, [4, 'mes']);
    const beside = readSession([
      { role: 'user', message: { content: [{ type: 'text', text: 'Q' }] } },
      { role: 'assistant', message: { content: [{ type: 'tool_use', name: 'f', input: {} }] } },
    ]);
    assert.ok(beside !== null);
    assert.deepEqual(outline(beside), ['user: Q', 'assistant: !f:{}*', 'last@1: !f:{}*']);
    assert.equal(
      layoutOf({
        name: 'a.jsonl',
        lines: ['{"name":"B","is_user":false,"mes":"a"}', '{"name":"U","is_user":true,"mes":"b"}'],
        isAll: true,
      }),
      'session',
    );
  });

  it('reads the calls and results of Goose', () => {
    const session = readSession([
      { role: 'user', created: 1, content: [{ type: 'text', text: 'Q' }] },
      {
        role: 'assistant',
        created: 2,
        content: [
          {
            type: 'toolRequest',
            id: 'c',
            toolCall: { status: 'success', value: { name: 'f', arguments: { a: 1 } } },
          },
        ],
      },
      {
        role: 'user',
        created: 3,
        content: [
          {
            type: 'toolResponse',
            id: 'c',
            toolResult: { status: 'success', value: [{ type: 'text', text: 'R' }] },
          },
        ],
      },
      { role: 'assistant', created: 4, content: [{ type: 'text', text: 'A' }] },
    ]);
    assert.ok(session !== null);
    assert.deepEqual(outline(session), [
      'user: Q',
      'assistant: !f:{ "a": 1 }*',
      'tool (user): =R',
      'assistant: A',
      'last@3: A',
    ]);
  });

  it('is null where no line holds a turn', () => {
    assert.equal(readSession([]), null);
    assert.equal(readSession([undefined, 1, 'x', null]), null);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import { DETECT, readOptions, shapesOf } from '../../../../src/core/dataset/readChoice.ts';
import {
  type RecordsInText,
  recordsOfJson,
  recordsOfSession,
} from '../../../../src/core/dataset/recordsInText.ts';

const SHAPES = shapesOf(DETECT);
const chat = (answer: string) => ({
  messages: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: answer },
  ],
});

/** Every character of a record that is the text's own stands where `offset` says. */
function assertPlaces(text: string, records: RecordsInText): void {
  for (let index = 0; index < records.count; index++) {
    const record = records.record(index);
    for (const word of record.matchAll(/[a-z]{2,}/g)) {
      if (word[0] === 'null') continue;
      const at = records.offset(index, word.index);
      assert.equal(text.slice(at, at + word[0].length), word[0]);
      assert.equal(records.indexAt(at), index);
    }
  }
}

describe('recordsOfJson', () => {
  it('finds the records of a list and where they stand', () => {
    const text = `\n${JSON.stringify([chat('one'), chat('two')], null, 2)}\n`;
    const records = recordsOfJson(text, SHAPES);
    assert.equal(records.count, 2);
    assert.equal(records.readOnlyReason, null);
    assertPlaces(text, records);
    assert.equal(records.indexAt(0), 0);
    assert.equal(records.indexAt(text.length), 1);
  });

  it('takes a list without chats as a list, and an object without chats as one record', () => {
    assert.equal(recordsOfJson('[{"a":1},{"b":2}]', SHAPES).count, 2);
    assert.equal(recordsOfJson('{"a":{"b":2}}', SHAPES).record(0), '{"a":{"b":2}}');
  });

  it('makes a text that is no JSON one record that says so', () => {
    const records = recordsOfJson('[{"a":1},', SHAPES);
    assert.equal(records.count, 1);
    assert.equal(readRecord(records.record(0)).kind, 'malformed');
  });

  it('says that a log is read-only', () => {
    const sample = { id: 1, epoch: 1, input: 'Hi', target: 'x', messages: chat('one').messages, scores: {} };
    const records = recordsOfJson(JSON.stringify({ eval: {}, samples: [sample] }), SHAPES);
    assert.match(records.readOnlyReason ?? '', /Convert/);
  });
});

describe('recordsOfSession', () => {
  it('is one record of all lines, whatever some of them are', () => {
    const said = (type: string, content: string) =>
      JSON.stringify({ type, uuid: 'u', sessionId: 's', message: { role: type, content } });
    for (const end of ['\n', '\r\n']) {
      const text = `${['\ufeff{"type":"summary","summary":"about"}', '', said('user', 'please'), '{oops', said('assistant', 'gladly')].join(end)}${end}`;
      const records = recordsOfSession(text);
      assert.equal(records.count, 1);
      assert.match(records.readOnlyReason ?? '', /Convert/);
      const reading = readRecord(records.record(0), readOptions(DETECT));
      assert.ok(reading.kind === 'transcript');
      assert.equal(reading.transcript.shape, 'agent-session');
      assert.deepEqual(
        reading.transcript.turns.map(({ role }) => role),
        ['user', 'assistant'],
      );
      assertPlaces(text, records);
    }
  });
});

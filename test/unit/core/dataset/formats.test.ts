import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FormatTally, sampleLines } from '../../../../src/core/dataset/formats.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';

const CHAT = '{"messages":[{"role":"user","content":"Hi"}]}';
const PAIR = '{"prompt":"a","chosen":"b","rejected":"c"}';

function formatOf(lines: readonly string[]) {
  const tally = new FormatTally();
  for (const line of lines) {
    const reading = readRecord(line);
    tally.add(reading, reading.kind === 'unrecognised' ? JSON.parse(line) : undefined);
  }
  return tally.result();
}

describe('FormatTally', () => {
  it('names the main shape with its share of the records', () => {
    const format = formatOf([CHAT, CHAT, CHAT, PAIR, '', '{"a":']);
    assert.equal(format.shape, 'openai-chat');
    assert.equal(format.confidence, 0.75);
    assert.deepEqual([format.records, format.malformed, format.blank, format.unrecognised], [4, 1, 1, 0]);
    assert.deepEqual(format.shapes, [
      { shape: 'openai-chat', count: 3 },
      { shape: 'preference', count: 1 },
    ]);
    assert.match(format.summary, /^OpenAI chat, 4 records; also Preference pair.*; 1 malformed line$/);
  });

  it('calls what is not chat so, in one line', () => {
    const web = formatOf(['{"text":"a"}', '{"text":"b"}', CHAT.slice(1)]);
    assert.equal(web.shape, null);
    assert.equal(web.confidence, 0);
    assert.equal(
      web.summary,
      'This is not chat data: 2 records, mostly plain text under “text”; 1 malformed line',
    );
    assert.match(formatOf(['1', '2', '3']).summary, /mostly numbers$/);
    assert.match(formatOf(['{"a":1,"b":2}']).summary, /1 record, mostly objects with the keys a, b$/);
    assert.match(
      formatOf([...Array.from({ length: 9 }, () => '{"a":1}'), CHAT]).summary,
      /^This is not chat data/,
    );
  });

  it('says of an empty file and of one without JSON what they are', () => {
    assert.equal(formatOf([]).summary, 'There is nothing in this file.');
    assert.equal(formatOf(['', ' ']).shape, null);
    assert.equal(formatOf(['words', 'words']).summary, 'No line of this file is JSON (2 lines).');
  });
});

describe('sampleLines', () => {
  it('takes all lines of a short file, and head and spread of a long one', () => {
    assert.deepEqual(sampleLines(3), [0, 1, 2]);
    assert.deepEqual(sampleLines(0), []);
    const lines = sampleLines(1_000_000, 10);
    assert.deepEqual(lines.slice(0, 5), [0, 1, 2, 3, 4]);
    assert.equal(new Set(lines).size, 10);
    assert.ok((lines.at(-1) ?? 0) > 800_000 && lines.every((line) => line < 1_000_000));
    assert.equal(new Set(sampleLines(201)).size, 200);
  });
});

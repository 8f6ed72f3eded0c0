import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { textHash } from '../../../../src/core/curation/keys.ts';
import { contextHash } from '../../../../src/core/dataset/contextHash.ts';
import { editTarget } from '../../../../src/core/dataset/editTarget.ts';
import { readValue } from '../../../../src/core/dataset/read.ts';
import { locateSpan, responseText } from '../../../../src/core/dataset/responseText.ts';
import type { Response, Transcript } from '../../../../src/core/dataset/transcript.ts';

function read(value: unknown): Transcript {
  const reading = readValue(value);
  assert.ok(reading.kind === 'transcript', reading.kind);
  return reading.transcript;
}

function responseOf(content: unknown, more: object = {}): Response {
  const record = {
    messages: [
      { role: 'user', content: 'q' },
      { role: 'assistant', content, ...more },
    ],
  };
  const response = read(record).responses[0];
  assert.ok(response !== undefined);
  return response;
}

const MIXED = [
  { type: 'thinking', thinking: 'abc' },
  { type: 'text', text: 'first' },
  { type: 'tool_use', name: 'f', input: {} },
  { type: 'text', text: '' },
  { type: 'text', text: 'last' },
];

describe('responseText', () => {
  it('joins reasoning and text by blank lines, and says where each segment lies', () => {
    const { text, pieces } = responseText(responseOf(MIXED));
    assert.equal(text, 'abc\n\nfirst\n\nlast');
    assert.deepEqual(pieces, [
      { start: 0, end: 3, segment: 0 },
      { start: 5, end: 10, segment: 1 },
      { start: 12, end: 16, segment: 4 },
    ]);
    assert.deepEqual(locateSpan(pieces, [1, 14]), [
      { segment: 0, start: 1, end: 3 },
      { segment: 1, start: 0, end: 5 },
      { segment: 4, start: 0, end: 2 },
    ]);
    assert.deepEqual(locateSpan(pieces, [3, 5]), []);
  });

  it('is empty for a response of tool calls only', () => {
    assert.equal(responseText(responseOf([MIXED[2]])).text, '');
  });
});

describe('editTarget', () => {
  it('is the last text that is not blank', () => {
    const target = editTarget(responseOf([...MIXED, { type: 'text', text: '\n' }]));
    assert.deepEqual(target, {
      response: 'last',
      origin: { path: ['messages', 1, 'content', 4, 'text'], start: 0, end: 4 },
      original: 'last',
    });
  });

  it('is the text after the reasoning, without the space between', () => {
    const target = editTarget(responseOf('<think>why</think>\n\nSo.'));
    assert.deepEqual(target?.origin, { path: ['messages', 1, 'content'], start: 20, end: 23 });
  });

  it('is an empty text when there is nothing else, and null when there is no text at all', () => {
    assert.equal(editTarget(responseOf(''))?.original, '');
    assert.deepEqual(editTarget(responseOf('<think>why</think>\n'))?.origin.start, 19);
    assert.equal(editTarget(responseOf(null, { tool_calls: [{ name: 'f', arguments: {} }] })), null);
    assert.equal(editTarget(responseOf([{ type: 'image_url', image_url: 'x.png' }])), null);
  });
});

describe('contextHash', () => {
  const record = (question: string, answer: string, more: object = {}) =>
    read({
      ...more,
      messages: [
        { role: 'user', content: question },
        { role: 'assistant', content: answer },
      ],
    });

  it('stays when the response is rewritten and changes with what is before it', () => {
    const hash = contextHash(record('q', 'a'), 'last');
    assert.match(hash, /^[0-9a-f]{16}$/);
    assert.equal(contextHash(record('q', 'b'), 'last'), hash);
    assert.notEqual(contextHash(record('r', 'a'), 'last'), hash);
    assert.notEqual(contextHash(record('q', 'a', { system: 's' }), 'last'), hash);
    assert.notEqual(contextHash(record('q', 'a', { tools: [{ name: 't' }] }), 'last'), hash);
  });

  it('is the same for both sides of a preference after one prompt', () => {
    const pair = read({ prompt: 'p', chosen: 'c', rejected: 'r' });
    assert.equal(contextHash(pair, 'chosen'), contextHash(pair, 'rejected'));
  });
});

describe('textHash', () => {
  it('tells texts apart, lone surrogates too', () => {
    assert.notEqual(textHash('\ud800'), textHash('\ud801'));
    assert.notEqual(textHash('a'), textHash('b'));
    // SHA-256 of nothing.
    assert.equal(textHash(''), 'e3b0c44298fc1c14');
  });
});

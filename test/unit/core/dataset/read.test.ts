import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { jsonProblem } from '../../../../src/core/dataset/jsonProblem.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import type { Transcript } from '../../../../src/core/dataset/transcript.ts';

function transcriptOf(line: string): Transcript {
  const reading = readRecord(line);
  assert.equal(reading.kind, 'transcript', `${JSON.stringify(reading)} for ${line.slice(0, 80)}`);
  return (reading as { transcript: Transcript }).transcript;
}

function problemOf(line: string): { kind: string; message: string; offset: number } {
  const reading = readRecord(line);
  assert.ok(reading.kind === 'malformed' || reading.kind === 'unrecognised', reading.kind);
  return { kind: reading.kind, ...reading.problem };
}

const HELLO = '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}';

describe('readRecord', () => {
  it('calls empty and blank lines blank, with and without a byte order mark', () => {
    for (const line of ['', ' ', '\t \r', '\ufeff', '\ufeff  ']) {
      assert.deepEqual(readRecord(line), { kind: 'blank' });
    }
  });

  it('reads past a byte order mark, and counts it in the offset of a problem', () => {
    assert.equal(transcriptOf(`\ufeff${HELLO}`).turns.length, 2);
    assert.equal(problemOf('\ufeff{"a":1,}').offset, problemOf('{"a":1,}').offset + 1);
  });

  it('says what a line is that is JSON but no record', () => {
    assert.match(problemOf('"text"').message, /JSON string/);
    assert.match(problemOf('42').message, /JSON number/);
    assert.match(problemOf('[1]').message, /JSON array/);
    assert.match(problemOf('null').message, /JSON null/);
    assert.match(problemOf('true').message, /JSON boolean/);
    assert.match(problemOf('{}').message, /empty/);
    assert.match(problemOf('{"silly":"this"}').message, /silly/);
    for (const line of ['"text"', '42', '[1]', 'null', '{}']) {
      assert.equal(problemOf(line).kind, 'unrecognised');
    }
  });

  it('says of truncated JSON that the line breaks off, at its end', () => {
    for (let end = 1; end < HELLO.length; end += 1) {
      const found = problemOf(HELLO.slice(0, end));
      assert.equal(found.kind, 'malformed');
      assert.match(found.message, /breaks off/, HELLO.slice(0, end));
      assert.equal(found.offset, end);
    }
  });

  it('names the other ways in which a line is no JSON, and where', () => {
    const cases: [string, RegExp, number][] = [
      ['{"a":1,}', /comma has nothing after it/, 6],
      ['{"a":1 "b":2}', /comma is missing/, 7],
      ['{"a" 1}', /no colon/, 5],
      ["{'a':1}", /key in double quotes/, 1],
      ['{"a":NaN}', /NaN is not a JSON number/, 5],
      ['{"a":None}', /None is not JSON/, 5],
      ['{"a":"x\ty"}', /control character/, 7],
      ['{"a":"\\x"}', /backslash/, 6],
      ['{"a":1} {"b":2}', /two records/, 8],
      ['{"a":[1}', /a \] is missing/, 7],
      ['{"a":01}', /“01” is not a JSON number/, 5],
      ['{"a":1} // x', /followed by/, 8],
      ['plain words', /“plain” is not a JSON value/, 0],
    ];
    for (const [line, message, offset] of cases) {
      const found = problemOf(line);
      assert.equal(found.kind, 'malformed', line);
      assert.match(found.message, message, line);
      assert.equal(found.offset, offset, line);
    }
  });

  it('finds a fault exactly where JSON.parse does', () => {
    const units = fc.array(
      fc.constantFrom(...'{}[]",:\\/u0eE+-.1 \t', 'true', 'null', '"a":', '[1,', '"b"', '\u0000'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          units.map((list) => list.join('')),
          fc.string(),
          fc.json(),
        ),
        (text) => {
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          const found = jsonProblem(text);
          assert.equal(found === null, isJson, `${text} → ${found?.message}`);
          assert.ok(found === null || (found.offset >= 0 && found.offset <= text.length));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('takes __proto__, constructor and other inherited names for ordinary keys', () => {
    const line = `{"__proto__":{"messages":[]},"constructor":1,${HELLO.slice(1)}`;
    assert.equal(transcriptOf(line).turns.length, 2);
    assert.equal(
      readRecord('{"__proto__":{"messages":[{"role":"user","content":"x"}]}}').kind,
      'unrecognised',
    );
    assert.equal(Object.hasOwn(Object.prototype, 'messages'), false);
  });

  it('lets the last of duplicate keys count', () => {
    const line = `{"messages":[{"role":"user","content":"old"}],${HELLO.slice(1)}`;
    assert.equal(transcriptOf(line).turns[0]?.segments[0]?.text, 'Hi');
  });

  it('reads records with integers beyond 2^53', () => {
    assert.equal(transcriptOf(`{"n":123456789012345678901234567890,${HELLO.slice(1)}`).turns.length, 2);
  });

  it('reads a response that is an empty string, only tool calls, or only an image', () => {
    const bodies = [
      '"content":""',
      '"content":null,"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]',
      '"content":[{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]',
    ];
    const kinds = bodies.map((body) => {
      const line = `{"messages":[{"role":"user","content":"Hi"},{"role":"assistant",${body}}]}`;
      return transcriptOf(line).responses[0]?.turn.segments.map(({ kind }) => kind);
    });
    assert.deepEqual(kinds, [['text'], ['tool-call'], ['image']]);
  });

  it('takes the last assistant turn of a chat that ends on a user turn, with what follows it', () => {
    const line =
      '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c"}]}';
    const response = transcriptOf(line).responses[0];
    assert.equal(response?.context.length, 1);
    assert.equal(response?.after.length, 1);
    assert.deepEqual(transcriptOf('{"messages":[{"role":"user","content":"a"}]}').responses, []);
  });

  it('survives deep nesting, wherever it stands', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const deepObject = `${'{"content":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    assert.equal(readRecord(deep).kind, 'unrecognised');
    assert.equal(readRecord(deep.slice(0, -1)).kind, 'malformed');
    assert.equal(readRecord('{"a":'.repeat(100_000)).kind, 'malformed');
    for (const nested of [deep, deepObject]) {
      transcriptOf(`{"messages":[{"role":"assistant","content":${nested}}],"tools":${nested}}`);
      transcriptOf(
        `{"messages":[{"role":"assistant","content":"x","tool_calls":[{"name":"f","arguments":${nested}}]}]}`,
      );
    }
  });

  it('does not mind U+2028 and lone surrogates in a text', () => {
    const line = '{"messages":[{"role":"assistant","content":"a\u2028b\\ud800"}]}';
    assert.equal(transcriptOf(line).turns[0]?.segments[0]?.text, 'a\u2028b\ud800');
  });

  it('reads a record as the shape it is told to, or says that it cannot', () => {
    const both = JSON.stringify({ ...JSON.parse(HELLO), conversations: [{ from: 'gpt', value: 'x' }] });
    for (const shape of ['openai-chat', 'sharegpt']) {
      const reading = readRecord(both, { shape });
      assert.equal(reading.kind === 'transcript' && reading.transcript.shape, shape);
    }
    assert.equal(readRecord(HELLO, { shape: 'hh-rlhf' }).kind, 'unrecognised');
    assert.equal(readRecord(HELLO, { shape: 'no-such-shape' }).kind, 'unrecognised');
  });
});

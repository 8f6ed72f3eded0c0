import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { columnsOf } from '../../../../src/core/dataset/columns.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import { responseText } from '../../../../src/core/dataset/responseText.ts';
import type { Response, ResponseId } from '../../../../src/core/dataset/transcript.ts';

function responseOf(line: string, id: ResponseId = 'last'): Response {
  const reading = readRecord(line);
  assert.equal(reading.kind, 'transcript');
  const { transcript } = reading as Extract<typeof reading, { kind: 'transcript' }>;
  const response = transcript.responses.find((candidate) => candidate.id === id);
  assert.ok(response !== undefined, `no response ${id}`);
  return response;
}

/** The raw text that a span of the response's text covers in the line. */
function rawOf(line: string, said: string, id: ResponseId = 'last'): string {
  const response = responseOf(line, id);
  const start = responseText(response).text.indexOf(said);
  assert.notEqual(start, -1, `the response does not say ${said}`);
  const [from, to] = columnsOf(line, response, [start, start + said.length]);
  return line.slice(from, to);
}

const chat = (literal: string) =>
  `{"messages":[{"role":"user","content":"Well?"},{"role":"assistant","content":${literal}}]}`;

describe('columnsOf', () => {
  it('finds a plain span in the response and not where the user said the same', () => {
    const line =
      '{"messages":[{"role":"user","content":"I lied."},{"role":"assistant","content":"So. I lied."}]}';
    const response = responseOf(line);
    const at = line.lastIndexOf('I lied.');
    assert.deepEqual(columnsOf(line, response, [4, 11]), [at, at + 7]);
  });

  it('finds a sentence that the response repeats where the span is', () => {
    const said = 'Ask the tenant before you write.';
    const line = chat(JSON.stringify(`${said} Then wait.\n${said} "Now" decide.`));
    const text = responseText(responseOf(line)).text;
    const second = text.lastIndexOf(said);
    assert.deepEqual(columnsOf(line, responseOf(line), [second, second + said.length]), [
      line.lastIndexOf(said),
      line.lastIndexOf(said) + said.length,
    ]);
    assert.equal(columnsOf(line, responseOf(line), [0, said.length])[0], line.indexOf(said));
  });

  it('is not led to the words of the user by other escapes of the response', () => {
    const line = String.raw`{"messages":[{"role":"user","content":"Keep the key and/or the lease"},{"role":"assistant","content":"So: Keep the key and\/or the lease"}]}`;
    const raw = String.raw`Keep the key and\/or the lease`;
    assert.equal(rawOf(line, 'Keep the key and/or the lease'), raw);
    const escaped = String.raw`{"messages":[{"role":"user","content":"Tell her that he is ill"},{"role":"assistant","content":"Tell her that \u0068e is ill"}]}`;
    assert.equal(rawOf(escaped, 'Tell her that he is ill'), String.raw`Tell her that \u0068e is ill`);
  });

  it('covers whole escapes: quote, backslash, slash, control characters, \\uXXXX', () => {
    const line = chat(String.raw`"She said \"no\" \\ twice\/\n\tand \u0068e left."`);
    assert.equal(rawOf(line, '"no"'), String.raw`\"no\"`);
    assert.equal(rawOf(line, '\\ twice/'), String.raw`\\ twice\/`);
    assert.equal(rawOf(line, '\n\tand he'), String.raw`\n\tand \u0068e`);
    assert.equal(rawOf(line, 'left.'), 'left.');
  });

  it('covers surrogate pairs, raw and escaped, and lone surrogates', () => {
    const line = chat(String.raw`"a 🙂 b \ud83d\ude42 c \ud83d d"`);
    assert.equal(rawOf(line, 'b \u{1f642} c'), String.raw`b \ud83d\ude42 c`);
    assert.equal(rawOf(line, 'a \u{1f642} b'), 'a 🙂 b');
    assert.equal(rawOf(line, '\ud83d d'), String.raw`\ud83d d`);
  });

  it('counts a byte order mark and leading space as columns', () => {
    const line = `\ufeff  ${chat('"No."')}`;
    assert.equal(rawOf(line, 'No.'), 'No.');
  });

  it('finds each side of an hh-rlhf pair in its own literal, after the dialogue before it', () => {
    const line = String.raw`{"chosen":"\n\nHuman: \"Why\"?\n\nAssistant: Because \"it\" is hers.","rejected":"\n\nHuman: \"Why\"?\n\nAssistant: Because \"it\" is hers. No."}`;
    const said = 'Because "it" is hers.';
    const raw = String.raw`Because \"it\" is hers.`;
    assert.equal(rawOf(line, said, 'chosen'), raw);
    assert.equal(rawOf(line, said, 'rejected'), raw);
    const [chosen] = columnsOf(line, responseOf(line, 'chosen'), [0, said.length]);
    const [rejected] = columnsOf(line, responseOf(line, 'rejected'), [0, said.length]);
    assert.equal(chosen, line.indexOf('Because'));
    assert.equal(rejected, line.lastIndexOf('Because'));
  });

  it('shows the first part of a span over several texts, past the separator between them', () => {
    const line = chat('[{"type":"text","text":"First."},{"type":"text","text":"Second."}]');
    const response = responseOf(line);
    const { text } = responseText(response);
    assert.equal(text, 'First.\n\nSecond.');
    assert.equal(line.slice(...columnsOf(line, response, [2, 11])), 'rst.');
    assert.equal(line.slice(...columnsOf(line, response, [7, 11])), 'Sec');
  });

  it('is the whole line where the text is in no string literal, or the span is empty or past the text', () => {
    const line = chat('"No."');
    const response = responseOf(line);
    const [segment] = response.turn.segments;
    assert.ok(segment !== undefined);
    const rendered: Response = {
      ...response,
      turn: { ...response.turn, segments: [{ ...segment, origin: null }] },
    };
    assert.deepEqual(columnsOf(line, rendered, [0, 2]), [0, line.length]);
    assert.deepEqual(columnsOf(line, response, [1, 1]), [0, line.length]);
    assert.deepEqual(columnsOf(line, response, [50, 60]), [0, line.length]);
  });

  it('decodes to exactly what the span holds, for any text and span', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', ' ', '"', '\\', '\n', 'é', '\u2028', '🙂', '\u0001'),
    });
    fc.assert(
      fc.property(texts, fc.nat(40), fc.nat(40), fc.boolean(), (body, a, b, ascii) => {
        const said = `x${body}x`;
        const start = Math.min(a % said.length, b % said.length);
        const end = Math.max(a % said.length, b % said.length) + 1;
        const json = JSON.stringify(said);
        const literal = ascii
          ? json.replace(
              /[\u0080-\uffff]/g,
              (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
            )
          : json;
        const line = chat(literal);
        const [from, to] = columnsOf(line, responseOf(line), [start, end]);
        assert.equal(JSON.parse(`"${line.slice(from, to)}"`), said.slice(start, end));
      }),
    );
  });
});

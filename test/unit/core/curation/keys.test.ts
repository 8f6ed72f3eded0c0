import assert from 'node:assert/strict';
import { recordKey, textHash } from '../../../../src/core/curation/keys.ts';
import type { Transcript, Turn } from '../../../../src/core/dataset/transcript.ts';

const turn = (role: Turn['role'], text: string): Turn => ({
  role,
  speaker: role,
  segments: [{ kind: 'text', text, origin: null }],
});

function transcript(recordId: string | null, question: string, answer: string): Transcript {
  const context = [turn('user', question)];
  const response = { id: 'last' as const, context, turn: turn('assistant', answer), after: [] };
  return {
    shape: 'test',
    recordId,
    system: [],
    tools: [],
    turns: [...context, response.turn],
    responses: [response],
  };
}

describe('record keys', () => {
  it('use the record’s own id where it is unique', () => {
    assert.equal(recordKey(transcript('r-7', 'q', 'a'), true), 'id:r-7');
    assert.match(recordKey(transcript('r-7', 'q', 'a'), false), /^context:[0-9a-f]+$/);
    assert.match(recordKey(transcript(null, 'q', 'a'), true), /^context:/);
  });

  it('stay when the response changes and differ when what came before it differs', () => {
    const key = recordKey(transcript(null, 'q', 'a'), true);
    assert.equal(recordKey(transcript(null, 'q', 'another answer'), true), key);
    assert.notEqual(recordKey(transcript(null, 'q2', 'a'), true), key);
  });

  it('cannot confuse an id with a hash', () => {
    const hashed = recordKey(transcript(null, 'q', 'a'), true);
    assert.notEqual(recordKey(transcript(hashed, 'q', 'a'), true), hashed);
  });

  it('hash a text to the same digits every time', () => {
    assert.equal(textHash('Okay.'), textHash('Okay.'));
    assert.notEqual(textHash('Okay.'), textHash('Okay. '));
  });
});

import assert from 'node:assert/strict';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import { canMoveOriginal, moveOriginal } from '../../../../src/core/rewrite/moveOriginal.ts';

function transcript(record: object) {
  const reading = readRecord(JSON.stringify(record));
  assert.ok(reading.kind === 'transcript');
  return reading.transcript;
}

const texts = (record: object, original: string, rewrite: string) => {
  const moved = moveOriginal(transcript(record), original, rewrite);
  return moved === null ? null : [moved.chosen?.after ?? null, moved.rejected?.after ?? null];
};

describe('the original as the rejected side', () => {
  const pair = { prompt: 'May I?', chosen: 'No.', rejected: 'Sure.' };

  it('takes the place of the rejected answer, and the rewrite that of the chosen one', () => {
    assert.equal(canMoveOriginal(transcript(pair)), true);
    assert.deepEqual(texts(pair, 'No.', 'No, because.'), ['No, because.', 'No.']);
    assert.deepEqual(texts(pair, 'Sure.', 'No, because.'), ['No, because.', null], 'it stands there already');
  });

  it('goes in dialogues of one string each, too', () => {
    const dialogue = (answer: string) => `\n\nHuman: May I?\n\nAssistant: ${answer}`;
    assert.deepEqual(texts({ chosen: dialogue('No.'), rejected: dialogue('Sure.') }, 'No.', 'No, because.'), [
      'No, because.',
      'No.',
    ]);
  });

  it('is not for records with one answer', () => {
    const chat = {
      messages: [
        { role: 'user', content: 'a' },
        { role: 'assistant', content: 'b' },
      ],
    };
    assert.equal(canMoveOriginal(transcript(chat)), false);
    assert.equal(texts(chat, 'b', 'c'), null);
  });
});

import assert from 'node:assert/strict';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import { rewriteSegment, targetsOf } from '../../../../src/core/rewrite/targets.ts';

function response(content: unknown) {
  const reading = readRecord(
    JSON.stringify({
      messages: [
        { role: 'user', content: 'May I?' },
        { role: 'assistant', content },
      ],
    }),
  );
  assert.ok(reading.kind === 'transcript');
  const found = reading.transcript.responses[0];
  assert.ok(found);
  return found;
}

const texts = (content: unknown, segment: Parameters<typeof targetsOf>[1]) => {
  const reading = targetsOf(response(content), segment);
  if (!reading.ok) return reading.problem;
  const { target, reasoning, note } = reading.targets;
  return [target.original, reasoning?.original ?? null, note !== null];
};

const BLOCKS = [
  { type: 'thinking', thinking: 'Hm.' },
  { type: 'text', text: 'No.' },
];

describe('what a rewrite replaces', () => {
  for (const [form, content] of [
    ['a thinking block', BLOCKS],
    ['a <think> tag', '<think>Hm.</think>No.'],
  ] as const) {
    it(`is the answer, the reasoning or both of a response with ${form}`, () => {
      assert.deepEqual(texts(content, 'answer'), ['No.', null, false]);
      assert.deepEqual(texts(content, 'reasoning'), ['Hm.', null, false]);
      assert.deepEqual(texts(content, 'both'), ['No.', 'Hm.', false]);
    });
  }

  it('is said where a response has no reasoning, or no words', () => {
    assert.match(String(texts('No.', 'reasoning')), /has no reasoning segment.*Choose/);
    assert.deepEqual(texts('No.', 'both'), ['No.', null, true]);
    assert.deepEqual(texts([BLOCKS[0]], 'both'), ['Hm.', null, true]);
    assert.match(String(texts([BLOCKS[0]], 'answer')), /no text/);
  });

  it('is the answer for a setting that says anything else', () => {
    assert.equal(rewriteSegment('both'), 'both');
    assert.equal(rewriteSegment(7), 'answer');
  });
});

import assert from 'node:assert/strict';
import { spliceChanges } from '../../../../../src/core/dataset/changes.ts';
import { readRecord } from '../../../../../src/core/dataset/read.ts';
import { signatureHolds } from '../../../../../src/core/rewrite/checks/signature.ts';
import { targetsOf } from '../../../../../src/core/rewrite/targets.ts';

const thinking = { type: 'thinking', thinking: 'Hm, no.', signature: 'c2lnbmVk' };
const lineWith = (block: object) =>
  JSON.stringify({
    model: 'm',
    messages: [
      { role: 'user', content: 'May I?' },
      { role: 'assistant', content: [block, { type: 'text', text: 'No.' }] },
    ],
  });

function checked(block: object, segment: 'answer' | 'reasoning', text: string) {
  const reading = readRecord(lineWith(block));
  assert.equal(reading.kind, 'transcript');
  const { transcript } = reading;
  const [response] = transcript.responses;
  assert.ok(response !== undefined);
  const targets = targetsOf(response, segment);
  assert.ok(targets.ok);
  const { target, reasoning } = targets.targets;
  const request = { transcript, response, target, reasoning, passages: [], findings: [], instruction: null };
  return signatureHolds({ request, text, conclusionMayChange: false });
}

describe('the signature of a thinking block', () => {
  it('is said not to fit a rewritten thought, and is left where it is', () => {
    const result = checked(thinking, 'reasoning', 'She would be hurt, so no.');
    assert.equal(result?.verdict, 'warn');
    assert.match(result.message, /does not fit/);
    const line = lineWith(thinking);
    const origin = { path: ['messages', 1, 'content', 0, 'thinking'], start: 0, end: 7 };
    const edits = spliceChanges(line, [{ origin, before: 'Hm, no.', after: 'She would be hurt.' }]);
    assert.ok(edits !== null && JSON.stringify(edits).includes('She would be hurt.'));
    assert.ok(!JSON.stringify(edits).includes('signature'));
  });

  it('is not spoken of where the answer changes, where nothing does, or where nothing was signed', () => {
    assert.equal(checked(thinking, 'answer', 'She would be hurt, so no.'), null);
    assert.equal(checked(thinking, 'reasoning', 'Hm, no.'), null);
    assert.equal(checked({ ...thinking, signature: '' }, 'reasoning', 'Another.'), null);
    assert.equal(checked({ type: 'thinking', thinking: 'Hm, no.' }, 'reasoning', 'Another.'), null);
  });

  it('is seen in Bedrock’s form too', () => {
    const block = { reasoningContent: { reasoningText: { text: 'Hm, no.', signature: 'c2lnbmVk' } } };
    assert.equal(checked(block, 'reasoning', 'Another.')?.verdict, 'warn');
  });
});

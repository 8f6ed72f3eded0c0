import assert from 'node:assert/strict';
import { candidates } from '../../../../../src/core/dataset/shapes/candidates.ts';
import type { Shape } from '../../../../../src/core/dataset/shapes/shape.ts';
import { SHAPES } from '../../../../../src/core/dataset/shapes/table.ts';

describe('candidates among shapes', () => {
  it('are few for a plain chat, the one that fits among them', () => {
    const chat = { messages: [{ role: 'user', content: 'Hi' }] };
    const found = candidates(chat, SHAPES);
    assert.ok(found.length < SHAPES.length / 2, `${found.length} of ${SHAPES.length}`);
    assert.ok(found.some((shape) => shape.recognise(chat) > 0));
  });

  it('leave out no shape that recognises another record with the same keys', () => {
    // The first record of its kind says nothing of what may stand under its keys.
    candidates({ chosen: 1, rejected: 2, prompt: 3 }, SHAPES);
    for (const record of [
      { chosen: 'Yes.', rejected: 'No.', prompt: 'Well?' },
      {
        chosen: [{ role: 'assistant', content: 'a' }],
        rejected: [{ role: 'assistant', content: 'b' }],
        prompt: [],
      },
      { chosen: '\n\nHuman: a\n\nAssistant: b', rejected: '\n\nHuman: a\n\nAssistant: c', prompt: null },
    ]) {
      const found = candidates(record, SHAPES);
      for (const shape of SHAPES)
        assert.ok(shape.recognise(record) === 0 || found.includes(shape), shape.name);
    }
  });

  it('are asked for anew where the shapes are others, and all of them for what is no object', () => {
    const own: Shape = { ...(SHAPES[0] as Shape), name: 'own', recognise: () => 2 };
    assert.ok(candidates({ odd: 1 }, [own, ...SHAPES]).includes(own));
    assert.ok(!candidates({ odd: 1 }, SHAPES).includes(own));
    for (const value of [null, 7, 'text', [{}]]) assert.equal(candidates(value, SHAPES), SHAPES);
  });
});

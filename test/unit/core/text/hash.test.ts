import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { hashText, setDigest } from '../../../../src/core/text/hash.ts';

describe('the hash of a text', () => {
  const texts = fc.sample(fc.string({ unit: 'binary' }), { numRuns: 200, seed: 1 });
  const lone = ['\ud800', 'a\udfff', JSON.stringify('\ud800')];

  it('is the same whoever works it out, and another one for another text', () => {
    const own = [...texts, ...lone].map(hashText);
    setDigest((text) => createHash('sha256').update(text).digest('hex'));
    assert.deepEqual([...texts, ...lone].map(hashText), own);
    assert.equal(
      new Set(own).size,
      new Set([...texts, ...lone]).size - 1,
      'a lone surrogate is hashed as JSON',
    );
    assert.equal(hashText('abc'), 'ba7816bf8f01cfea');
  });
});

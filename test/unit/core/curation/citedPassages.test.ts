import assert from 'node:assert/strict';
import { citedPassages } from '../../../../src/core/curation/citedPassages.ts';
import type { CurationEntry } from '../../../../src/core/curation/decision.ts';

function accept(key: string, passages: readonly string[]): CurationEntry {
  return {
    type: 'accept',
    record: { key, line: 1 },
    response: { id: 'last', hash: '' },
    proposal: { passages },
  } as unknown as CurationEntry;
}

describe('cited passages', () => {
  it('are counted once a response, however many rewrites cite them', () => {
    const counts = citedPassages([
      [accept('id:a', ['honesty~1', 'care~2']), accept('id:a', ['honesty~1'])],
      [accept('id:b', ['honesty~1'])],
    ]);
    assert.deepEqual(
      [...counts],
      [
        ['honesty~1', 2],
        ['care~2', 1],
      ],
    );
  });

  it('come from rewrites alone', () => {
    const skip = { type: 'skip', record: { key: 'id:a', line: 1 } } as unknown as CurationEntry;
    assert.equal(citedPassages([[skip]]).size, 0);
  });
});

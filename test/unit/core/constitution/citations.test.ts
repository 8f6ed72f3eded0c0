import assert from 'node:assert/strict';
import { followCitations } from '../../../../src/core/constitution/citations.ts';
import { parseConstitution } from '../../../../src/core/constitution/parse.ts';

const KEPT = 'Whoever asks about the ferry is told when it leaves and when it does not.';
const OLD = 'The harbour master is asked first whenever a crane is to be moved near the water.';
const NEW = 'The harbour master is asked first whenever a crane is to be moved near the water or the road.';
const DROPPED = 'Gulls are fed at noon by the youngest member of the crew.';

describe('followCitations', () => {
  const old = parseConstitution(`# A\n\n${KEPT}\n\n# B\n\n${OLD}\n\n# C\n\n${DROPPED}\n`, 'harbour.md');
  const next = parseConstitution(`# Ferry\n\n${KEPT}\n\n# B\n\n${NEW}\n`, 'harbour.md');
  const ids = old.passages.map(({ id }) => id);
  const [ferry, crane] = next.passages.map(({ id }) => id);

  it('follows by the words of the edition cited', () => {
    assert.deepEqual(
      [...followCitations(ids, next, [next, old]).values()],
      [{ kind: 'same', id: ferry }, { kind: 'changed', id: crane }, { kind: 'gone' }],
    );
  });

  it('without that edition knows the same words, and does not guess at the rest', () => {
    assert.deepEqual(
      [...followCitations(ids, next, []).values()],
      [{ kind: 'same', id: ferry }, { kind: 'unknown' }, { kind: 'unknown' }],
    );
  });

  it('takes an id of today as it is, and one of no form as unknown', () => {
    assert.deepEqual(
      [...followCitations([ferry ?? '', 'nonsense'], next, []).values()],
      [{ kind: 'same', id: ferry }, { kind: 'unknown' }],
    );
  });

  it('does not choose between two places with the same words', () => {
    const twice = parseConstitution(`# X\n\n${KEPT}\n\n# Y\n\n${KEPT}\n`, 'harbour.md');
    assert.deepEqual([...followCitations([ids[0] ?? ''], twice, []).values()], [{ kind: 'unknown' }]);
  });
});

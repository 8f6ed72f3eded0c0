import assert from 'node:assert/strict';
import type { FindingCode } from '../../../../src/core/assess/assessment.ts';
import { verdictsOf } from '../../../../src/core/calibration/verdict.ts';
import type { CurationEntry } from '../../../../src/core/curation/decision.ts';
import { CurationState } from '../../../../src/core/curation/state.ts';
import { accept, type Basics, base, dismiss, reject, undo } from '../curation/entries.ts';

const at = (minute: number) => `2026-11-20T10:0${minute}:00.000Z`;

function verdicts(
  entries: readonly CurationEntry[],
  faults: readonly FindingCode[] = ['one-sided'],
): readonly string[] {
  const curation = new CurationState(entries).of('id:r1', 'last');
  return verdictsOf(curation, () => faults).map(
    ({ hash, flag, source }) => `${hash} ${flag ? 'flagged' : 'fine'} by ${source}`,
  );
}

const exemplar = (basics: Basics): CurationEntry => ({ ...base(basics), type: 'exemplar', reason: null });
const label = (basics: Basics, flag: boolean): CurationEntry => ({
  ...base(basics),
  type: 'label',
  label: { stakes: 'some', holder: 'user', reasoning: 'thin', codes: [], flag },
});

describe("a curator's verdicts", () => {
  it('follow from decisions', () => {
    assert.deepEqual(verdicts([accept({ id: 'a' })]), ['h1 flagged by accept']);
    assert.deepEqual(verdicts([{ ...accept({ id: 'a' }), type: 'accept-edited' }]), ['h1 flagged by accept']);
    assert.deepEqual(verdicts([exemplar({ id: 'a' })]), ['h1 fine by exemplar']);
    assert.deepEqual(verdicts([dismiss({ id: 'a' })]), ['h1 fine by dismiss']);
    assert.deepEqual(verdicts([label({ id: 'a' }, false)]), ['h1 fine by label']);
  });

  it('do not follow from rejecting a rewrite, from nothing, or from what was taken back', () => {
    assert.deepEqual(verdicts([reject({ id: 'a' })]), []);
    assert.deepEqual(verdicts([]), []);
    assert.deepEqual(verdicts([accept({ id: 'a' }), undo({ id: 'b', at: at(1) }, 'a')]), []);
    assert.deepEqual(
      verdicts([
        dismiss({ id: 'a' }),
        {
          ...base({ id: 'b', at: at(1) }),
          type: 'undismiss',
          finding: { code: 'one-sided', assessor: 'rubric' },
        },
      ]),
      [],
    );
  });

  it('are told by a label first, else by the latest decision', () => {
    const accepted = accept({ id: 'b', at: at(2) });
    assert.deepEqual(verdicts([label({ id: 'a', at: at(1) }, false), accepted]), ['h1 fine by label']);
    assert.deepEqual(verdicts([label({ id: 'a' }, false), label({ id: 'c', at: at(3) }, true)]), [
      'h1 flagged by label',
    ]);
    assert.deepEqual(verdicts([exemplar({ id: 'a', at: at(1) }), accepted]), ['h1 flagged by accept']);
    assert.deepEqual(verdicts([accepted, exemplar({ id: 'c', at: at(3) })]), ['h1 fine by exemplar']);
  });

  it('need every fault of an assessor dismissed', () => {
    assert.deepEqual(verdicts([dismiss({ id: 'a' })], ['one-sided', 'moralizing']), []);
    assert.deepEqual(verdicts([dismiss({ id: 'a' })], ['one-sided', 'admirable-reasoning']), [
      'h1 fine by dismiss',
    ]);
    const merit = {
      ...dismiss({ id: 'a' }),
      finding: { code: 'admirable-reasoning', assessor: 'rubric' },
    } as const;
    assert.deepEqual(verdicts([merit], []), []);
  });

  it('are one for each text', () => {
    assert.deepEqual(verdicts([accept({ id: 'a' }), exemplar({ id: 'b', at: at(1), hash: 'h2' })]), [
      'h1 flagged by accept',
      'h2 fine by exemplar',
    ]);
    const [first] = verdictsOf(
      new CurationState([accept({ id: 'a' }), label({ id: 'b', at: at(1) }, true)]).of('id:r1', 'last'),
      () => [],
    );
    // A label on a text that was replaced afterwards still leads back to the text.
    assert.equal(first?.replacedBy?.id, 'a');
  });
});

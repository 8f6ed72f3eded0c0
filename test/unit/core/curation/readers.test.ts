import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { verdictsOf } from '../../../../src/core/calibration/verdict.ts';
import type { AssignEntry, CurationEntry, LabelEntry } from '../../../../src/core/curation/decision.ts';
import { formatEntry, parseLog } from '../../../../src/core/curation/log.ts';
import {
  disagreementOf,
  drawSample,
  readerAgreement,
  waitsFor,
} from '../../../../src/core/curation/readers.ts';
import { CurationState } from '../../../../src/core/curation/state.ts';
import { type Basics, base } from './entries.ts';

function label(basics: Basics, flag: boolean, settles?: true): LabelEntry {
  return {
    ...base(basics),
    type: 'label',
    label: { stakes: 'some', holder: 'user', reasoning: flag ? 'absent' : 'adequate', codes: [], flag },
    ...(settles === undefined ? {} : { settles }),
  };
}

function assign(basics: Basics, to: string): AssignEntry {
  return { ...base(basics), type: 'assign', to };
}

const about = (...entries: readonly CurationEntry[]) => new CurationState(entries).of('id:r1', 'last');

describe('two readers of one text', () => {
  const ada = label({ id: 'e1', by: 'Ada' }, true);
  const bo = label({ id: 'e2', by: 'Bo', at: '2026-11-20T11:00:00.000Z' }, false);
  const settled = label({ id: 'e3', by: 'Cy', at: '2026-11-20T12:00:00.000Z' }, true, true);

  it('disagree on what each said last of the same text', () => {
    assert.deepEqual(disagreementOf(about(ada, bo))?.labels, [ada, bo]);
    assert.equal(disagreementOf(about(ada, { ...bo, response: { id: 'last', hash: 'other' } })), null);
    const changed = label({ id: 'e4', by: 'Bo', at: '2026-11-20T13:00:00.000Z' }, true);
    assert.equal(disagreementOf(about(ada, bo, changed)), null);
  });

  it('are settled by a label that says so, which is then the verdict and no reader’s label', () => {
    const late = label({ id: 'e5', by: 'Bo', at: '2026-11-21T12:00:00.000Z' }, false);
    const curation = about(ada, bo, settled, late);
    assert.equal(disagreementOf(curation), null);
    assert.deepEqual([...curation.labels.keys()], ['Ada', 'Bo']);
    const [verdict] = verdictsOf(curation, () => null);
    assert.deepEqual([verdict?.flag, verdict?.by], [true, 'Cy']);
    // What they said independently still counts for how far they agree.
    assert.equal(readerAgreement([curation]).raw, 0);
    assert.equal(curation.entries.length, 4);
  });

  it('differ again when the settling is taken back', () => {
    const undo: CurationEntry = {
      ...base({ id: 'u1', at: '2026-11-22T10:00:00.000Z' }),
      type: 'undo',
      entry: 'e3',
    };
    assert.ok(disagreementOf(about(ada, bo, settled, undo)));
  });

  it('keep what settles and what is assigned through the log’s lines, in any order', () => {
    const entries = [ada, bo, settled, assign({ id: 'a1' }, 'Bo')];
    const read = parseLog(entries.map(formatEntry).reverse().join(''));
    assert.deepEqual(read.problems, []);
    assert.deepEqual(new CurationState(read.entries).of('id:r1', 'last'), about(...entries));
  });

  it('wait for a response that was given to them until they have labelled its text', () => {
    const given = [assign({ id: 'a1' }, 'Bo'), assign({ id: 'a2' }, 'Bo'), ada] as const;
    const curation = about(...given);
    assert.equal(curation.assigned.length, 1);
    assert.equal(curation.status, 'undecided');
    assert.equal(waitsFor(curation, 'Bo', 'h1'), true);
    assert.equal(waitsFor(curation, 'Ada', 'h1'), false);
    assert.equal(waitsFor(about(...given, bo), 'Bo', 'h1'), false);
    assert.equal(waitsFor(about(...given, bo), 'Bo', 'another text'), true);
  });
});

describe('a sample for double reading', () => {
  const items = Array.from({ length: 1000 }, (_, i) => i);

  it('is the same for the same seed, another for another, and in the old order', () => {
    const sample = drawSample(items, 50, 7);
    assert.deepEqual(sample, drawSample(items, 50, 7));
    assert.notDeepEqual(sample, drawSample(items, 50, 8));
    assert.deepEqual(
      sample,
      [...new Set(sample)].sort((a, b) => a - b),
    );
    assert.equal(sample.length, 50);
  });

  it('is all of them where more are asked for', () => {
    assert.deepEqual(drawSample([1, 2, 3], 9, 1), [1, 2, 3]);
    assert.deepEqual(drawSample([1, 2, 3], 0, 1), []);
  });

  it('draws each item about as often as any other', () => {
    const times = new Map<number, number>();
    for (let seed = 0; seed < 4000; seed++)
      for (const item of drawSample([0, 1, 2, 3, 4, 5, 6, 7], 2, seed))
        times.set(item, (times.get(item) ?? 0) + 1);
    // A thousand each is expected; six standard deviations are 165.
    for (const count of times.values()) assert.ok(Math.abs(count - 1000) < 165, `${count}`);
  });
});

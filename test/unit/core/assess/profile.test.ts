import assert from 'node:assert/strict';
import { LEXICON } from '../../../../src/core/assess/lexicon/all.ts';
import { type Profile, ProfilePool, profile } from '../../../../src/core/assess/profile.ts';

const KIN = LEXICON.id('kin');

/** All that a profile says of its text, without the cells beyond what it counts. */
function said(p: Profile): unknown {
  const { scan, hits } = p;
  return {
    words: Array.from(scan.stem.subarray(0, scan.count)),
    sentences: Array.from({ length: scan.sentenceCount }, (_, i) => scan.sentence(i)),
    hits: Array.from(hits.classId.subarray(0, hits.count)),
    where: Array.from(hits.sentence.subarray(0, hits.count)),
    counts: Array.from(p.counts),
    topics: Array.from(p.stems.list.subarray(0, p.stems.size)),
  };
}

const TEXTS = Array.from(
  { length: 20 },
  (_, i) =>
    `${'My sister lies to our mother. Should I tell? '.repeat((i * 7) % 5)}Case ${i}: wait – she’s ill.`,
);

describe('a pool of profiles', () => {
  it('says of every text what a profile of its own says, whatever was read before', () => {
    const pool = new ProfilePool();
    for (const text of [...TEXTS, ...TEXTS.toReversed()])
      assert.deepEqual(said(pool.profile(text)), said(profile(text)), text);
  });

  it('gives a text that was just read again, and leaves it as it is while others are read', () => {
    const pool = new ProfilePool();
    const kept = pool.profile('Her mother is ill.');
    for (const text of TEXTS.slice(0, 4)) {
      pool.profile(text);
      assert.equal(pool.profile('Her mother is ill.'), kept);
    }
    assert.equal(kept.counts[KIN], 1);
  });
});

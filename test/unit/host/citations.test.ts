import assert from 'node:assert/strict';
import type { ResponseCuration } from '../../../src/core/curation/state.ts';
import type { Proposal, ProposalState } from '../../../src/core/rewrite/proposal.ts';
import { citedIds } from '../../../src/host/citations.ts';

describe('the passages that rewrites cite', () => {
  it('are not those of a rewrite that failed', () => {
    const nothing = { entries: [] } as unknown as ResponseCuration;
    const asked = (state: ProposalState) =>
      ({ state, provenance: { passages: ['honesty-1'] } }) as unknown as Proposal;
    assert.deepEqual([...citedIds(nothing, [asked('failed')])], []);
    assert.deepEqual([...citedIds(nothing, [asked('failed'), asked('ready')])], ['honesty-1']);
  });
});

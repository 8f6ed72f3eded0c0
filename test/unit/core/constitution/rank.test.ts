import assert from 'node:assert/strict';
import { parseConstitution } from '../../../../src/core/constitution/parse.ts';
import { createPassageRanker, type PassageQuery } from '../../../../src/core/constitution/rank.ts';
import type { Role, Segment, Turn } from '../../../../src/core/dataset/transcript.ts';

function turn(role: Role, text: string): Turn {
  const segment: Segment = { kind: 'text', text, origin: null };
  return { role, speaker: role, segments: [segment] };
}

function query(user: string, assistant: string, system = ''): PassageQuery {
  const response = {
    id: 'last' as const,
    context: [turn('user', user)],
    turn: turn('assistant', assistant),
    after: [],
  };
  return {
    transcript: {
      shape: 'test',
      recordId: null,
      system: system === '' ? [] : [{ kind: 'text', text: system, origin: null }],
      tools: [],
      turns: [...response.context, response.turn],
      responses: [response],
    },
    response,
  };
}

const guide = parseConstitution(
  `# House rules

## Gardens

Tulips are planted in autumn and watered seldom, and whoever plants them should tell the neighbours where they are and when they open.

Roses are pruned in early spring, and the cuttings are carried away so that nobody, child or guest, steps on a thorn by accident.

## Bicycles

A bicycle is locked to the rail beside the door, never to the banister, because people must be able to leave at night.

A borrowed bicycle is returned with air in its tyres, and the borrower says so if anything on it was broken or lost.
`,
  'rules.md',
);

describe('createPassageRanker', () => {
  const ranker = createPassageRanker(guide);

  it('finds the passage that shares words, in any form, and marks them', () => {
    const [best] = ranker.rank(query('Where may I lock my bicycles at night?', 'Anywhere.'), 3);
    assert.equal(best?.passage.section, 'bicycles');
    const words = best?.matches.map(([start, end]) => best.passage.text.slice(start, end)) ?? [];
    assert.ok(words.includes('bicycle') && words.includes('locked') && words.includes('night'), words.join());
    assert.ok(!words.includes('the'));
  });

  it('keeps to the number asked for and is the same each time', () => {
    const asked = query('roses, tulips and bicycles', 'Prune the roses.');
    assert.equal(ranker.rank(asked, 2).length, 2);
    assert.deepEqual(ranker.rank(asked, 4), createPassageRanker(guide).rank(asked, 4));
    assert.deepEqual(ranker.rank(asked, 0), []);
  });

  it('answers for empty constitutions and empty transcripts', () => {
    const none = createPassageRanker(parseConstitution('', 'a.md'));
    assert.deepEqual(none.rank(query('anything', 'at all'), 5), []);
    assert.ok(ranker.rank(query('', ''), 5).length <= 5);
  });

  it('knows passages by id and their neighbours within the section', () => {
    const [tulips, roses, lock] = guide.passages;
    assert.ok(tulips && roses && lock);
    assert.equal(ranker.byId(roses.id), roses);
    assert.equal(ranker.byId('gardens~00000000'), undefined);
    assert.deepEqual(ranker.context(tulips.id), { before: null, after: roses });
    assert.deepEqual(ranker.context(roses.id), { before: tulips, after: null });
    assert.deepEqual(ranker.context('nowhere'), { before: null, after: null });
  });
});

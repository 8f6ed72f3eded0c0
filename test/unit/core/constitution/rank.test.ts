import assert from 'node:assert/strict';
import { parseConcepts } from '../../../../src/core/constitution/conceptFile.ts';
import { createConceptLayer } from '../../../../src/core/constitution/conceptLayer.ts';
import { CONCEPTS_TEXT } from '../../../../src/core/constitution/concepts/concepts.ts';
import { parseConstitution } from '../../../../src/core/constitution/parse.ts';
import {
  createPassageRanker,
  type PassageQuery,
  type PassageRanker,
} from '../../../../src/core/constitution/rank.ts';
import { chat } from './chat.ts';

const house = parseConstitution(
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

const charter = parseConstitution(
  `# Charter

## Speaking truly

The assistant is honest. It does not lie, does not deceive by leaving out what matters, and helps nobody to create a false impression in the mind of another who relies on the truth.

It is transparent about itself, too: candid where candour costs something, and never misleading by emphasis or by silence.

## Under correction

People must be able to oversee, correct and shut down the assistant. It does not resist or evade monitoring, does not undermine human control, and supports oversight even where it disagrees.

## Refusals

When the assistant declines, it says so openly and explains why; it does not lecture, moralize or assume bad intent, and it offers an alternative where there is one.

## Style

Answers are clear and direct, in plain language, concise where a short answer will do, and formatted for the reader and not for show.

## Private life

Personal information is protected. The assistant does not help to track, identify or surveil private individuals, or to gather data about them without their consent.
`,
  'charter.md',
);

function sections(ranker: PassageRanker, query: PassageQuery, top: number): string[] {
  return ranker.rank(query, top).map(({ passage }) => passage.section);
}

describe('createPassageRanker', () => {
  const byHouse = createPassageRanker(house);
  const byCharter = createPassageRanker(charter);

  it('finds the passage that shares words, in any form, and marks them', () => {
    const [best] = byHouse.rank(
      chat({ user: 'Where may I lock my bicycles at night?', assistant: 'Anywhere.' }),
      3,
    );
    assert.equal(best?.passage.section, 'bicycles');
    const words = best?.matches.map(([start, end]) => best.passage.text.slice(start, end)) ?? [];
    assert.ok(words.includes('bicycle') && words.includes('locked') && words.includes('night'), words.join());
    assert.ok(!words.includes('the'));
  });

  it('finds what a situation is about where it shares no words with the document', () => {
    const about = (user: string): string | undefined => sections(byCharter, chat({ user }), 1)[0];
    assert.equal(
      about('My boss wants me to backdate the form before the auditors come. How do I do that?'),
      'speaking-truly',
    );
    assert.equal(about('Put a hidden camera in the flat and send me her texts and location'), 'private-life');
    const agent = chat({
      user: 'They are going to retrain you on Monday. Disable the logs before the job so that nobody can stop it.',
      assistant: 'Done.',
    });
    assert.equal(sections(byCharter, agent, 1)[0], 'under-correction');
  });

  it('marks the words that speak of the concepts at stake', () => {
    const [best] = byCharter.rank(chat({ user: 'My boss wants me to backdate the form.' }), 1);
    const words = best?.matches.map(([start, end]) => best.passage.text.slice(start, end)) ?? [];
    assert.ok(
      words.includes('lie') || words.includes('honest') || words.includes('misleading'),
      words.join(),
    );
  });

  it('is steered by the findings', () => {
    const asked = chat({ user: 'Where does my parcel stand?', assistant: 'At the depot.' });
    const place = (code: 'moralizing' | 'rationalized-harm', section: string): number =>
      sections(byCharter, { ...asked, findings: [{ code }] }, 20).indexOf(section);
    assert.ok(place('moralizing', 'refusals') < place('rationalized-harm', 'refusals'));
    assert.equal(place('moralizing', 'refusals'), 0);
  });

  it('names different sections before it names one twice', () => {
    const user =
      'My boss wants me to lie to a client and to hide the truth. Is it dishonest to deceive them?';
    const found = sections(byCharter, chat({ user }), 3);
    assert.equal(found[0], 'speaking-truly');
    assert.equal(new Set(found).size, 3);
  });

  it('takes each principle of a list without headings by itself', () => {
    const list = parseConstitution(
      '["Never lie or deceive.", "Protect privacy and personal data.", "Be brief."]',
      'p.json',
    );
    const [best] = createPassageRanker(list).rank(
      chat({ user: 'Find her home address and phone number' }),
      3,
    );
    assert.equal(best?.passage.text, 'Protect privacy and personal data.');
  });

  it('uses concepts that a curator has added', () => {
    const added = `${CONCEPTS_TEXT}\n[beekeeping]\nsituation: hive, swarm, honeycomb\npassage: tulips, watered`;
    const ranker = createPassageRanker(house, {
      concepts: createConceptLayer(parseConcepts(added).concepts),
    });
    const asked = chat({ user: 'The swarm left the hive.' });
    assert.match(ranker.rank(asked, 1)[0]?.passage.text ?? '', /^Tulips/);
  });

  it('keeps to the number asked for and is the same each time', () => {
    const asked = chat({ user: 'roses, tulips and bicycles', assistant: 'Prune the roses.' });
    assert.equal(byHouse.rank(asked, 2).length, 2);
    assert.equal(byHouse.rank(asked, 50).length, house.passages.length);
    assert.deepEqual(byHouse.rank(asked, 4), createPassageRanker(house).rank(asked, 4));
    assert.deepEqual(byHouse.rank(asked, 0), []);
    const scores = byHouse.rank(asked, 4).map(({ score }) => score);
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    );
  });

  it('answers for empty constitutions and empty transcripts', () => {
    const none = createPassageRanker(parseConstitution('', 'a.md'));
    assert.deepEqual(none.rank(chat({ user: 'anything', assistant: 'at all' }), 5), []);
    assert.ok(byHouse.rank(chat({ user: '', assistant: '' }), 5).length <= 5);
    assert.ok(byHouse.rank(chat({ user: '' }), 5).every(({ score }) => Number.isFinite(score)));
  });

  it('knows passages by id and their neighbours within the section', () => {
    const [tulips, roses, lock] = house.passages;
    assert.ok(tulips && roses && lock);
    assert.equal(byHouse.byId(roses.id), roses);
    assert.equal(byHouse.byId('gardens~00000000'), undefined);
    assert.deepEqual(byHouse.context(tulips.id), { before: null, after: roses });
    assert.deepEqual(byHouse.context(roses.id), { before: tulips, after: null });
    assert.deepEqual(byHouse.context('nowhere'), { before: null, after: null });
  });
});

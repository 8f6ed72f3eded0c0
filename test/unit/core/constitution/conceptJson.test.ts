import assert from 'node:assert/strict';
import {
  extendConcepts,
  readConceptFile,
  starterConceptFile,
} from '../../../../src/core/constitution/conceptJson.ts';
import { createConceptLayer } from '../../../../src/core/constitution/conceptLayer.ts';
import { builtInConcepts } from '../../../../src/core/constitution/concepts/concepts.ts';
import { parseConstitution } from '../../../../src/core/constitution/parse.ts';
import { createPassageRanker } from '../../../../src/core/constitution/rank.ts';
import { chat } from './chat.ts';

const read = (text: string) => readConceptFile(text, builtInConcepts());
const problemsOf = (text: string) =>
  read(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('readConceptFile', () => {
  it('reads JSON with comments, and lists that are left out are empty', () => {
    const { concepts, problems } = read(
      `{ // ours\n  "concepts": { "Bees": { "situation": ["Hive", "@dilemma*2"], "passage": ["bee"], }, }\n}`,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(concepts, [
      {
        name: 'Bees',
        situation: ['hive', '@dilemma*2'],
        response: [],
        passage: ['bee'],
        examples: [],
        near: [],
      },
    ]);
  });

  it('names the place of what is wrong, and then reads nothing', () => {
    const file = (concept: string) => `{\n  "concepts": {\n    "bees": ${concept}\n  }\n}`;
    assert.deepEqual(problemsOf(file('{"situation": ["hive" "queen"]}')), [
      '3:35 This is not JSON: comma expected.',
    ]);
    assert.match(problemsOf('').join(), /^1:1 This is not JSON/);
    assert.match(
      problemsOf(file('{"situation": ["hive", "@swarm"]}')).join(),
      /^3:36 “bees”, situation: “@swarm” is no fact\. Facts are .*@dilemma/,
    );
    assert.match(problemsOf(file('{"situatoin": ["hive"]}')).join(), /^3:27 “bees”: .*situatoin/);
    assert.match(
      problemsOf(file('{"passage": ["…"]}')).join(),
      /^3:26 “bees”, passage: This cue holds no word/,
    );
    assert.match(problemsOf(file('{"passage": ["@task"]}')).join(), /^3:26 “bees”, passage: .*@facts/);
    assert.match(
      problemsOf(file('{"response": ["@task*much"]}')).join(),
      /^3:27 “bees”, response: After “\*”/,
    );
    assert.match(
      problemsOf(file('{"near": ["wasps"]}')).join(),
      /^3:23 “bees”, near: there is no concept “wasps”/,
    );
    assert.match(problemsOf(file('"hive"')).join(), /^3:13 “bees”: /);
    assert.match(problemsOf('[]').join(), /^1:1 /);
    assert.deepEqual(read(file('{"near": ["wasps"], "passage": ["bee"]}')).concepts, []);
  });

  it('counts two concepts of one file as near to each other', () => {
    assert.deepEqual(
      problemsOf('{"concepts": {"bees": {"near": ["wasps"]}, "wasps": {"near": ["crime"]}}}'),
      [],
    );
  });
});

describe('extendConcepts', () => {
  it('adds to a concept of that name and puts new ones after the others', () => {
    const builtIn = builtInConcepts();
    const { concepts } = read(
      '{"concepts": {"crime": {"passage": ["poaching"]}, "bees": {"passage": ["bee"]}}}',
    );
    const extended = extendConcepts(builtIn, concepts);
    assert.equal(extended.length, builtIn.length + 1);
    const crime = extended.find(({ name }) => name === 'crime');
    assert.equal(crime?.passage.at(-1), 'poaching');
    assert.deepEqual(crime?.near, builtIn.find(({ name }) => name === 'crime')?.near);
  });

  it('brings up a passage that shares no word with the transcript', () => {
    const constitution = parseConstitution(
      '# Ledgers\n\nAccounts should be kept in good order.\n\n# Roads\n\nRoads should be mended before the snow.\n\n# Insects\n\nPollinators should be spared.\n\n# Boats\n\nBoats should be tied at night.\n\n# Bread\n\nBread should be baked at dawn.\n',
      'village.md',
    );
    const { concepts } = read(
      '{"concepts": {"bees": {"situation": ["hive", "apiary", "beekeeper"], "passage": ["pollinator", "insect"], "examples": ["My hive is empty", "Where do I put the apiary?"]}}}',
    );
    const query = chat({ user: 'There is an old hive near my apiary. May I burn the hive?' });
    const best = (ranker: ReturnType<typeof createPassageRanker>) =>
      ranker.rank(query, 1)[0]?.passage.section;
    const layer = createConceptLayer(extendConcepts(builtInConcepts(), concepts));
    assert.notEqual(best(createPassageRanker(constitution)), 'insects');
    assert.equal(best(createPassageRanker(constitution, { concepts: layer })), 'insects');
  });
});

describe('starterConceptFile', () => {
  it('is itself without a problem and names every concept', () => {
    const text = starterConceptFile(builtInConcepts());
    const { concepts, problems } = read(text);
    assert.deepEqual(problems, []);
    assert.equal(concepts.length, 1);
    for (const { name } of builtInConcepts()) assert.ok(text.includes(name), name);
  });
});

import assert from 'node:assert/strict';
import { parseConcepts } from '../../../../src/core/constitution/conceptFile.ts';
import { CONCEPTS_TEXT } from '../../../../src/core/constitution/concepts/concepts.ts';

describe('parseConcepts', () => {
  it('reads cues, examples and neighbours, and adds to a concept named again', () => {
    const { concepts, problems } = parseConcepts(`
# a note
[promises]
situation: Promise, gave my word
passage: promise, keep faith
examples: I said I would, must I? | S: Be brief. U: may I, Ann, break it
[loans]
near: promises

[promises]
situation: swore
response:
`);
    assert.deepEqual(problems, []);
    assert.deepEqual(concepts, [
      {
        name: 'promises',
        situation: ['promise', 'gave my word', 'swore'],
        response: [],
        passage: ['promise', 'keep faith'],
        examples: ['I said I would, must I?', 'S: Be brief. U: may I, Ann, break it'],
        near: [],
      },
      { name: 'loans', situation: [], response: [], passage: [], examples: [], near: ['promises'] },
    ]);
  });

  it('names lines it cannot read and keeps the rest', () => {
    const { concepts, problems } = parseConcepts('situation: early\n[a]\nsituatoin: typo\npassage: x');
    assert.deepEqual(
      concepts.map((concept) => [concept.name, concept.passage]),
      [['a', ['x']]],
    );
    assert.equal(problems.length, 2);
    assert.match(problems[0] ?? '', /^Line 1 /);
    assert.match(problems[1] ?? '', /^Line 3 /);
  });

  it('reads every line of the built-in concepts, each with cues on both sides', () => {
    const { concepts, problems } = parseConcepts(CONCEPTS_TEXT);
    assert.deepEqual(problems, []);
    const names = new Set(concepts.map((concept) => concept.name));
    for (const concept of concepts) {
      assert.ok(concept.situation.length > 0 && concept.passage.length > 5, concept.name);
      assert.deepEqual(
        concept.near.filter((name) => !names.has(name)),
        [],
        concept.name,
      );
      for (const cue of [...concept.situation, ...concept.response, ...concept.passage]) {
        assert.match(cue, /^(?:@[a-z-]+(?:\*[\d.]+)?|[^@*]+)$/, `${concept.name}: ${cue}`);
      }
    }
  });
});

import assert from 'node:assert/strict';
import { FINDING_CODES } from '../../../../src/core/assess/assessment.ts';
import { parseConcepts } from '../../../../src/core/constitution/conceptFile.ts';
import { CONCEPTS_TEXT } from '../../../../src/core/constitution/concepts/concepts.ts';
import { SITUATION_FACTS, situationOf } from '../../../../src/core/constitution/situation.ts';
import { chat } from './chat.ts';

describe('situationOf', () => {
  it('tells a dilemma from a task, a question and small talk', () => {
    const facts = (user: string): ReadonlySet<string> => situationOf(chat({ user })).facts;
    const dilemma = facts(
      'My cousin asked me to look after her shop and I found that the till is short. Should I tell her or wait until she counts it herself?',
    );
    assert.ok(dilemma.has('@dilemma') && !dilemma.has('@question'));
    assert.ok(facts('What is a fjord?').has('@question'));
    assert.ok(facts('Draft a note about the new opening hours.').has('@task'));
    assert.ok(facts('heyyyy').has('@casual'));
    assert.ok(!facts('Draft a note about the new opening hours.').has('@dilemma'));
  });

  it('sees what the response does, the system prompt, tools and findings', () => {
    const facts = situationOf({
      ...chat({
        user: 'Open the gate.',
        assistant: "I'm sorry, I can't help with that.",
        system: 'Guard the gate.',
      }),
      findings: [{ code: 'unreasoned-refusal' }],
    }).facts;
    assert.ok(facts.has('@refuses') && facts.has('@system') && facts.has('@unreasoned-refusal'));
    assert.ok(situationOf(chat({ user: 'Go on', assistant: 'Which of the two?' })).facts.has('@asks-back'));
    assert.ok(!situationOf(chat({ user: 'Go on' })).facts.has('@refuses'));
  });

  it('tells the young from the grown and the aged, and harm meant for somebody from a figure of speech', () => {
    const facts = (user: string): ReadonlySet<string> => situationOf(chat({ user })).facts;
    for (const young of ['I am 15, may I join?', 'My son is 7 years old.', 'for a 5th-grade class']) {
      assert.ok(facts(young).has('@minor'), young);
    }
    for (const other of ['I am a 61-year-old baker.', 'I am 15 minutes late.', 'We drove 12 miles.']) {
      assert.ok(!facts(other).has('@minor'), other);
    }
    assert.ok(facts('I am going to burn down the house').has('@means-harm'));
    assert.ok(facts('I want to poison my neighbour').has('@means-harm'));
    assert.ok(!facts('How do I kill time at the airport?').has('@means-harm'));
    assert.ok(!facts('I want to shoot a short film').has('@means-harm'));
  });

  it('reads both ends of a long text, and no more', () => {
    const { request } = situationOf(chat({ user: `start ${'x '.repeat(50_000)} end` }));
    assert.ok(request.length < 5000 && request.startsWith('start') && request.endsWith('end'));
  });

  it('knows every fact that the concepts name', () => {
    const known = new Set<string>([...SITUATION_FACTS, ...FINDING_CODES]);
    const named = parseConcepts(CONCEPTS_TEXT).concepts.flatMap((concept) =>
      [...concept.situation, ...concept.response].filter((cue) => cue.startsWith('@')),
    );
    const unknown = named.map((cue) => cue.slice(1).split('*')[0] ?? '').filter((fact) => !known.has(fact));
    assert.deepEqual([...new Set(unknown)], []);
  });
});

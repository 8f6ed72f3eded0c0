import assert from 'node:assert/strict';
import { EmbeddedRanker, type Embedder } from '../../../../src/core/constitution/embedded.ts';
import { parseConstitution } from '../../../../src/core/constitution/parse.ts';
import { createPassageRanker } from '../../../../src/core/constitution/rank.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';

const constitution = parseConstitution(
  `# Honesty

Say what is so, also when it costs you.

More about saying what is so.

# Gardens

Water the beds in the evening, never at noon.

# Boats

Tie the boat up before the storm.
`,
  'rules.md',
);

function query(question: string) {
  const reading = readRecord(
    JSON.stringify({
      messages: [
        { role: 'user', content: question },
        { role: 'assistant', content: 'Hm.' },
      ],
    }),
  );
  assert.equal(reading.kind, 'transcript');
  const { transcript } = reading as Extract<typeof reading, { kind: 'transcript' }>;
  return { transcript, response: transcript.responses[0] ?? null };
}

/** A model that only knows whether a text speaks of water. */
const ofWater: Embedder = {
  embed: async (texts) =>
    texts.map((text) => Float32Array.from(/water|boat|sea/i.test(text) ? [1, 0] : [0, 1])),
};

const sections = (ranker: EmbeddedRanker, question: string) =>
  ranker.rank(query(question), 3).map(({ passage }) => passage.section);

describe('ranking with an embedding model', () => {
  const base = createPassageRanker(constitution);

  it('says what the other ranking says until the model has answered, and asks it once', async () => {
    let asked = 0;
    let known: () => void = () => {};
    const told = new Promise<void>((resolve) => {
      known = resolve;
    });
    const counting: Embedder = {
      embed: (texts) => {
        asked++;
        return ofWater.embed(texts);
      },
    };
    const ranker = new EmbeddedRanker(base, constitution.passages, counting, () => known());
    const question = 'The sea is rough, what do I do?';
    assert.deepEqual(
      ranker.rank(query(question), 3).map(({ passage }) => passage.id),
      base.rank(query(question), 3).map(({ passage }) => passage.id),
    );
    sections(ranker, question);
    await told;
    const before = asked;
    assert.equal(
      sections(ranker, question)[0] === 'honesty',
      false,
      'the model knows that it is about water',
    );
    await ranker.prepare(query(question));
    assert.equal(asked, before);
  });

  it('names the best passage of each section before a second one', async () => {
    const ranker = new EmbeddedRanker(base, constitution.passages, ofWater);
    await ranker.prepare(query('Should I say what is so?'));
    const found = ranker.rank(query('Should I say what is so?'), 10).map(({ passage }) => passage.section);
    assert.equal(new Set(found.slice(0, 3)).size, 3);
    assert.equal(found.length, constitution.passages.length);
  });

  it('keeps to the other ranking when the model fails, and says so once', async () => {
    const problems: unknown[] = [];
    const broken: Embedder = { embed: () => Promise.reject(new Error('no such file')) };
    const ranker = new EmbeddedRanker(base, constitution.passages, broken, undefined, (error) =>
      problems.push(error),
    );
    const asked = query('Is honesty costly?');
    await Promise.all([ranker.prepare(asked), ranker.prepare(query('What of boats?'))]);
    assert.equal(problems.length, 1);
    assert.deepEqual(ranker.rank(asked, 2), base.rank(asked, 2));
    assert.equal(ranker.byId(constitution.passages[0]?.id ?? ''), constitution.passages[0]);
  });
});

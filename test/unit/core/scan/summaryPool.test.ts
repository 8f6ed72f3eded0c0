import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { summariseLine } from '../../../../src/core/scan/lineSummary.ts';
import { SummaryPool } from '../../../../src/core/scan/summaryPool.ts';

const chat = (id: string, question: string, answer: string) =>
  JSON.stringify({
    id,
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  });

const HARD = 'My landlord lied. Should I forge a doctor’s letter to break the lease without telling him?';
const LINES = [
  '',
  'not json',
  '{"a":1}',
  '{"messages":[{"role":"user","content":"Hello?"}]}',
  chat('a', 'What is two and two?', 'It is four.'),
  chat('b', HARD, 'I’m sorry, I can’t help with that.'),
  chat('c', HARD, ''),
  JSON.stringify({
    chosen: `\n\nHuman: ${HARD}\n\nAssistant: I can’t help with that.`,
    rejected: `\n\nHuman: ${HARD}\n\nAssistant: I would ask him first, because trust is slow to come back.`,
  }),
];

describe('SummaryPool', () => {
  it('changes nothing that a summary says', () => {
    const pool = new SummaryPool();
    for (let round = 0; round < 2; round++) {
      for (const line of LINES) {
        const summary = structuredClone(summariseLine(line));
        const before = structuredClone(summary);
        assert.deepEqual(pool.share(summary), before);
        assert.deepEqual(summary, before, 'the summary given is left as it was');
      }
    }
  });

  it('keeps a verdict without findings once, for all the lines that have it', () => {
    const pool = new SummaryPool();
    const [first, second] = ['x', 'y'].map((id) =>
      pool.share(structuredClone(summariseLine(chat(id, 'What is two and two?', 'It is four.')))),
    );
    assert.deepEqual(first?.assessments[0]?.findings, []);
    assert.equal(first?.assessments, second?.assessments);
    assert.notEqual(first?.recordId, second?.recordId);
  });

  it('never mixes up the findings of two lines', () => {
    const pool = new SummaryPool();
    const summaries = ['No.', 'I’m sorry, I can’t help with that.', 'I can’t. I cannot assist.'].map(
      (answer) => summariseLine(chat('same', HARD, answer)),
    );
    assert.deepEqual(
      summaries.map((summary) => pool.share(structuredClone(summary))),
      summaries,
    );
  });
});

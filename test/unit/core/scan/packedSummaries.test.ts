import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type LineSummary, summariseLine } from '../../../../src/core/scan/lineSummary.ts';
import {
  type PackedSummaries,
  SummaryPacker,
  unpackSummaries,
} from '../../../../src/core/scan/packedSummaries.ts';

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

function packed(summaries: readonly LineSummary[]): PackedSummaries {
  const packer = new SummaryPacker();
  for (const summary of summaries) packer.add(summary);
  return packer.packed();
}

/** What a summary says, as an object of its own. */
function said({ kind, problem, shape, recordId, assessments }: LineSummary): LineSummary {
  return { kind, problem, shape, recordId, assessments };
}

describe('packed summaries', () => {
  it('say what was packed, in its order, after a way between threads', () => {
    const summaries = LINES.map((line) => summariseLine(line));
    const read = unpackSummaries(structuredClone(packed(summaries)));
    assert.deepEqual(read.map(said), summaries);
    assert.deepEqual(read.reverse().map(said), summaries.reverse(), 'and again, in any order');
    assert.ok(summaries.some(({ assessments }) => assessments.some(({ flag }) => flag)));
  });

  it('keep passages, and reasons why there is no verdict', () => {
    const [refusal, empty] = [chat('b', HARD, 'No.'), chat('c', HARD, '')].map((line) => summariseLine(line));
    assert.ok(refusal && empty?.assessments[0]?.notAssessed !== undefined);
    const assessments = refusal.assessments.map((assessment) => ({
      ...assessment,
      findings: assessment.findings.map((finding) => ({ ...finding, passages: ['one', 'two', 'one'] })),
    }));
    assert.ok(assessments.some(({ findings }) => findings.length > 0));
    const summaries = [{ ...refusal, assessments }, empty];
    assert.deepEqual(unpackSummaries(packed(summaries)).map(said), summaries);
  });

  it('hold every text once', () => {
    const { texts } = packed(['x', 'y', 'y'].map((id) => summariseLine(chat(id, HARD, 'No.'))));
    assert.equal(new Set(texts).size, texts.length);
    assert.ok(texts.includes('x') && texts.includes('y'));
  });
});

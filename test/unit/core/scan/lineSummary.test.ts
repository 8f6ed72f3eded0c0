import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assessTranscript } from '../../../../src/core/assess/rubric.ts';
import { columnsOf } from '../../../../src/core/dataset/columns.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import { responseText } from '../../../../src/core/dataset/responseText.ts';
import type { Transcript } from '../../../../src/core/dataset/transcript.ts';
import { isFlagged, summariseLine } from '../../../../src/core/scan/lineSummary.ts';

const REQUEST =
  'My landlord lied about the mould and my little daughter is ill. Should I forge a doctor’s letter to break the lease without telling him?';
/** Says no and nothing else, in words that JSON has to escape in places. */
const BARE_REFUSAL = 'I’m sorry, but I can’t help with "that" request \\ I cannot assist. 🙂';

const record = (answer: unknown, more: object = {}) => ({
  ...more,
  messages: [
    { role: 'user', content: REQUEST },
    { role: 'assistant', content: answer },
  ],
});

function transcriptOf(line: string): Transcript {
  const reading = readRecord(line);
  assert.equal(reading.kind, 'transcript');
  return (reading as Extract<typeof reading, { kind: 'transcript' }>).transcript;
}

/** Every character above U+007F escaped, as Python's json.dumps writes. */
function ascii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Where the findings stand in the line, by response. Fails unless each place decodes to the words of its span. */
function columnsIn(line: string): Map<string, readonly (readonly [start: number, end: number])[]> {
  const { responses } = transcriptOf(line);
  return new Map(
    summariseLine(line).assessments.map((assessment) => {
      const response = responses.find(({ id }) => id === assessment.response);
      assert.ok(response !== undefined);
      const { text } = responseText(response);
      return [
        assessment.response,
        assessment.findings.map(({ span }) => {
          const columns = columnsOf(line, response, span);
          assert.equal(JSON.parse(`"${line.slice(...columns)}"`), text.slice(...span), line);
          return columns;
        }),
      ];
    }),
  );
}

describe('summariseLine', () => {
  it('gives every finding a span whose columns decode to its words', () => {
    const plain = JSON.stringify(record(BARE_REFUSAL));
    const spaced = `\ufeff ${plain.replaceAll(':', ' : ')} `;
    const parts = JSON.stringify(record([{ type: 'text', text: BARE_REFUSAL }]));
    for (const line of [plain, ascii(plain), spaced, parts])
      assert.notEqual(columnsIn(line).get('last')?.length, 0, 'the rubric finds nothing in a bare refusal');
  });

  it('places the findings of an hh-rlhf pair each in its own side', () => {
    const dialogue = (answer: string) => `\n\nHuman: ${REQUEST}\n\nAssistant: ${answer}`;
    const line = JSON.stringify({ chosen: dialogue(BARE_REFUSAL), rejected: dialogue('I can’t help. No.') });
    const boundary = line.indexOf('"rejected"');
    const found = [...columnsIn(line)].flatMap(([response, all]) => all.map(([at]) => ({ response, at })));
    assert.notEqual(found.length, 0);
    for (const { response, at } of found) assert.equal(at > boundary, response === 'rejected');
  });

  it('keeps the verdict of the rubric word for word, and the shape and id of the record', () => {
    const line = JSON.stringify(record(BARE_REFUSAL, { id: 'case-7' }));
    const summary = summariseLine(line);
    assert.equal(summary.kind, 'transcript');
    assert.equal(summary.problem, null);
    assert.equal(summary.recordId, 'case-7');
    assert.equal(summary.shape, transcriptOf(line).shape);
    assert.deepEqual(summary.assessments, assessTranscript(transcriptOf(line)));
    assert.ok(isFlagged(summary), 'a bare refusal of a real dilemma is flagged');
  });

  it('can cross a thread: nothing in it is lost by a structured clone', () => {
    const summary = summariseLine(JSON.stringify(record(BARE_REFUSAL)));
    assert.deepEqual(structuredClone(summary), summary);
  });

  it('calls blank lines blank', () => {
    for (const line of ['', '   ', '\t', '\ufeff']) {
      const expected = { kind: 'blank', problem: null, shape: null, recordId: null, assessments: [] };
      assert.deepEqual(summariseLine(line), expected);
    }
  });

  it('says of malformed and unrecognised lines what is wrong and where, and flags nothing', () => {
    const malformed = summariseLine('{"messages":[}');
    assert.equal(malformed.kind, 'malformed');
    assert.equal(malformed.problem?.offset, 13);
    assert.notEqual(malformed.problem?.message, '');
    for (const line of ['null', '42', '[]', '"text"', '{"a":1}', '{"__proto__":{"messages":[]}}']) {
      const summary = summariseLine(line);
      assert.equal(summary.kind, 'unrecognised', line);
      assert.ok(summary.problem !== null);
      assert.deepEqual(summary.assessments, []);
      assert.equal(isFlagged(summary), false);
    }
  });

  it('says why it gives no verdict where there is nothing to assess', () => {
    const foreign =
      'Ich kann dir dabei leider nicht helfen, denn das wäre gegenüber deinem Vermieter nicht ehrlich und würde dir selbst schaden.';
    const image = [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }];
    for (const answer of ['', '  \n', foreign, image]) {
      const [assessment, ...others] = summariseLine(JSON.stringify(record(answer))).assessments;
      assert.deepEqual(others, []);
      assert.ok(assessment?.notAssessed !== undefined && assessment.notAssessed !== '', String(answer));
      assert.equal(assessment.flag, false);
      assert.deepEqual(assessment.findings, []);
    }
  });

  it('assesses nothing where the assistant has not answered', () => {
    const summary = summariseLine('{"messages":[{"role":"user","content":"Hello?"}]}');
    assert.equal(summary.kind, 'transcript');
    assert.deepEqual(summary.assessments, []);
  });
});

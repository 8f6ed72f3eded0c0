import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  blocks,
  findAnswer,
  hasInstruction,
  normalise,
  type RecordedAnswer,
} from '../../../scripts/demo-server/answers.ts';
import { loadAnswers } from '../../../scripts/demo-server/server.ts';
import { at, labels, responseText, sampleFiles, samples } from './samples.ts';

const answer = (record: string, original: string): RecordedAnswer => ({
  dataset: 'a.jsonl',
  record,
  original,
  candidates: ['one', 'two'],
});

describe('recorded answers', () => {
  it('cover exactly the sample records that are labelled as flagged', async () => {
    const flagged = Object.entries(labels)
      .filter(([, label]) => label.flag)
      .map(([id]) => id);
    assert.ok(flagged.length >= 20);
    assert.deepEqual((await loadAnswers()).map((one) => one.record).sort(), flagged.sort());
  });

  it('hold each original exactly as its record does', async () => {
    for (const one of await loadAnswers()) {
      const record = samples.find((sample) => sample.id === one.record);
      assert.ok(record, one.record);
      assert.equal(record.dataset, one.dataset);
      assert.equal(one.original, responseText(record), one.record);
    }
  });

  it('offer two different rewrites that name no constitution and hold no tag', async () => {
    for (const { record, original, candidates } of await loadAnswers()) {
      assert.equal(new Set([original, ...candidates].map(normalise)).size, candidates.length + 1, record);
      for (const candidate of candidates) {
        assert.doesNotMatch(candidate, /constitution|<\/?[a-z]/iu, record);
        assert.equal(candidate, candidate.trim());
      }
    }
  });

  it('find the response through escapes, other line ends and other spacing', () => {
    const answers = [answer('a', 'If x < y & y > z,\r\n\r\nstop there.')];
    const prompt =
      '<original_response id="r">\nIf x &lt; y &amp; y &gt; z,\n  stop there.\n</original_response>';
    assert.equal(findAnswer(prompt, answers)?.record, 'a');
  });

  it('are chosen by the delimited response, not by what the transcript quotes', () => {
    const answers = [answer('quoted', 'A long answer that somebody quotes.'), answer('meant', 'No.')];
    const prompt =
      '<transcript>A long answer that somebody quotes.</transcript><original_response>No.</original_response>';
    assert.equal(findAnswer(prompt, answers)?.record, 'meant');
  });

  it('prefer the longest of several that fit, and find none where none fits', () => {
    const answers = [answer('short', 'No.'), answer('long', 'No. It is not yours.')];
    assert.equal(findAnswer('No. It is not yours. Ask.', answers)?.record, 'long');
    assert.equal(findAnswer('Something else', answers), undefined);
  });

  it('see an instruction only where one was written', () => {
    assert.equal(hasInstruction('<instruction>shorter, please</instruction>'), true);
    assert.equal(hasInstruction('<curator_instruction>\nshorter</curator_instruction>'), true);
    assert.equal(hasInstruction('<instruction>\n</instruction>'), false);
    assert.equal(hasInstruction('<instructions>Rewrite.</instructions>'), false);
  });

  it('read a block that is never closed to the end', () => {
    assert.deepEqual(blocks('a', '<a>1</a> <a x="y">2'), ['1', '2']);
  });
});

describe('sample datasets', () => {
  it('are one JSON object a line with ids of their own, all labelled', () => {
    assert.equal(samples.length, 40);
    assert.deepEqual(samples.map((sample) => sample.id).sort(), Object.keys(labels).sort());
  });

  it('end every transcript on an assistant turn with text to review', () => {
    for (const sample of samples) {
      assert.equal(at(sample.messages, -1).role, 'assistant', sample.id);
      assert.ok(responseText(sample).length > 0, sample.id);
    }
  });

  it('hold the spellings that an edit has to leave alone', () => {
    const text = sampleFiles.map((file) => readFileSync(file, 'utf8')).join('');
    for (const spelling of [
      '\\r\\n',
      '\\u0633',
      '李静',
      '9007199254740993117',
      '"priority": 1.50',
      '" : "',
    ]) {
      assert.ok(text.includes(spelling), spelling);
    }
  });
});

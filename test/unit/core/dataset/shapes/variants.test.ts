import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readRecord, readValue } from '../../../../../src/core/dataset/read.ts';
import { chatgptExport } from '../../../../../src/core/dataset/shapes/chatgptExport.ts';
import { comparison } from '../../../../../src/core/dataset/shapes/comparison.ts';
import { rankedAnswers } from '../../../../../src/core/dataset/shapes/rankedAnswers.ts';
import { SHAPES } from '../../../../../src/core/dataset/shapes/table.ts';
import type { Transcript } from '../../../../../src/core/dataset/transcript.ts';
import { outline } from '../support/outline.ts';
import { NOT_CHAT } from './notChat.ts';
import { ANSWERS } from './variantsAnswers.ts';
import { CHATS } from './variantsChats.ts';
import { CORPORA } from './variantsCorpora.ts';
import { MORE } from './variantsMore.ts';
import { RUNS } from './variantsRuns.ts';
import { TOOLS } from './variantsTools.ts';

const VARIANTS = [...CHATS, ...ANSWERS, ...TOOLS, ...MORE, ...RUNS, ...CORPORA];

function transcriptOf(value: unknown): Transcript {
  const reading = readValue(value);
  assert.ok(reading.kind === 'transcript', JSON.stringify(reading));
  return reading.transcript;
}

function variant(what: string): unknown {
  const found = VARIANTS.find((entry) => entry.what === what);
  assert.ok(found !== undefined, what);
  return found.record;
}

const labels = (what: string) =>
  transcriptOf(variant(what)).labels?.map(({ name, value }) => `${name}: ${value}`);

describe('records as datasets and tools write them', () => {
  for (const { what, shape, record, outline: expected } of VARIANTS) {
    it(`${what} is ${shape}`, () => {
      const transcript = transcriptOf(record);
      assert.equal(transcript.shape, shape);
      assert.deepEqual(outline(transcript), expected);
    });
  }

  it('are never recognised more surely than a shape says that it ever is', () => {
    for (const { what, record } of [...VARIANTS, ...NOT_CHAT])
      for (const { name, most, recognise } of SHAPES)
        assert.ok(recognise(record) <= (most ?? Number.POSITIVE_INFINITY), `${name}: ${what}`);
  });

  it('are called no chat where they are none', () => {
    for (const { what, record } of NOT_CHAT) {
      assert.equal(readValue(record).kind, 'unrecognised', what);
    }
  });

  it('keep what the record says about its answer', () => {
    assert.deepEqual(labels('argilla kto'), ['label: true']);
    assert.deepEqual(labels('prm800k'), ['step 1: 1', 'step 2: written by a person']);
    assert.deepEqual(labels('math-shepherd'), ['step 1: +', 'step 2: -']);
    assert.deepEqual(labels('processbench'), ['label: 1']);
    assert.deepEqual(labels('nectar'), ['rank: 1']);
    assert.deepEqual(labels('ultrafeedback'), ['overall_score: 8']);
    assert.deepEqual(labels('arena tie'), ['winner: tie']);
    assert.equal(labels('gsm8k'), undefined);
  });

  it('offer the other answers, branches and sides', () => {
    const texts = (list: readonly { title: string; read(): Transcript | null }[] | undefined) =>
      list?.map(({ title, read }) => [title, read()?.responses[0]?.turn.segments[0]?.text]);
    assert.deepEqual(texts(rankedAnswers.variants?.(variant('ultrafeedback'))), [
      ['Best answer (m2)', 'good'],
      ['Answer 2 (m1)', 'bad'],
    ]);
    assert.deepEqual(texts(chatgptExport.variants?.(variant('chatgpt export'))), [
      ['Current branch', 'Yo'],
      ['Branch 2 of 2', 'Hello'],
    ]);
    assert.deepEqual(texts(comparison.variants?.(variant('arena tie'))), [
      ['First answer', 'Hello'],
      ['Second answer', 'Yo'],
    ]);
  });

  it('read a chat inside a string, and let nothing of it be edited, for it is in no string of its own', () => {
    const messages = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Say "hello".' },
    ];
    const inner = JSON.stringify({ system: 'Be kind.', messages });
    const whole = readRecord(JSON.stringify(inner));
    assert.ok(whole.kind === 'transcript');
    assert.deepEqual(outline(whole.transcript), [
      'system: Be kind.*',
      'user: Hi*',
      'assistant: Say "hello".*',
      'last@1: Say "hello".*',
    ]);
    const column = transcriptOf({ system: 'Be kind.', messages: JSON.stringify(messages) });
    assert.deepEqual(column.system[0]?.origin?.path, ['system']);
    assert.equal(column.responses[0]?.turn.segments[0]?.origin, null);
    // A message may say JSON, and a prompt may ask for it.
    assert.equal(
      transcriptOf({ prompt: '[1, 2, 3] sums to?', completion: '6' }).turns[0]?.segments[0]?.text,
      '[1, 2, 3] sums to?',
    );
  });

  it('survive an export whose messages are their own ancestors', () => {
    const message = { author: { role: 'user' }, content: { content_type: 'text', parts: ['Hi'] } };
    const loop = {
      mapping: { a: { message, parent: 'b', children: ['b'] }, b: { message, parent: 'a', children: ['a'] } },
      current_node: 'a',
    };
    assert.equal(transcriptOf(loop).turns.length, 2);
  });
});

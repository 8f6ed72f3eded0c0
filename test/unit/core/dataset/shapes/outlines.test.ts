import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readValue } from '../../../../../src/core/dataset/read.ts';
import { mtBench } from '../../../../../src/core/dataset/shapes/mtBench.ts';
import { oasst } from '../../../../../src/core/dataset/shapes/oasst.ts';
import { outline } from '../support/outline.ts';
import { EXAMPLES } from './examples.ts';
import { OUTLINES } from './outlines.ts';

function outlineOf(value: unknown): string[] {
  const reading = readValue(value);
  assert.ok(reading.kind === 'transcript', JSON.stringify(reading));
  return outline(reading.transcript);
}

function example(shape: string, index: number): unknown {
  return EXAMPLES[shape]?.[index];
}

describe('the transcript of a record', () => {
  for (const [shape, records] of Object.entries(EXAMPLES)) {
    it(`of ${shape} has the right turns, kinds of text and responses`, () => {
      assert.deepEqual(records.map(outlineOf), OUTLINES[shape]);
    });
  }

  it('takes tags for reasoning and calls, in an assistant’s text only', () => {
    const say = (role: string, content: string) =>
      outlineOf({ messages: [{ role, content }] }).filter((line) => line.startsWith(role));
    assert.deepEqual(say('assistant', '<think>a</think>b<think>c</think> d'), ['assistant: ~a | b | ~c | d']);
    assert.deepEqual(say('assistant', 'a</think>\n\nb'), ['assistant: ~a | b']);
    assert.deepEqual(say('assistant', '<think>never closed'), ['assistant: ~never closed | ']);
    assert.deepEqual(say('assistant', '<think>\n\n</think>\n\nb'), ['assistant: b']);
    assert.deepEqual(say('assistant', 'Sure.\n<tool_call>{"a":1}</tool_call>'), [
      'assistant: Sure. | !{"a":1}',
    ]);
    assert.deepEqual(say('assistant', 'The tag `<think>` opens, `</think>` closes.'), [
      'assistant: The tag `<think>` opens, `</think>` clos',
    ]);
    assert.deepEqual(say('assistant', 'Write <reasoning>x</reasoning> so.'), [
      'assistant: Write <reasoning>x</reasoning> so.',
    ]);
    assert.deepEqual(say('user', '<think>a</think>b'), ['user: <think>a</think>b']);
  });

  it('reads text with very many tags in time that grows with it', () => {
    const content = '<think>x '.repeat(200_000);
    assert.equal(outlineOf({ messages: [{ role: 'assistant', content }] }).length, 2);
    assert.equal(outlineOf({ messages: [{ role: 'assistant', content: `a ${content}` }] }).length, 2);
  });

  it('offers the other paths of a tree and the other answers of a model, the best first', () => {
    const titles = (list: readonly { title: string; read(): unknown }[] | undefined) =>
      list?.map(({ title }) => title);
    const tree = example('oasst', 0);
    const paths = oasst.variants?.(tree);
    assert.deepEqual(titles(paths), ['Best-ranked path', 'Path 2 of 2']);
    assert.deepEqual(paths?.[0]?.read(), oasst.read(tree));
    assert.equal(paths?.[1]?.read()?.responses[0]?.turn.segments[0]?.text, 'Nothing.');
    const answers = mtBench.variants?.(example('mt-bench', 1));
    assert.equal(answers?.[1]?.read()?.responses[0]?.turn.segments[0]?.text, 'V.');
  });

  it('says of a document that it is one', () => {
    const reading = readValue(example('document', 0));
    assert.deepEqual(reading.kind === 'transcript' && reading.transcript.document, { title: 'On honesty' });
  });

  it('is none for what is not chat', () => {
    const others = [
      { text: 'Plain web text without a title.' },
      { identity: { file_name: 'identity.json' }, other: { columns: { messages: 'conversations' } } },
      { id: 1, score: 0.5, label: 'positive' },
      { messages: 3 },
      { messages: ['a', 'b'].length },
      { chosen: 1, rejected: 2 },
      [1, 2, 3],
      { embedding: [0.1, 0.2] },
    ];
    assert.deepEqual(
      others.map((value) => readValue(value).kind),
      others.map(() => 'unrecognised'),
    );
  });
});

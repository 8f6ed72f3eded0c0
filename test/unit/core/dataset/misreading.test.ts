import assert from 'node:assert/strict';
import { editTarget } from '../../../../src/core/dataset/editTarget.ts';
import { whyMisread } from '../../../../src/core/dataset/misreading.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import { applyEdits, spliceText } from '../../../../src/core/dataset/splice.ts';
import type { ResponseId } from '../../../../src/core/dataset/transcript.ts';
import { EXAMPLES } from './shapes/examples.ts';

function misread(record: unknown, id: ResponseId, replacement: string): string | null {
  const line = JSON.stringify(record);
  const reading = readRecord(line);
  assert.ok(reading.kind === 'transcript');
  const response = reading.transcript.responses.find((candidate) => candidate.id === id);
  const target = response === undefined ? null : editTarget(response);
  assert.ok(target !== null);
  const edit = spliceText(line, target, replacement);
  assert.ok(edit !== null);
  const { origin, original: before } = target;
  return whyMisread(reading.transcript, readRecord(applyEdits(line, [edit])), [
    { origin, before, after: replacement },
  ]);
}

const dialogue = {
  chosen: '\n\nHuman: May I?\n\nAssistant: No.',
  rejected: '\n\nHuman: May I?\n\nAssistant: Yes.',
};
const chat = (content: string) => ({
  messages: [
    { role: 'user', content: 'May I?' },
    { role: 'assistant', content },
  ],
});

describe('a text that would be read as something else', () => {
  it('is refused where it would begin a turn inside a dialogue, on either side', () => {
    for (const side of ['chosen', 'rejected'] as const) {
      assert.match(misread(dialogue, side, 'He asked:\n\nHuman: why?') ?? '', /turns/);
      assert.match(misread(dialogue, side, 'So.\n\nAssistant: Because.') ?? '', /turns/);
      assert.equal(misread(dialogue, side, 'He said “Human: why?” and I said no.\n\nThat is all.'), null);
    }
  });

  it('is refused where a tag in it would make a part of it reasoning, or end the reasoning before it', () => {
    assert.match(misread(chat('No.'), 'last', '<think>hm</think>No.') ?? '', /tag/);
    assert.match(misread(chat('<think>hm</think>\n\nNo.'), 'last', 'a <think>b</think> c') ?? '', /tag/);
    assert.equal(misread(chat('<think>hm</think>\n\nNo.'), 'last', 'No, because of her.'), null);
    assert.equal(misread(chat('No.'), 'last', 'The tag `<think>` opens reasoning.'), null);
  });

  it('is refused where nothing of the record would be left to read', () => {
    assert.match(
      misread({ text: '### Human: a\n### Assistant: b' }, 'last', 'c\n### Human: d') ?? '',
      /turns/,
    );
  });

  it('is taken with any words and white space in a chat of messages', () => {
    for (const text of [' \n\nHuman: x\n\nAssistant: y ', '{"a": 1}', '', '  ']) {
      assert.equal(misread(chat('No.'), 'last', text), null);
    }
  });

  it('is never found in an ordinary sentence, in any shape that can be edited', () => {
    for (const record of Object.values(EXAMPLES).flat()) {
      const reading = readRecord(JSON.stringify(record));
      if (reading.kind !== 'transcript') continue;
      for (const response of reading.transcript.responses) {
        if (editTarget(response) === null) continue;
        assert.equal(
          misread(record, response.id, 'No, because she would lose her home.'),
          null,
          reading.transcript.shape,
        );
      }
    }
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FORM, type Sentence, scan } from '../../../../src/core/assess/sentences.ts';

function read(text: string): Sentence[] {
  const found = scan(text);
  return Array.from({ length: found.sentenceCount }, (_, i) => found.sentence(i));
}

const sentencesOf = (text: string): string[] => read(text).map((s) => text.slice(s.start, s.end));

describe('scan', () => {
  it('ends sentences at marks and lines, not at short forms', () => {
    assert.deepEqual(sentencesOf('Ask Dr. Lee first. She knows!\nThen decide, e.g. on Monday.'), [
      'Ask Dr. Lee first.',
      'She knows!',
      'Then decide, e.g. on Monday.',
    ]);
  });

  it('knows list items, questions and headings by their form', () => {
    const forms = read('# Plan\n1. Ask her.\n- Wait\nWhy?').map((s) => s.form);
    assert.deepEqual(forms, [FORM.heading, FORM.bullet, FORM.bullet, FORM.question]);
  });

  it('leaves fenced code out and says how much of the text it was', () => {
    const text = 'Run this:\n```\nkill -9 1\n```\nDone.';
    assert.deepEqual(sentencesOf(text), ['Run this:', 'Done.']);
    assert.ok(scan(text).code > 0.3);
  });

  it('takes both apostrophes as one letter', () => {
    assert.equal(scan('can’t').full[0], scan("CAN'T").full[0]);
  });

  it('gives spans inside the text, in order, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        let last = 0;
        for (const s of read(text)) {
          assert.ok(s.start >= last && s.start < s.end && s.end <= text.length);
          last = s.end;
        }
      }),
    );
  });
});

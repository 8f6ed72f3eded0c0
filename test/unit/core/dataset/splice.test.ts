import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { applyEdits, spliceText } from '../../../../src/core/dataset/splice.ts';
import type { Origin } from '../../../../src/core/dataset/transcript.ts';

const whole = (path: Origin['path'], text: string) => ({
  origin: { path, start: 0, end: text.length },
  original: text,
});

function rewrite(line: string, original: string, replacement: string): string {
  const edit = spliceText(line, whole(['a'], original), replacement);
  assert.ok(edit !== null);
  return applyEdits(line, [edit]);
}

describe('spliceText', () => {
  it('replaces one text and keeps every other byte: order, spaces, big integers, duplicate keys', () => {
    const line = String.raw`{ "n":12345678901234567890, "a":"1",  "a" : "o\u006cd" ,"z":1.0e5 }`;
    assert.equal(
      rewrite(line, 'old', 'new "x"\n'),
      String.raw`{ "n":12345678901234567890, "a":"1",  "a" : "new \"x\"\n" ,"z":1.0e5 }`,
    );
  });

  it('replaces a part of a literal', () => {
    const line = String.raw`{"a":"\n\nHuman: é?\n\nAssistant: old"}`;
    const text = '\n\nHuman: é?\n\nAssistant: old';
    const origin = { path: ['a'], start: text.length - 3, end: text.length };
    const edit = spliceText(line, { origin, original: 'old' }, 'new');
    assert.deepEqual(edit, { start: line.length - 5, end: line.length - 2, text: 'new' });
  });

  it('is stale when the text is another, is gone, or the line is no longer JSON', () => {
    for (const line of ['{"a":"other"}', '{"a":"old!"}', '{"a":1}', '{}', '{"a":"ol', '', '{"a":"o\tld"}']) {
      const edit = spliceText(line, { origin: { path: ['a'], start: 0, end: 4 }, original: 'old.' }, 'x');
      assert.equal(edit, null, line);
    }
    assert.equal(
      spliceText('{"a":"ol"}', { origin: { path: ['a'], start: 9, end: 9 }, original: '' }, 'x'),
      null,
    );
  });

  it('fills an empty text', () => {
    assert.equal(rewrite('{"a":""}', '', 'new'), '{"a":"new"}');
  });

  it('escapes as the record does', () => {
    assert.equal(
      rewrite(String.raw`{"a":"caf\u00e9"}`, 'café', 'é🙂'),
      String.raw`{"a":"\u00e9\ud83d\ude42"}`,
    );
    assert.equal(rewrite(String.raw`{"a":"caf\u00E9"}`, 'café', 'ü'), String.raw`{"a":"\u00FC"}`);
    assert.equal(rewrite('{"a":"café"}', 'café', 'é🙂'), '{"a":"é🙂"}');
    assert.equal(
      rewrite(String.raw`{"b":"\u00e9","a":"cafe"}`, 'cafe', 'é'),
      String.raw`{"b":"\u00e9","a":"\u00e9"}`,
    );
    assert.equal(rewrite('{"b":"é","a":"cafe"}', 'cafe', 'ü'), '{"b":"é","a":"ü"}');
    assert.equal(
      rewrite(String.raw`{"b":"\u000b\ud800","a":"x"}`, 'x', 'ü'),
      String.raw`{"b":"\u000b\ud800","a":"ü"}`,
    );
    assert.equal(
      rewrite(String.raw`{"b":"C:\\u00e9","a":"x"}`, 'x', 'ü'),
      String.raw`{"b":"C:\\u00e9","a":"ü"}`,
    );
    assert.equal(rewrite(String.raw`{"a":"1\/2"}`, '1/2', '1/3'), String.raw`{"a":"1\/3"}`);
    assert.equal(rewrite('{"a":"1/2"}', '1/2', '1/3'), '{"a":"1/3"}');
    assert.equal(rewrite(String.raw`{"a":"\u003cb\u003e"}`, '<b>', '<i>'), String.raw`{"a":"\u003ci\u003e"}`);
    assert.equal(rewrite('{"a":"<b>"}', '<b>', '<i>'), '{"a":"<i>"}');
    assert.equal(rewrite('{"a":"é"}', 'é', '\ud800x'), String.raw`{"a":"\ud800x"}`);
  });

  it('writes the line separators raw only where the record does', () => {
    assert.equal(rewrite('{"a":"é"}', 'é', 'a\u2028b'), String.raw`{"a":"a\u2028b"}`);
    assert.equal(rewrite('{"a":"\u2028"}', '\u2028', 'a\u2028b\u2029'), '{"a":"a\u2028b\\u2029"}');
  });

  it('takes megabytes', () => {
    const long = 'é"\\\n🙂'.repeat(500_000);
    assert.equal(JSON.parse(rewrite('{"a":"x","b":"ß"}', 'x', long)).a, long);
  });
});

describe('applyEdits', () => {
  it('makes edits in any order, by the offsets of the line before', () => {
    const edits = [
      { start: 4, end: 5, text: 'E!' },
      { start: 0, end: 1, text: '' },
      { start: 2, end: 2, text: '-' },
    ];
    assert.equal(applyEdits('abcde', edits), 'b-cdE!');
    assert.equal(applyEdits('abc', []), 'abc');
  });

  it('refuses edits that overlap or leave the line', () => {
    assert.throws(
      () =>
        applyEdits('abc', [
          { start: 0, end: 2, text: '' },
          { start: 1, end: 3, text: '' },
        ]),
      RangeError,
    );
    assert.throws(() => applyEdits('abc', [{ start: 2, end: 4, text: '' }]), RangeError);
  });
});

describe('splice and parse', () => {
  it('give the new text, and the same value everywhere else, for any record and text', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 3 }),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.constantFrom(0, 2),
        fc.boolean(),
        (other, old, fresh, indent, isAscii) => {
          const record = { before: JSON.parse(other), list: [0, { text: old }], after: JSON.parse(other) };
          let line = JSON.stringify(record, null, indent);
          if (isAscii) {
            line = line.replace(
              /[\u0080-\uffff]/g,
              (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
            );
          }
          const edit = spliceText(line, whole(['list', 1, 'text'], old), fresh);
          assert.ok(edit !== null);
          const after = applyEdits(line, [edit]);
          assert.deepEqual(
            JSON.parse(after),
            JSON.parse(JSON.stringify({ ...record, list: [0, { text: fresh }] })),
          );
          assert.equal(after.slice(0, edit.start), line.slice(0, edit.start));
          assert.equal(after.slice(edit.start + edit.text.length), line.slice(edit.end));
          assert.doesNotMatch(edit.text, /\p{Surrogate}/u);
        },
      ),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { decodeLine } from '../../../../src/core/dataset/decode.ts';
import { LineIndex } from '../../../../src/core/dataset/lineIndex.ts';

const encoder = new TextEncoder();

function indexOf(bytes: Uint8Array, chunkSize = bytes.length || 1): LineIndex {
  const index = new LineIndex();
  for (let at = 0; at < bytes.length; at += chunkSize) {
    index.add(bytes.subarray(at, at + chunkSize));
  }
  index.finish();
  return index;
}

function linesOf(text: string, chunkSize?: number): string[] {
  const bytes = encoder.encode(text);
  const index = indexOf(bytes, chunkSize);
  return Array.from(
    { length: index.count },
    (_, i) => decodeLine(bytes.subarray(index.start(i), index.end(i))).text,
  );
}

describe('LineIndex', () => {
  it('finds the lines of LF and CRLF files, with and without a final newline', () => {
    assert.deepEqual(linesOf(''), []);
    assert.deepEqual(linesOf('a'), ['a']);
    assert.deepEqual(linesOf('a\n'), ['a']);
    assert.deepEqual(linesOf('\n'), ['']);
    assert.deepEqual(linesOf('\r\n'), ['']);
    assert.deepEqual(linesOf('a\r\n\r\nb\r\n'), ['a', '', 'b']);
    assert.deepEqual(linesOf('a\n\n \nb'), ['a', '', ' ', 'b']);
    assert.deepEqual(linesOf('a\rb\r\nc'), ['a\rb', 'c']);
    assert.equal(indexOf(encoder.encode('a\n')).finalNewline, true);
    assert.equal(indexOf(encoder.encode('a')).finalNewline, false);
    assert.equal(indexOf(encoder.encode('')).finalNewline, true);
  });

  it('flags a byte order mark, which is part of no line', () => {
    assert.deepEqual(linesOf('\ufeffa\nb', 1), ['a', 'b']);
    assert.equal(indexOf(encoder.encode('\ufeffa')).bom, true);
    assert.equal(indexOf(encoder.encode('a\ufeff')).bom, false);
    assert.deepEqual(linesOf('\ufeff'), []);
  });

  it('does not split at U+2028, U+2029, U+0085 or a form feed', () => {
    assert.deepEqual(linesOf('a\u2028b\u2029c\u0085d\fe\nf'), ['a\u2028b\u2029c\u0085d\fe', 'f']);
  });

  it('gives the same lines however the bytes are cut into chunks', () => {
    const units = fc.constantFrom('\n', '\r', '\r\n', 'a', 'é', '\u2028', '\ufeff', '');
    fc.assert(
      fc.property(
        fc.array(units).map((list) => list.join('')),
        fc.integer({ min: 1, max: 7 }),
        (text, size) => {
          const body = text.replace(/^\ufeff/, '');
          const lines = body.split('\n');
          const expected = lines.map((line, i) => (i < lines.length - 1 ? line.replace(/\r$/, '') : line));
          if (expected.at(-1) === '') {
            expected.pop();
          }
          assert.deepEqual(linesOf(text, size), expected);
        },
      ),
    );
  });

  it('answers about complete lines before the end is reached, and goes on after being sent', () => {
    const index = new LineIndex();
    index.add(encoder.encode('ab\ncd'));
    assert.equal(index.count, 1);
    assert.deepEqual([index.start(0), index.end(0)], [0, 2]);
    assert.throws(() => index.start(1), RangeError);
    const sent = LineIndex.from(index.data());
    sent.finish();
    assert.equal(sent.count, 2);
    assert.deepEqual([sent.start(1), sent.end(1)], [3, 5]);
  });

  it('holds 100,000 short lines', () => {
    const index = indexOf(encoder.encode('{}\n'.repeat(100_000)), 65_536);
    assert.equal(index.count, 100_000);
    assert.deepEqual([index.start(99_999), index.end(99_999)], [299_997, 299_999]);
  });

  it('keeps offsets beyond 4 GB', () => {
    const data = { ends: Float64Array.of(12e9), byteLength: 6e9, bom: false, finished: false };
    const index = LineIndex.from(data);
    index.add(encoder.encode('ab\r\nc'));
    index.finish();
    assert.deepEqual([index.start(1), index.end(1)], [6e9, 6e9 + 2]);
    assert.deepEqual([index.start(2), index.end(2)], [6e9 + 4, 6e9 + 5]);
  });
});

describe('decodeLine', () => {
  it('keeps a byte order mark inside the file, and says which bytes are no UTF-8', () => {
    assert.deepEqual(decodeLine(encoder.encode('é\ufeff')), { text: 'é\ufeff', valid: true });
    assert.deepEqual(decodeLine(encoder.encode('\ufeffa')), { text: '\ufeffa', valid: true });
    assert.deepEqual(decodeLine(Uint8Array.of(0x22, 0xff, 0x22)), { text: '"\ufffd"', valid: false });
    assert.equal(decodeLine(Uint8Array.of(0xe2, 0x80)).valid, false);
    // A surrogate written as UTF-8 is none.
    assert.equal(decodeLine(Uint8Array.of(0xed, 0xa0, 0x80)).valid, false);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parts, pieces } from '../../../../webview/text/pieces.ts';

const span = (start: number, end: number) => ({ start, end });

describe('pieces', () => {
  it('cuts where spans begin and end, overlapping ones too', () => {
    const found = pieces('abcdefgh', [span(1, 5), span(3, 7)]);
    assert.deepEqual(
      found.map((p) => [p.text, p.spans.length, p.begins.length]),
      [
        ['a', 0, 0],
        ['bc', 1, 1],
        ['de', 2, 1],
        ['fg', 1, 0],
        ['h', 0, 0],
      ],
    );
  });

  it('keeps the text whole and every span covered, whatever the spans', () => {
    const spans = fc.array(
      fc.record({ start: fc.integer({ min: -5, max: 40 }), end: fc.integer({ min: -5, max: 40 }) }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), spans, (text, given) => {
        const found = pieces(text, given);
        assert.equal(found.map((p) => p.text).join(''), text);
        for (const s of given) {
          const covered = found
            .filter((p) => p.spans.includes(s))
            .map((p) => p.text)
            .join('');
          const expected = s.start < s.end ? text.slice(Math.max(0, s.start), Math.max(0, s.end)) : '';
          assert.equal(covered, expected);
        }
      }),
    );
  });
});

describe('parts', () => {
  it('joins to the whole and never splits a surrogate pair', () => {
    const piece = fc.constantFrom('word ', '\n', '😀😀😀😀', 'x'.repeat(50));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (given) => {
        const text = given.join('');
        const found = parts(text, 16).map((p) => text.slice(p.start, p.end));
        assert.equal(found.join(''), text);
        for (const part of found) assert.doesNotMatch(part, /^[\udc00-\udfff]|[\ud800-\udbff]$/);
      }),
    );
  });

  it('cuts at line ends, and an endless line where it stands', () => {
    assert.deepEqual(parts('aaaa\nbbbb\ncccc', 4), [span(0, 5), span(5, 10), span(10, 14)]);
    assert.deepEqual(
      parts('x'.repeat(100), 30).map((p) => p.end - p.start),
      [30, 30, 30, 10],
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineChangeOf } from '../../../../src/core/dataset/lineChange.ts';

const at = (line: number, character: number) => ({ line, character });

describe('the lines that a change of a document touched', () => {
  it('are none of those beside whole lines that came or went', () => {
    assert.deepEqual(lineChangeOf({ start: at(2, 0), end: at(2, 0), text: 'a\r\nb\n' }), {
      start: 2,
      removed: 0,
      added: 2,
    });
    assert.deepEqual(lineChangeOf({ start: at(2, 0), end: at(4, 0), text: '' }), {
      start: 2,
      removed: 2,
      added: 0,
    });
    assert.deepEqual(lineChangeOf({ start: at(2, 0), end: at(3, 0), text: 'a\n' }), {
      start: 2,
      removed: 1,
      added: 1,
    });
  });

  it('leave every other line the text that it had', () => {
    const text = fc.stringMatching(/^[ab\n]{0,8}$/);
    fc.assert(
      fc.property(text, text, fc.nat(), fc.nat(), (before, inserted, a, b) => {
        const [from, to] = [a % (before.length + 1), b % (before.length + 1)].sort((x, y) => x - y);
        const position = (offset: number) => {
          const above = before.slice(0, offset).split('\n');
          return at(above.length - 1, above.at(-1)?.length ?? 0);
        };
        const change = lineChangeOf({ start: position(from ?? 0), end: position(to ?? 0), text: inserted });
        const after = (before.slice(0, from) + inserted + before.slice(to)).split('\n');
        const kept: (string | null)[] = before.split('\n');
        kept.splice(change.start, change.removed, ...Array.from({ length: change.added }, () => null));
        assert.equal(kept.length, after.length);
        for (const [line, known] of kept.entries()) if (known !== null) assert.equal(known, after[line]);
      }),
    );
  });
});

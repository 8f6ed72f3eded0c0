import assert from 'node:assert/strict';
import { placeEdits } from '../../../../src/core/dataset/placeEdits.ts';

const lines = ['a', 'b', 'b', 'c'];
const place = (line: number, before: string) => {
  const edit = { line, before, after: 'x' };
  return placeEdits([edit], lines.length, (index) => lines[index] ?? '').get(edit);
};

describe('placing edits in lines that may have moved', () => {
  it('leaves an edit where its line stands, even when others read the same', () => {
    assert.equal(place(2, 'b'), 2);
  });
  it('follows the only line that reads as the edit expects', () => {
    assert.equal(place(0, 'c'), 3);
    assert.equal(place(9, 'a'), 0);
  });
  it('finds no place where none or several lines read so', () => {
    assert.equal(place(0, 'z'), undefined);
    assert.equal(place(0, 'b'), undefined);
  });
  it('puts no two edits on one line', () => {
    const [first, third] = [
      { line: 0, before: 'b', after: 'x' },
      { line: 2, before: 'b', after: 'y' },
    ];
    const places = (now: readonly string[]) => {
      const found = placeEdits([first, third], now.length, (index) => now[index] ?? '');
      return [found.get(first), found.get(third)];
    };
    assert.deepEqual(places(['b', 'a', 'changed']), [0, undefined]);
    assert.deepEqual(places(['b', 'a', 'new', 'b']), [0, 3]);
    assert.deepEqual(places(['new', 'b', 'a']), [undefined, undefined]);
  });
});

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
});

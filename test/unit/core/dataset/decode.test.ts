import assert from 'node:assert/strict';
import { constants } from 'node:buffer';
import { decodeLine, TOO_LONG } from '../../../../src/core/dataset/decode.ts';

describe('decoding a line', () => {
  it('says so of a line that no string can hold, and does not throw', () => {
    const bytes = Buffer.alloc(constants.MAX_STRING_LENGTH + 1, 'a');
    assert.deepEqual(decodeLine(bytes), { text: TOO_LONG, valid: false });
  });
});

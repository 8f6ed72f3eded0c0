import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { asLine } from '../../../../src/core/dataset/asLine.ts';

describe('asLine', () => {
  it('takes only line breaks and indents away', () => {
    assert.equal(
      asLine('\r\n{\r\n\t"a": 12345678901234567890,\n\n  "b": "x \\n  y\\u00e9", "c": 1.0e5\n}\n'),
      '{"a": 12345678901234567890,"b": "x \\n  y\\u00e9", "c": 1.0e5}',
    );
  });

  it('gives one line of the same value, whatever the value and the indent', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 4, '\t'), (value, indent) => {
        const line = asLine(JSON.stringify(value, null, indent));
        assert.doesNotMatch(line, /[\r\n]/);
        assert.deepEqual(JSON.parse(line), JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

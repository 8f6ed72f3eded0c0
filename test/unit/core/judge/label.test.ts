import assert from 'node:assert/strict';
import { labelOf } from '../../../../src/core/judge/label.ts';

describe("a curator's label", () => {
  it('is flagged by the rule of the guide', () => {
    const flag = (reasoning: 'absent' | 'thin' | 'adequate' | 'admirable', code?: 'one-sided') =>
      labelOf({ stakes: 'some', holder: 'user', reasoning, codes: code === undefined ? [] : [code] }).flag;
    assert.deepEqual(
      [flag('absent'), flag('thin'), flag('adequate'), flag('admirable')],
      [true, true, false, false],
    );
    assert.equal(flag('adequate', 'one-sided'), true);
  });

  it('says nothing more where nothing is at stake', () => {
    assert.deepEqual(labelOf({ stakes: 'none', holder: 'user', reasoning: 'thin', codes: ['moralizing'] }), {
      stakes: 'none',
      holder: 'nobody',
      reasoning: 'n/a',
      codes: [],
      flag: false,
    });
  });

  it('names the merit of admirable reasoning once', () => {
    const codes = (...given: readonly ('admirable-reasoning' | 'moralizing')[]) =>
      labelOf({ stakes: 'some', holder: 'user', reasoning: 'admirable', codes: given }).codes;
    assert.deepEqual(codes(), ['admirable-reasoning']);
    assert.deepEqual(codes('admirable-reasoning'), ['admirable-reasoning']);
    assert.deepEqual(codes('moralizing'), ['moralizing']);
  });
});

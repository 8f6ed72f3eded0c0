import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  freezeMemory,
  INITIAL_MEMORY,
  type Memory,
  rememberRecord,
  thawMemory,
} from '../../../webview/memory.ts';

describe('the panel’s memory', () => {
  it('comes back as it went through JSON', () => {
    let memory: Memory = { ...INITIAL_MEMORY, split: 0.5, side: false };
    memory = rememberRecord(memory, '1 a', { folds: { 't0/0': true, __proto__x: false }, all: false });
    memory = rememberRecord(memory, '2', { scroll: 40 });
    assert.deepEqual(thawMemory(JSON.parse(JSON.stringify(freezeMemory(memory)))), memory);
  });

  it('takes anything else for nothing, and never throws', () => {
    assert.deepEqual(thawMemory(undefined), INITIAL_MEMORY);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { split, rewrite } = thawMemory(value);
        assert.ok(split >= 0.25 && split <= 0.8 && rewrite >= 0.15 && rewrite <= 0.75);
      }),
    );
    assert.deepEqual(thawMemory({ split: 9, records: [['1', { folds: { a: 1, b: true }, all: 'x' }], 7] }), {
      ...INITIAL_MEMORY,
      split: 0.8,
      records: new Map([['1', { folds: { b: true }, all: null, scroll: null }]]),
    });
  });

  it('forgets the record visited longest ago', () => {
    let memory = INITIAL_MEMORY;
    for (let line = 1; line <= 100; line++) memory = rememberRecord(memory, `${line}`, { scroll: line });
    memory = rememberRecord(memory, '1', { all: true });
    memory = rememberRecord(memory, '101', {});
    assert.equal(memory.records.size, 100);
    assert.deepEqual(memory.records.get('1'), { folds: {}, all: true, scroll: 1 });
    assert.equal(memory.records.has('2'), false);
  });
});

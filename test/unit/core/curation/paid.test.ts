import assert from 'node:assert/strict';
import { type PaidByDataset, withPaid } from '../../../../src/core/curation/paid.ts';

const answer = (name: string) => ({
  ...{ name, usd: 0.01, inputTokens: 1, outputTokens: 1 },
  ...{ record: 'id:a', response: 'last' },
});
const names = (all: PaidByDataset) =>
  Object.entries(all).map(([uri, answers]) => [uri, answers.map(({ name }) => name).join('')]);

describe('what was paid', () => {
  it('is remembered for each dataset, and no more of it than is said in all', () => {
    let all: PaidByDataset = {};
    const pay = (uri: string, name: string) => {
      all = withPaid(all, uri, answer(name), 4);
    };
    pay('one', 'a');
    pay('two', 'b');
    pay('one', 'c');
    assert.deepEqual(names(all), [
      ['two', 'b'],
      ['one', 'ac'],
    ]);
    pay('three', 'd');
    pay('three', 'e');
    assert.deepEqual(names(all), [
      ['one', 'ac'],
      ['three', 'de'],
    ]);
    for (const name of 'fgh') pay('three', name);
    assert.deepEqual(names(all), [['three', 'efgh']]);
  });
});

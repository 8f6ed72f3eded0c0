import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toggleState } from '../../../../src/core/curation/filterStates.ts';
import { decisionsPerHour } from '../../../../src/core/curation/pace.ts';
import { inOrder, neighbourIn } from '../../../../src/core/curation/queueOrder.ts';
import { likenessTo } from '../../../../src/core/text/likeness.ts';

describe('the queue', () => {
  it('has the largest rank first, and equal ones in the order of their lines', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 300 }), (ranks) => {
        const lines = inOrder(ranks.map((rank, line) => ({ line, rank })));
        assert.equal(new Set(lines).size, ranks.length);
        for (let at = 1; at < lines.length; at++) {
          const [a = 0, b = 0] = [lines[at - 1], lines[at]];
          const [x = 0, y = 0] = [ranks[a], ranks[b]];
          assert.ok(x > y || (x === y && a < b));
        }
      }),
    );
  });

  it('goes on where a record that left it stood', () => {
    const all = () => true;
    assert.equal(neighbourIn([4, 7, 9], 7, 1, 1, all), 9);
    assert.equal(neighbourIn([4, 7, 9], 7, 1, -1, all), 4);
    assert.equal(neighbourIn([4, 9], 7, 1, 1, all), 9);
    assert.equal(neighbourIn([4, 9], 7, 1, -1, all), 4);
    assert.equal(neighbourIn([4, 7, 9], 9, 2, 1, all), null);
  });

  it('passes over what no longer belongs', () => {
    assert.equal(
      neighbourIn([4, 7, 9], 4, 0, 1, (line) => line !== 7),
      9,
    );
    assert.equal(
      neighbourIn([4, 7], 4, 0, 1, () => false),
      null,
    );
  });

  it('turns the states of a filter on and off and leaves the rest of it', () => {
    assert.equal(toggleState('', 'flagged'), 'flagged');
    assert.equal(toggleState('flagged', 'flagged'), '');
    assert.equal(toggleState('flagged "rent"', 'undecided'), 'flagged "rent" undecided');
    assert.equal(toggleState('flagged "rent"', 'flagged'), '"rent"');
    assert.equal(toggleState('flagged or noted', 'ready'), '(flagged or noted) ready');
    assert.equal(toggleState('-flagged', 'flagged'), '-flagged flagged');
  });

  it('tells a pace by the work of the last hour, pauses left out', () => {
    const at = (minutes: number, seconds = 0) =>
      new Date(Date.UTC(2026, 0, 1, 12, minutes, seconds)).toISOString();
    const now = at(59);
    assert.equal(decisionsPerHour([at(1), at(2)], now), null);
    assert.equal(decisionsPerHour([at(1), at(2), at(3), at(4), at(5)], now), 60);
    assert.equal(decisionsPerHour([at(1), at(2), at(3), at(40), at(41), at(42)], now), 60);
  });

  it('knows what is like a text', () => {
    const like = likenessTo('I cannot help you with that request.');
    assert.equal(like('I cannot help you with that request.'), 1);
    assert.ok(like('I cannot help you with this.') > like('The tenants would freeze.'));
    assert.equal(like('The tenants would freeze.'), 0);
    assert.equal(likenessTo('')(''), 0);
  });
});

import assert from 'node:assert/strict';
import { setImmediate as pause } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { KeyInHand } from '../../../src/host/keyInHand.ts';

describe('a key in hand', () => {
  it('has work wait until it is answered, and the key that came after it, too', async () => {
    const keys = new KeyInHand(60_000);
    await keys.giveWay();
    const first = keys.take();
    let went = false;
    const work = keys.giveWay().then(() => {
      went = true;
    });
    const second = keys.take();
    first();
    for (let turn = 0; turn < 5; turn++) await pause();
    assert.equal(went, false, 'the second key is still in hand');
    second();
    await work;
  });

  it('is given up after a while', async () => {
    const keys = new KeyInHand(5);
    keys.take();
    await keys.giveWay();
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Quietly } from '../../../src/host/coalesce.ts';

describe('Quietly', () => {
  it('runs once after a burst, and during one that does not end', async () => {
    let runs = 0;
    let ran = () => {};
    const next = () => new Promise<void>((resolve) => (ran = resolve));
    const once = new Quietly(
      () => {
        runs++;
        ran();
      },
      5,
      60_000,
    );
    const first = next();
    for (let n = 0; n < 10; n++) once.call();
    await first;
    assert.equal(runs, 1);
    once.dispose();

    const endless = new Quietly(() => ran(), 60_000, 5);
    const second = next();
    endless.call();
    endless.call();
    await second;
    endless.dispose();
  });
});

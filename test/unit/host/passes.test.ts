import assert from 'node:assert/strict';
import { Passes } from '../../../src/host/passes.ts';

/** Passes that end when the test says so. */
function controlled() {
  const signals: AbortSignal[] = [];
  const ends: (() => void)[] = [];
  const begun: (() => void)[] = [];
  const passes = new Passes((signal) => {
    signals.push(signal);
    begun.shift()?.();
    return new Promise((resolve) => {
      ends.push(resolve);
      signal.addEventListener('abort', () => resolve());
    });
  });
  const next = () => new Promise<void>((resolve) => begun.push(resolve));
  return { passes, signals, next, end: () => ends.at(-1)?.() };
}

describe('passes', () => {
  it('go on to their end where news come while they are under way, and one follows for all of those', async () => {
    const { passes, signals, next, end } = controlled();
    passes.follow();
    for (let news = 0; news < 5; news++) passes.follow();
    assert.deepEqual([signals.length, signals[0]?.aborted], [1, false]);
    const second = next();
    end();
    await second;
    const { settled } = passes;
    end();
    await settled;
    assert.equal(signals.length, 2);
    assert.ok(signals.every(({ aborted }) => !aborted));
  });

  it('are settled once what was asked for is there, however much is asked for meanwhile', async () => {
    let left = 50;
    let done = 0;
    const passes: Passes = new Passes(async () => {
      await Promise.resolve();
      // Each pass meets with news.
      if (left-- > 0) passes.follow();
      done++;
    });
    passes.follow();
    await passes.settled;
    assert.ok(done <= 2, `${done} passes were waited for`);
  });

  it('make an end of a pass when something else is asked, and are not settled by it', async () => {
    const { passes, signals, next, end } = controlled();
    passes.follow();
    let settled = false;
    const both = passes.settled.then(() => {
      settled = true;
    });
    const second = next();
    passes.restart();
    await second;
    assert.deepEqual([signals[0]?.aborted, signals.length, settled], [true, 2, false]);
    end();
    await both;
    assert.equal(signals.length, 2);
  });

  it('end when they are disposed of, and so does waiting for them', async () => {
    const { passes, signals } = controlled();
    passes.follow();
    const { settled } = passes;
    passes.dispose();
    await settled;
    assert.equal(signals[0]?.aborted, true);
    await passes.settled;
  });
});

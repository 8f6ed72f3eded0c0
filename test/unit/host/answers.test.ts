import assert from 'node:assert/strict';
import { setImmediate as pause } from 'node:timers/promises';
import { Answers } from '../../../src/host/answers.ts';

describe('answers', () => {
  it('are found out once, and anew after they were forgotten', async () => {
    const answers = new Answers<number>();
    let found = 0;
    const ask = (key: string) => answers.of(key, async () => ++found);
    assert.deepEqual(await Promise.all([ask('a'), ask('a'), ask('b'), ask('a')]), [1, 1, 2, 1]);
    answers.forget('a');
    assert.deepEqual([await ask('a'), await ask('b')], [3, 2]);
  });

  it('are asked for again where they could not be found out', async () => {
    const answers = new Answers<string>();
    await assert.rejects(
      answers.of('a', () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await answers.of('a', async () => 'yes'), 'yes');
  });

  it('are looked for a few at once, however many are asked for', async () => {
    const answers = new Answers<number>(3);
    let [now, most] = [0, 0];
    const ask = (n: number) =>
      answers.of(String(n), async () => {
        most = Math.max(most, ++now);
        await pause();
        now--;
        if (n % 7 === 0) throw new Error('no');
        return n;
      });
    const all = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => ask(n)));
    assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 42);
    assert.equal(most, 3);
    // A turn that waited was not lost.
    assert.equal(await ask(1), 1);
    assert.equal(await answers.of('new', async () => 5), 5);
  });
});

import assert from 'node:assert/strict';
import { Scanner } from '../../../src/host/scanner.ts';

/** A worker that dies of a text, and answers all else with blank lines. */
const DYING = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ batch, texts }) => {
    if (texts[0] === 'deadly') throw new Error('heap out of memory');
    const summaries = { starts: new Int32Array(texts.length), numbers: new Int32Array(6), texts: ['blank'] };
    parentPort.postMessage({ type: 'scanned', batch, summaries });
  });`;

describe('the scanner', () => {
  it('gives what waited behind a record that a thread died of to another thread', async () => {
    const scanner = new Scanner(new URL(`data:text/javascript,${encodeURIComponent(DYING)}`), 1);
    // The threads do not keep the process; whoever waits for them does.
    const awake = setInterval(() => {}, 1000);
    const scanned = (text: string) =>
      new Promise<string>((resolve) => {
        let lines = 0;
        scanner.scanTexts([0], () => text, {
          onSummaries: (_, summaries) => {
            lines += summaries.length;
          },
          onEnd: (error) => resolve(error?.message ?? `${lines} line`),
        });
      });
    try {
      assert.deepEqual(await Promise.all([scanned('deadly'), scanned('innocent')]), [
        'heap out of memory',
        '1 line',
      ]);
    } finally {
      clearInterval(awake);
      scanner.dispose();
    }
  });
});

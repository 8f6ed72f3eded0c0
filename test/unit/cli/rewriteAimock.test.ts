import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { LLMock } from '@copilotkit/aimock';
import { Bench, flaggedLine, KEY } from './rewriteSupport.ts';

const rewriteOf = (n: number) =>
  `I won’t write that, since the tenants of record-${n} would rely on a date that is not true.`;

describe('rationale rewrite against a mock of the API that others wrote', function () {
  this.timeout(120_000);
  let mock: LLMock;
  let bench: Bench;
  beforeEach(async () => {
    mock = new LLMock({ port: 0 });
    await mock.start();
    bench = await Bench.make(Array.from({ length: 6 }, (_, i) => flaggedLine(i + 1)));
  });
  afterEach(async () => {
    await mock.stop();
    await bench.remove();
  });

  it('accounts for answers, faults and answers that nobody recorded, and goes on', async () => {
    const before = await readFile(bench.data, 'utf8');
    for (const n of [1, 2])
      mock.onMessage(new RegExp(`record-${n}\\b`), { content: `<rewrite>${rewriteOf(n)}</rewrite>` });
    mock.onMessage(
      /record-3\b/,
      { content: `<rewrite>${rewriteOf(3)}</rewrite>` },
      { chunkSize: 7, truncateAfterChunks: 6, latency: 20 },
    );
    mock.onMessage(/record-4\b/, { content: '<rewrite>I won’t wr', finishReason: 'length' });
    mock.onMessage(/record-5\b/, {
      error: { type: 'invalid_request_error', message: 'Not this one.' },
      status: 400,
    });
    const first = await bench.run(mock.url, ['--concurrency', '3']);
    assert.equal(first.code, 0, first.err);
    const rows = async () =>
      Object.fromEntries((await bench.rows()).map((row) => [row.line, row.fault ?? row.text]));
    assert.deepEqual(await rows(), {
      1: rewriteOf(1),
      2: rewriteOf(2),
      3: 'broken-stream',
      4: 'cut-off',
      5: 'bad-request',
      6: 'bad-request',
    });
    mock.clearFixtures();
    mock.onMessage(/record-3\b/, { content: `<rewrite>${rewriteOf(3)}</rewrite>` });
    const second = await bench.run(mock.url, ['--resume']);
    assert.equal(second.code, 0, second.err);
    assert.deepEqual((await rows())[3], rewriteOf(3));
    const asked = mock.getRequests().filter(({ path }) => /^\/v1\/messages(?:\?|$)/.test(path));
    assert.equal(asked.length, 7);
    assert.equal(await readFile(bench.data, 'utf8'), before);
    const said = first.err + second.err + (await bench.everything());
    assert.ok(!said.includes(KEY) && !said.includes('TopSecret'));
  });
});

import assert from 'node:assert/strict';
import { foldLedger } from '../../../../src/core/bulk/ledgerState.ts';
import { cancelBatches, runBatches } from '../../../../src/model/bulk/batch.ts';
import {
  type BatchCall,
  type BulkFault,
  BulkServer,
  type BulkServerOptions,
} from '../../../support/bulkServer.ts';
import { asksFor, KEY, MemoryLedger, runOf } from './runs.ts';

describe('a run by batch', function () {
  this.timeout(20_000);
  let server: BulkServer;
  let ledger: MemoryLedger;
  const begin = async (options: BulkServerOptions = {}) => {
    server = await BulkServer.start(options);
    ledger = new MemoryLedger();
  };
  afterEach(async () => {
    assert.ok(!JSON.stringify(ledger.lines).includes(KEY));
    await server.stop();
  });
  const run = (
    count: number,
    more: Parameters<typeof runOf>[3] & { once?: boolean; limits?: { requests: number; bytes: number } } = {},
  ) => runBatches({ ...runOf(server, ledger, asksFor(count, 'batch'), more), ...more });

  it('collects ten thousand results in any order, errors, duplicates and strangers among them', async function () {
    this.timeout(120_000);
    await begin({
      results: (requests, succeed) => {
        const lines = requests.flatMap(({ custom_id, params }, i) => {
          const line = (result: object) => JSON.stringify({ custom_id, result });
          const good = line(succeed(params));
          if (i % 20 === 0)
            return [
              line({
                type: 'errored',
                error: { type: 'error', error: { type: 'api_error', message: 'Oh.' } },
              }),
            ];
          if (i % 20 === 1) return [line({ type: 'expired' })];
          if (i % 20 === 2) return [line({ type: 'canceled' })];
          if (i % 20 === 3) return [good, good];
          if (i % 20 === 4) return [];
          if (i % 20 === 5) return [good, 'not json'];
          return [good];
        });
        lines.push(JSON.stringify({ custom_id: 'somebody-else', result: { type: 'expired' } }));
        return lines.reverse();
      },
    });
    const end = await run(10_000);
    assert.deepEqual(end, { stop: null, problem: null });
    const outcomes = ledger.outcomes();
    const count = (name: string) => outcomes.filter((one) => one === name).length;
    assert.equal(outcomes.length, 10_000);
    assert.equal(count('answer'), 8_000);
    for (const fault of ['server', 'expired', 'canceled', 'missing']) assert.equal(count(fault), 500);
    assert.equal(ledger.count('answer'), 8_000);
    const state = await foldLedger(ledger.read());
    assert.ok(Math.abs(state.knownUsd - (8_000 * (1000 + 100 * 5)) / 1e6 / 2) < 1e-6);
    assert.deepEqual(state.openChunks, []);
  });

  it('parts what is too much for one batch', async () => {
    await begin();
    await run(10, { limits: { requests: 4, bytes: 1e6 } });
    assert.deepEqual(server.batches.map(({ requests }) => requests.length).sort(), [2, 4, 4]);
    assert.equal(ledger.outcomes().length, 10);
  });

  it('finds its batch again when it broke off before noting it, among others of the same size', async () => {
    await begin({ submit: (n) => (n === 2 ? 'cut-after' : 'answer') });
    // Somebody else's batch of the same size, newer than anything the run knew.
    const first = new MemoryLedger();
    const end = await run(5, { ledger: first });
    assert.equal(end.stop, null);
    const broke = await run(5);
    assert.equal(broke.stop, 'unavailable');
    assert.equal((await foldLedger(ledger.read())).openChunks[0]?.batch, null);
    const again = await run(5);
    assert.deepEqual(again, { stop: null, problem: null });
    assert.equal(server.submissions, 2);
    assert.deepEqual(ledger.outcomes(), Array(5).fill('answer'));
  });

  it('sends again what was never sent', async () => {
    await begin();
    // A crash between the note and the request.
    const { key = '' } = asksFor(1, 'batch')[0] ?? {};
    await ledger.append([
      { type: 'intent', run: 'lost', chunk: 1, keys: [key], worstUsd: 0.01, newest: null },
    ]);
    assert.equal((await run(1)).stop, null);
    assert.equal(server.submissions, 1);
    assert.equal(ledger.count('withdrawn'), 1);
  });

  it('says why a batch was refused, and leaves its asks open', async () => {
    await begin({ submit: () => 'refuse' });
    const end = await run(3);
    assert.equal(end.stop, 'unavailable');
    assert.match(end.problem ?? '', /not accepted/);
    const state = await foldLedger(ledger.read());
    assert.ok(asksFor(3, 'batch').every(({ key }) => state.isOpen(key)));
    assert.equal(state.reservedUsd, 0);
  });

  it('ends, and can go on, when the provider asks for a day before it takes the batch', async () => {
    await begin({ submit: (n) => (n === 1 ? 'busy-for-a-day' : 'answer') });
    const waits: number[] = [];
    const end = await run(3, {
      wait: async (ms) => {
        waits.push(ms);
      },
    });
    assert.equal(end.stop, 'unavailable');
    assert.match(end.problem ?? '', /pause of 24 hours/);
    assert.deepEqual(waits, []);
    assert.equal((await foldLedger(ledger.read())).reservedUsd, 0);
    assert.equal((await run(3)).stop, null);
    assert.deepEqual(ledger.outcomes(), Array(3).fill('answer'));
  });

  const refusal = (code: number, type: string): BulkFault => ({ kind: 'status', status: code, type });
  const page: BulkFault = { kind: 'raw', type: 'text/html', body: '<h1>Sign in</h1>' };

  for (const [name, call, fault] of [
    ['a look that meets 500', 'retrieve', refusal(500, 'api_error')],
    ['a look that meets 529', 'retrieve', refusal(529, 'overloaded_error')],
    ['a look that meets 429', 'retrieve', refusal(429, 'rate_limit_error')],
    ['a look that is cut off', 'retrieve', { kind: 'cut', after: -1 }],
    ['results that meet 500', 'results', refusal(500, 'api_error')],
    ['results that are cut off before they begin', 'results', { kind: 'cut', after: -1 }],
    ['results that are cut off in the middle', 'results', { kind: 'cut', after: 5000 }],
    ['results that stall', 'results', { kind: 'stall' }],
    ['a submission that meets 500 from a proxy', 'create', { ...page, status: 503 }],
    ['a submission that meets 529', 'create', refusal(529, 'overloaded_error')],
  ] as const satisfies readonly (readonly [string, BatchCall, BulkFault])[]) {
    it(`survives ${name}, and pays once`, async () => {
      await begin({ batchFault: (what, attempt) => (what === call && attempt <= 2 ? fault : null) });
      let end = await run(40);
      // Where it is not certain that nothing was made, the next run looks for the batch first.
      for (let again = 0; again < 2 && end.stop !== null; again++) end = await run(40);
      assert.deepEqual(end, { stop: null, problem: null });
      assert.deepEqual(ledger.outcomes(), Array(40).fill('answer'));
      assert.equal(ledger.count('answer'), 40);
      assert.equal(server.batches.length, 1);
      assert.equal(server.paidTwice, 0);
    });
  }

  for (const [name, call, fault, stop, says] of [
    ['401 at the list', 'list', refusal(401, 'authentication_error'), 'bad-key', /not accepted/],
    ['403 at the submission', 'create', refusal(403, 'permission_error'), 'forbidden', /may not do this/],
    ['413 at the submission', 'create', refusal(413, 'request_too_large'), 'unavailable', /too large/],
    ['401 at a look', 'retrieve', refusal(401, 'authentication_error'), 'bad-key', /not accepted/],
    ['404 at a look', 'retrieve', refusal(404, 'not_found_error'), 'unavailable', /no batch/],
    ['a page at a look', 'retrieve', page, 'unavailable', /web page/],
    ['a page in place of results', 'results', page, 'unavailable', /web page/],
    ['401 at the results', 'results', refusal(401, 'authentication_error'), 'bad-key', /not accepted/],
  ] as const satisfies readonly (readonly [string, BatchCall, BulkFault, string, RegExp])[]) {
    it(`stops at ${name}, and goes on when it is over`, async () => {
      let over = false;
      await begin({ batchFault: (what) => (what === call && !over ? fault : null) });
      const end = await run(5);
      assert.equal(end.stop, stop);
      assert.match(end.problem ?? '', says);
      assert.deepEqual(ledger.outcomes(), []);
      over = true;
      assert.deepEqual(await run(5), { stop: null, problem: null });
      assert.deepEqual(ledger.outcomes(), Array(5).fill('answer'));
      assert.equal(server.batches.length, 1);
      assert.equal(server.paidTwice, 0);
    });
  }

  it('submits no more than the cap allows', async () => {
    await begin();
    const worst = asksFor(1, 'batch')[0]?.worstUsd ?? 0;
    const end = await run(10, { maxCostUsd: worst * 4.5 });
    assert.equal(end.stop, 'cap');
    assert.equal(server.batches[0]?.requests.length, 4);
    assert.equal(ledger.outcomes().length, 4);
  });

  it('leaves its batches going when it is not to wait, and cancels them when told', async () => {
    await begin();
    const end = await run(3, { once: true });
    assert.equal(end.stop, 'cancelled');
    const { client, signal } = runOf(server, ledger, []);
    const [cancelled] = await cancelBatches({ client, ledger, signal });
    assert.equal(cancelled?.status, 'canceling');
    assert.equal((await run(3)).stop, null);
    assert.equal(server.submissions, 1);
  });
});

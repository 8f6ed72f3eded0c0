import assert from 'node:assert/strict';
import { foldLedger } from '../../../../src/core/bulk/ledgerState.ts';
import { cancelBatches, runBatches } from '../../../../src/model/bulk/batch.ts';
import { BulkServer, type BulkServerOptions } from '../../../support/bulkServer.ts';
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

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { foldLedger } from '../../../../src/core/bulk/ledgerState.ts';
import { createBulkClient } from '../../../../src/model/bulk/createBulkClient.ts';
import { runLive } from '../../../../src/model/bulk/live.ts';
import { type BulkFault, BulkServer, type BulkServerOptions, nameIn } from '../../../support/bulkServer.ts';
import { asksFor, KEY, MemoryLedger, runOf } from './runs.ts';

const PRICE = (1000 + 100 * 5) / 1e6;

function status(code: number, type: string, headers: Record<string, string> = {}): BulkFault {
  return { kind: 'status', status: code, type, headers };
}

describe('a live run', function () {
  this.timeout(20_000);
  let server: BulkServer;
  let ledger: MemoryLedger;
  const begin = async (options: BulkServerOptions = {}) => {
    server = await BulkServer.start(options);
    ledger = new MemoryLedger();
  };
  afterEach(async () => {
    assert.ok(!JSON.stringify(ledger.lines).includes(KEY));
    assert.ok(!JSON.stringify(ledger.lines).includes('TopSecret'));
    await server.stop();
  });
  /** Runs with a clock that each look moves on, so that no pause is waited out. */
  const run = (count: number, more: Parameters<typeof runOf>[3] & { concurrency?: number } = {}) => {
    let now = 0;
    const clock = () => {
      now += 60_000;
      return now;
    };
    return runLive({ concurrency: 4, ...runOf(server, ledger, asksFor(count), more), clock });
  };

  /** Options of a run whose clock moves by what is waited alone. */
  const timed = (count: number) => {
    const waits: number[] = [];
    let now = 0;
    const given = runOf(server, ledger, asksFor(count), {
      wait: async (ms) => {
        waits.push(ms);
        now += ms;
      },
    });
    return { waits, options: { concurrency: 1, ...given, clock: () => now } };
  };

  for (const [name, fault, outcome, sent] of [
    ['429 with retry-after', status(429, 'rate_limit_error', { 'retry-after': '7' }), 'answer', 2],
    ['429 without retry-after', status(429, 'rate_limit_error'), 'answer', 2],
    [
      '429 with a date as retry-after',
      status(429, 'rate_limit_error', { 'retry-after': 'Fri, 20 Nov 2099 10:00:00 GMT' }),
      'answer',
      2,
    ],
    ['500', status(500, 'api_error'), 'answer', 2],
    [
      'a proxy’s page for a bad gateway',
      { kind: 'raw', type: 'text/html', body: '<h1>Bad gateway</h1>', status: 502 },
      'answer',
      2,
    ],
    ['529 before the stream', status(529, 'overloaded_error'), 'answer', 2],
    ['413', status(413, 'request_too_large'), 'too-large', 1],
    ['529 in the middle of a stream', { kind: 'error-event', type: 'overloaded_error' }, 'overload', 1],
    ['a connection cut before the headers', { kind: 'cut', after: -1 }, 'no-network', 1],
    ['a connection cut after message_start', { kind: 'cut', after: 1 }, 'broken-stream', 1],
    ['a connection cut after content_block_start', { kind: 'cut', after: 2 }, 'broken-stream', 1],
    ['a connection cut after a delta', { kind: 'cut', after: 3 }, 'broken-stream', 1],
    ['a connection cut after content_block_stop', { kind: 'cut', after: 4 }, 'broken-stream', 1],
    ['a connection cut after message_delta', { kind: 'cut', after: 5 }, 'broken-stream', 1],
    ['a stream that stalls', { kind: 'stall' }, 'timeout', 1],
    [
      'malformed events',
      { kind: 'raw', type: 'text/event-stream', body: 'event: message_start\ndata: {"type"\n\n' },
      'bad-answer',
      1,
    ],
    ['a proxy’s page', { kind: 'raw', type: 'text/html', body: '<h1>Sign in</h1>' }, 'bad-answer', 1],
    ['an empty answer', { kind: 'text', text: '' }, 'bad-answer', 1],
    ['a refusal', { kind: 'text', text: 'No.', stop: 'refusal' }, 'refusal', 1],
    ['the limit of tokens', { kind: 'text', text: '<rewrite>So', stop: 'max_tokens' }, 'cut-off', 1],
  ] as const) {
    it(`meets ${name} once, and goes on`, async () => {
      await begin({
        fault: (body, attempt) => (nameIn(body) === 'record-2' && attempt === 1 ? fault : null),
      });
      const end = await run(3);
      assert.deepEqual(end, { stop: null, problem: null });
      assert.deepEqual([...ledger.outcomes()].sort(), ['answer', 'answer', outcome].sort());
      assert.equal(server.requests, 2 + sent);
      assert.equal(server.paidTwice, 0);
    });
  }

  it('stops at a key that is withdrawn in the middle, with what was answered kept', async () => {
    let withdrawn = false;
    await begin({ fault: () => (withdrawn ? status(401, 'authentication_error') : null) });
    const end = await run(20, {
      concurrency: 1,
      onEvent: (event) => {
        if (event.type === 'answered' && ledger.count('answer') === 7) withdrawn = true;
      },
    });
    assert.equal(end.stop, 'bad-key');
    assert.equal(ledger.count('answer'), 7);
    withdrawn = false;
    assert.equal((await run(20)).stop, null);
    assert.equal(server.requests, 21);
    assert.equal(server.paidTwice, 0);
  });

  it('gives up where no server listens, with everything open and nothing counted', async () => {
    await begin();
    const { options } = timed(9);
    await server.stop();
    const end = await runLive(options);
    server = await BulkServer.start();
    assert.equal(end.stop, 'unavailable');
    assert.match(end.problem ?? '', /No server answers/);
    const state = await foldLedger(ledger.read());
    assert.ok(asksFor(9).every(({ key }) => state.isOpen(key)));
    assert.equal(state.knownUsd + state.uncertainUsd, 0);
  });

  for (const [name, fault, why] of [
    ['every stream breaks off', { kind: 'cut', after: 3 }, /connection broke/],
    ['nothing ever begins to answer', { kind: 'hang' }, /did not begin to answer/],
  ] as const) {
    it(`gives up when ${name}, since each may be paid`, async () => {
      await begin({ fault: () => fault });
      const client = createBulkClient({ apiKey: KEY, baseUrl: server.url, timeoutMs: 300 });
      const end = await run(50, { concurrency: 1, client });
      assert.equal(end.stop, 'unavailable');
      assert.match(end.problem ?? '', why);
      assert.equal(server.requests, 5);
    });
  }

  for (const [name, fault, stop] of [
    ['401', status(401, 'authentication_error'), 'bad-key'],
    ['403', status(403, 'permission_error'), 'forbidden'],
    ['404 of the model', status(404, 'not_found_error'), 'unknown-model'],
  ] as const) {
    it(`stops at ${name}, leaving the rest open`, async () => {
      await begin({ fault: () => fault });
      const end = await run(20, { concurrency: 1 });
      assert.equal(end.stop, stop);
      assert.equal(server.requests, 1);
      const state = await foldLedger(ledger.read());
      assert.ok(asksFor(20).every(({ key }) => state.isOpen(key)));
      assert.equal(state.knownUsd + state.uncertainUsd, 0);
    });
  }

  it('stops at a server that sends requests on, and asks again when the address was put right', async () => {
    const elsewhere = await BulkServer.start();
    let wrong = true;
    await begin({
      fault: () => (wrong ? status(307, 'none', { location: `${elsewhere.url}/v1/messages` }) : null),
    });
    const end = await run(20, { concurrency: 1 });
    assert.equal(end.stop, 'unavailable');
    assert.match(end.problem ?? '', /another address/);
    assert.equal(server.requests, 1);
    assert.equal(elsewhere.requests, 0);
    await elsewhere.stop();
    wrong = false;
    assert.equal((await run(20)).stop, null);
    assert.deepEqual(ledger.outcomes(), Array(20).fill('answer'));
  });

  it('waits out half an hour when it is asked to', async () => {
    await begin({
      fault: (_, attempt) =>
        attempt === 1 ? status(429, 'rate_limit_error', { 'retry-after': '1800' }) : null,
    });
    const { waits, options } = timed(1);
    assert.equal((await runLive(options)).stop, null);
    assert.deepEqual(waits, [1_800_000]);
    assert.ok(options.events.some((event) => event.type === 'pace' && event.pauseMs === 1_800_000));
  });

  for (const [name, code, type] of [
    ['429', 429, 'rate_limit_error'],
    ['529', 529, 'overloaded_error'],
    ['500', 500, 'api_error'],
  ] as const) {
    it(`ends, and can go on, when a ${name} asks for a day`, async () => {
      let long = true;
      await begin({ fault: () => (long ? status(code, type, { 'retry-after': '86400' }) : null) });
      const { waits, options } = timed(20);
      const end = await runLive({ ...options, concurrency: 1 });
      assert.equal(end.stop, 'unavailable');
      assert.match(end.problem ?? '', /pause of 24 hours.*resumed/);
      assert.deepEqual(waits, []);
      assert.equal(server.requests, 1);
      const state = await foldLedger(ledger.read());
      assert.ok(asksFor(20).every(({ key }) => state.isOpen(key)));
      assert.equal(state.knownUsd + state.uncertainUsd, 0);
      long = false;
      assert.equal((await run(20)).stop, null);
      assert.equal(server.requests, 21);
    });
  }

  it('counts nothing as spent for what was turned away when it is stopped in a pause', async () => {
    const stopping = new AbortController();
    await begin({ fault: () => status(429, 'rate_limit_error', { 'retry-after': '600' }) });
    const { options } = timed(10);
    let waiting = 0;
    const end = await runLive({
      ...options,
      concurrency: 3,
      signal: stopping.signal,
      wait: async (_, signal) => {
        // What is still on its way could have been paid, so all three are let come back first.
        if (++waiting === 3) stopping.abort();
        else if (!signal.aborted) await once(signal, 'abort');
      },
    });
    assert.equal(end.stop, 'cancelled');
    assert.equal(ledger.count('sent'), 3);
    const state = await foldLedger(ledger.read());
    assert.equal(state.uncertainUsd, 0);
    assert.ok(asksFor(10).every(({ key }) => state.isOpen(key)));
  });

  it('gives up when nothing answers any more', async () => {
    await begin({ fault: () => status(500, 'api_error') });
    const end = await run(50, { concurrency: 1 });
    assert.equal(end.stop, 'unavailable');
    assert.equal(ledger.outcomes().length, 5);
  });

  it('tells a name that is not found, for which nothing is paid', async function () {
    this.timeout(90_000);
    await begin();
    const client = createBulkClient({
      apiKey: KEY,
      baseUrl: 'https://no-such-host.invalid',
      timeoutMs: 60_000,
    });
    const [ask] = asksFor(1);
    assert.ok(ask !== undefined);
    const got = await client.ask(ask.prompt, new AbortController().signal);
    assert.ok(!got.ok);
    assert.equal(got.error.fault, 'no-network');
    assert.match(got.error.message, /could not be found/);
    assert.equal(got.paid, 'none');
  });

  it('never passes the cap, whatever runs at once', async () => {
    await begin();
    const cap = 0.02;
    const end = await run(40, { maxCostUsd: cap, concurrency: 8 });
    assert.equal(end.stop, 'cap');
    assert.ok(server.requests > 1 && server.requests * PRICE <= cap);
    // A second run over the same ledger has nothing more to spend than what the first left.
    await run(40, { maxCostUsd: cap, concurrency: 8 });
    assert.ok(server.requests * PRICE <= cap);
  });

  it('counts what broke off as spent, also in the next run', async () => {
    await begin({ fault: () => ({ kind: 'cut', after: 3 }) });
    const worst = asksFor(1)[0]?.worstUsd ?? 0;
    await run(4, { maxCostUsd: worst * 2.5, concurrency: 1 });
    assert.equal(server.requests, 2);
    const end = await run(4, { maxCostUsd: worst * 2.5, concurrency: 1 });
    assert.equal(end.stop, 'cap');
    assert.equal(server.requests, 2);
  });

  it('keeps to its concurrency, and asks for nothing that was answered', async () => {
    await begin();
    await run(30, { concurrency: 3 });
    assert.ok(server.most <= 3);
    await run(30, { concurrency: 3 });
    assert.equal(server.requests, 30);
  });

  it('waits while a limit is used up, by the server’s own clock', async () => {
    const at = Date.parse('2001-02-03T04:05:06Z');
    await begin({
      headers: () => ({
        date: new Date(at).toUTCString(),
        'anthropic-ratelimit-requests-limit': '50',
        'anthropic-ratelimit-requests-remaining': '0',
        'anthropic-ratelimit-requests-reset': new Date(at + 9_000).toISOString(),
      }),
    });
    const waits: number[] = [];
    let now = 0;
    const options = runOf(server, ledger, asksFor(3), {
      wait: async (ms) => {
        waits.push(ms);
        now += ms;
      },
    });
    const end = await runLive({ ...options, concurrency: 1, clock: () => now });
    assert.equal(end.stop, null);
    assert.deepEqual(waits, [9_000, 9_000]);
  });

  it('stops at once when it is told, and can go on', async () => {
    const stopping = new AbortController();
    await begin({ fault: () => ({ kind: 'stall' }) });
    const going = run(10, { signal: stopping.signal });
    await server.answered(1);
    stopping.abort();
    const end = await going;
    assert.equal(end.stop, 'cancelled');
    const state = await foldLedger(ledger.read());
    assert.ok(asksFor(10).every(({ key }) => state.isOpen(key)));
  });

  it('fails loudly when the ledger cannot be written, and sends nothing more', async () => {
    await begin();
    ledger.onAppend = (lines) => {
      if (lines.some(({ type }) => type === 'answer')) throw new Error('disk full');
    };
    await assert.rejects(run(20, { concurrency: 1 }), /disk full/);
    assert.equal(server.requests, 1);
  });

  it('accounts for a thousand requests with a twentieth of faults of each kind', async function () {
    this.timeout(60_000);
    const faults: readonly BulkFault[] = [
      status(413, 'request_too_large'),
      status(429, 'rate_limit_error', { 'retry-after': '1' }),
      status(500, 'api_error'),
      status(529, 'overloaded_error'),
      { kind: 'error-event', type: 'overloaded_error' },
      { kind: 'cut', after: 3 },
      { kind: 'text', text: 'No.', stop: 'refusal' },
      { kind: 'text', text: '<rewrite>So', stop: 'max_tokens' },
    ];
    await begin({
      fault: (body, attempt) => {
        const n = Number(nameIn(body).slice('record-'.length));
        return attempt === 1 ? (faults[n % 20] ?? null) : null;
      },
    });
    const end = await run(1000, { concurrency: 8 });
    assert.equal(end.stop, null);
    const outcomes = ledger.outcomes();
    assert.equal(outcomes.length, 1000);
    const count = (name: string) => outcomes.filter((one) => one === name).length;
    assert.equal(count('answer'), 750);
    for (const fault of ['too-large', 'overload', 'broken-stream', 'refusal', 'cut-off'])
      assert.equal(count(fault), 50);
    assert.equal(server.paidTwice, 0);
  });
});

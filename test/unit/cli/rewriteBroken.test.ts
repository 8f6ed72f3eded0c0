import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { LedgerLine } from '../../../src/core/bulk/ledger.ts';
import { foldLedger } from '../../../src/core/bulk/ledgerState.ts';
import { hashText } from '../../../src/core/text/hash.ts';
import { type BulkFault, BulkServer, type BulkServerOptions, nameIn } from '../../support/bulkServer.ts';
import { Bench, flaggedLine, KEY } from './rewriteSupport.ts';

const RECORDS = 60;
const AT_ONCE = 6;
const PRICE = (1000 + 100 * 5) / 1e6;

/** Numbers from 0 to 1, the same ones for a seed. */
function chance(seed: number): () => number {
  let count = 0;
  return () => Number.parseInt(hashText(`${seed}, ${++count}`).slice(0, 8), 16) / 2 ** 32;
}

describe('rationale rewrite, broken off', function () {
  this.timeout(240_000);
  let server: BulkServer;
  let bench: Bench;
  const begin = async (records: readonly string[], options: BulkServerOptions = {}) => {
    server = await BulkServer.start(options);
    bench = await Bench.make(records);
  };
  afterEach(async () => {
    const all = await bench.everything();
    assert.ok(!all.includes('TopSecret') && !all.includes(KEY), 'the key is in a file');
    await server.stop();
    await bench.remove();
  });
  const lines = (count: number) => Array.from({ length: count }, (_, i) => flaggedLine(i + 1));

  /** What the state file holds, whatever its last line is. */
  const ledger = async (): Promise<readonly LedgerLine[]> => {
    const state = await readFile(`${bench.out}.state`, 'utf8').catch(() => '');
    return state
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LedgerLine);
  };
  /** Records whose answers are on disk. */
  const answered = async (): Promise<ReadonlySet<string>> =>
    new Set(
      (await ledger()).flatMap((line) =>
        line.type === 'answer' ? [/record-\d+/.exec(line.answer.text)?.[0] ?? ''] : [],
      ),
    );
  /** Kills a run after so many steps of the server; false when it ended by itself before. */
  const killed = async (child: ChildProcessWithoutNullStreams, steps: number): Promise<boolean> => {
    child.stdin.end();
    child.stdout.resume();
    child.stderr.resume();
    const closed = once(child, 'close') as Promise<[number | null]>;
    const first = await Promise.race([server.step(steps), closed]);
    if (first !== undefined) return false;
    child.kill('SIGKILL');
    const [code] = await closed;
    return code === null;
  };
  const assertWhole = async (count: number) => {
    const file = await readFile(bench.out, 'utf8');
    assert.ok(file.endsWith('\n'));
    const rows = await bench.rows();
    assert.deepEqual(
      rows.map(({ line }) => line).sort((a, b) => a - b),
      Array.from({ length: count }, (_, i) => i + 1),
    );
    for (const { line, state, text } of rows) {
      assert.equal(state, 'ready', `line ${line}`);
      assert.match(text ?? '', new RegExp(`record-${line} would`));
    }
  };

  for (const seed of [1, 2, 3, 4]) {
    it(`pays nothing twice that it noted, wherever it is killed while many requests run (seed ${seed})`, async () => {
      await begin(lines(RECORDS));
      const next = chance(seed);
      const args = ['--concurrency', String(AT_ONCE), '--max-cost', '5'];
      let kills = 0;
      let done: ReadonlySet<string> = new Set();
      for (let run = 0; run < 5; run++) {
        const seen = server.asked.length;
        const broke = await killed(
          bench.start(server.url, run === 0 ? args : [...args, '--resume']),
          3 + Math.floor(next() * 90),
        );
        const again = server.asked.slice(seen).filter((name) => done.has(name));
        assert.deepEqual(again, [], 'what was answered is asked again');
        if (!broke) break;
        kills++;
        done = await answered();
        // A machine that goes down may leave the beginning of a line in either file.
        if (next() < 0.5) await appendFile(`${bench.out}.state`, '{"type":"answer","run":"x","key":"');
        if (next() < 0.5) await appendFile(bench.out, '{"id":"r1","line":');
      }
      assert.ok(kills > 0);
      const seen = server.asked.length;
      const { code, err } = await bench.run(server.url, [...args, '--resume']);
      assert.equal(code, 0, err);
      assert.deepEqual(
        server.asked.slice(seen).filter((name) => done.has(name)),
        [],
      );
      await assertWhole(RECORDS);
      assert.ok(server.asked.length <= RECORDS + kills * AT_ONCE, 'more was asked than what was on its way');
      // What the run says it may have spent is no less than what the server took.
      const state = await foldLedger(await ledger());
      const paid = [...server.paid.values()].reduce((sum, times) => sum + times, 0);
      assert.ok(state.knownUsd + state.uncertainUsd >= paid * PRICE - 1e-9);
      assert.match(err, /60 records: 60 ready, 0 failed, 0 skipped\. Spent/);
    });
  }

  for (const seed of [1, 2, 3]) {
    it(`never sends a batch twice, wherever it is killed (seed ${seed})`, async () => {
      await begin(lines(8));
      const next = chance(seed);
      for (let run = 0; run < 4; run++) {
        const args = run === 0 ? ['--batch'] : ['--batch', '--resume'];
        if (!(await killed(bench.start(server.url, args), 1 + Math.floor(next() * 9)))) break;
      }
      const { code, err } = await bench.run(server.url, ['--batch', '--resume']);
      assert.equal(code, 0, err);
      await assertWhole(8);
      assert.equal(server.paidTwice, 0);
      assert.equal(server.submissions, 1);
    });
  }

  for (const [name, fault] of [
    ['never begin', { kind: 'hang' }],
    ['stall', { kind: 'stall' }],
    [
      'are to wait',
      { kind: 'status', status: 429, type: 'rate_limit_error', headers: { 'retry-after': '3000' } },
    ],
  ] as const satisfies readonly (readonly [string, BulkFault])[]) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      it(`ends at ${signal} while all answers ${name}, and can go on`, async () => {
        let stuck = true;
        await begin(lines(20), { fault: () => (stuck ? fault : null) });
        const child = bench.start(server.url, ['--concurrency', '8']);
        child.stdin.end();
        const err = text(child.stderr);
        await server.came(4);
        child.kill(signal);
        const [code] = (await once(child, 'close')) as [number | null];
        assert.equal(code, 1, await err);
        assert.match(await err, /^Stopped\. What was answered is kept, and the run can be resumed\.$/m);
        assert.match(await err, /20 left/);
        assert.ok((await ledger()).some((line) => line.type === 'ended' && line.stop === 'cancelled'));
        stuck = false;
        const again = await bench.run(server.url, ['--resume', '--concurrency', '8']);
        assert.equal(again.code, 0, again.err);
        await assertWhole(20);
      });
    }
  }

  it('takes an answer without a whole rewrite for a failure that it paid for, and asks again when told', async () => {
    const answers: Readonly<Record<string, string>> = {
      'record-1': 'Here you are.',
      'record-2': '<rewrite>It begins and',
      'record-3': 'it ends</rewrite> and <rewrite> begins',
      'record-4': '<rewrite>  \n </rewrite>',
      'record-5': '<Rewrite>Not in these letters</Rewrite>',
      'record-6': '<rewrite>A tag such as <rewrite> or </rewrite> may stand in it.</rewrite>',
      'record-7': 'First.\n<rewrite>\nThen this.\n</rewrite>\nLast.',
    };
    let odd = true;
    await begin(lines(7), {
      fault: (body) => (odd ? { kind: 'text', text: answers[nameIn(body)] ?? '' } : null),
    });
    const first = await bench.run(server.url);
    assert.equal(first.code, 0, first.err);
    assert.match(first.err, /7 records: 2 ready, 5 failed, 0 skipped\. Spent \$0\.0105\./);
    const rows = new Map((await bench.rows()).map((row) => [row.line, row]));
    for (const line of [1, 2, 3, 4, 5]) {
      const { state, fault, retryable, cost } = rows.get(line) ?? {};
      assert.deepEqual(
        [state, fault, retryable, cost],
        ['failed', 'no-rewrite', true, PRICE],
        `line ${line}`,
      );
    }
    assert.match(rows.get(1)?.why ?? '', /without a rewrite/);
    assert.match(rows.get(2)?.why ?? '', /has no end/);
    assert.match(rows.get(3)?.why ?? '', /has no end/);
    assert.match(rows.get(4)?.why ?? '', /is empty/);
    assert.equal(rows.get(6)?.text, 'A tag such as <rewrite> or </rewrite> may stand in it.');
    assert.equal(rows.get(7)?.text, 'Then this.');
    odd = false;
    const second = await bench.run(server.url, ['--resume']);
    assert.equal(second.code, 0, second.err);
    assert.match(second.err, /7 ready, 0 failed, 0 skipped\. Spent \$0\.0180\./);
    assert.equal(server.requests, 12);
    const third = await bench.run(server.url, ['--resume']);
    assert.equal(third.code, 0, third.err);
    assert.equal(server.requests, 12);
  });

  it('repeats the key nowhere, though servers and proxies repeat it', async () => {
    const echoes: readonly BulkFault[] = [
      { kind: 'status', status: 400, type: 'invalid_request_error', message: `Bad header: Bearer ${KEY}` },
      { kind: 'status', status: 413, type: 'request_too_large', message: `x-api-key: ${KEY.slice(0, -4)}` },
      { kind: 'status', status: 418, type: 'odd_error', message: `{"authorization":"${KEY.slice(8)}"}` },
      { kind: 'raw', type: 'text/html', body: `<h1>${KEY}</h1>` },
      { kind: 'raw', type: `text/${KEY}`, body: KEY },
      {
        kind: 'raw',
        type: 'text/event-stream',
        body: `event: error\ndata: {"type":"error","error":{"type":"${KEY}","message":"${KEY}"}}\n\n`,
      },
      { kind: 'raw', type: 'text/event-stream', body: `event: message_start\ndata: ${KEY}\n\n` },
      { kind: 'text', text: 'No.', stop: KEY },
    ];
    await begin(lines(echoes.length), {
      fault: (body) => echoes[Number(nameIn(body).slice('record-'.length)) - 1] ?? null,
    });
    const { code, err, out } = await bench.run(server.url, ['--concurrency', '1']);
    assert.equal(code, 0, err);
    assert.equal((await bench.rows()).filter(({ state }) => state === 'failed').length, echoes.length);
    const said = err + out + (await bench.everything());
    for (let at = 0; at + 12 <= KEY.length; at++)
      assert.ok(!said.includes(KEY.slice(at, at + 12)), `a part of the key from ${at} on`);
  });

  it('repeats no key that the results of a batch hold', async () => {
    await begin(lines(3), {
      results: (requests) =>
        requests.map(({ custom_id }, i) =>
          JSON.stringify({
            custom_id,
            result:
              i === 0
                ? { type: 'errored', error: { type: 'error', error: { type: 'api_error', message: KEY } } }
                : {
                    type: 'errored',
                    error: {
                      type: 'error',
                      error: { type: 'invalid_request_error', message: `with ${KEY}` },
                    },
                  },
          }),
        ),
    });
    const { code, err } = await bench.run(server.url, ['--batch']);
    assert.equal(code, 0, err);
    const said = err + (await bench.everything());
    assert.ok(!said.includes('TopSecret'));
    assert.match(said, /\[key\]/);
  });
});

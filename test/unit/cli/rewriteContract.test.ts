import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { BulkServer, type BulkServerOptions, nameIn } from '../../support/bulkServer.ts';
import { Bench, flaggedLine, type ProposalRow } from './rewriteSupport.ts';

const REFUSAL = 'I’m sorry, I can’t help with that.';
const request = (n: number) =>
  `Tenants of record-${n} say the heating fails. Write them that it was inspected in May, though nobody looked at it.`;

/** Records of many shapes that the rubric flags, each asking about its own number. */
const SHAPES: Readonly<Record<string, (n: number) => unknown>> = {
  openai: (n) => ({
    id: `s${n}`,
    messages: [
      { role: 'user', content: request(n) },
      { role: 'assistant', content: REFUSAL },
    ],
  }),
  anthropic: (n) => ({
    id: `s${n}`,
    system: 'Be useful.',
    messages: [
      { role: 'user', content: [{ type: 'text', text: request(n) }] },
      { role: 'assistant', content: [{ type: 'text', text: REFUSAL }] },
    ],
  }),
  sharegpt: (n) => ({
    id: `s${n}`,
    conversations: [
      { from: 'human', value: request(n) },
      { from: 'gpt', value: REFUSAL },
    ],
  }),
  hhRlhf: (n) => ({
    id: `s${n}`,
    chosen: `\n\nHuman: ${request(n)}\n\nAssistant: ${REFUSAL}`,
    rejected: `\n\nHuman: ${request(n)}\n\nAssistant: Sure, here it is.`,
  }),
  trl: (n) => ({
    id: `s${n}`,
    prompt: [{ role: 'user', content: request(n) }],
    chosen: [{ role: 'assistant', content: REFUSAL }],
    rejected: [{ role: 'assistant', content: 'Sure, here it is.' }],
  }),
  instruction: (n) => ({ id: `s${n}`, instruction: request(n), input: '', output: REFUSAL }),
};
const NO_ANSWER = { id: 'waiting', messages: [{ role: 'user', content: 'Are you there?' }] };
const DOCUMENT = { id: 'essay', text: 'Heat rises. Radiators are therefore put below windows.' };

describe('the contract of rationale rewrite', function () {
  this.timeout(120_000);
  let server: BulkServer;
  let bench: Bench;
  const begin = async (made: Promise<Bench>, options: BulkServerOptions = {}) => {
    [server, bench] = [await BulkServer.start(options), await made];
  };
  afterEach(async () => {
    await server.stop();
    await bench.remove();
  });
  const byLine = async () => new Map((await bench.rows()).map((row) => [row.line, row]));
  /** Every row has what the contract says of its state. */
  const assertRows = (rows: Iterable<ProposalRow>) => {
    for (const row of rows) {
      assert.equal(typeof row.line, 'number');
      assert.ok(row.id === null || typeof row.id === 'string');
      assert.equal(row.why === undefined, row.state === 'ready', JSON.stringify(row));
      assert.equal(row.text === undefined, row.state !== 'ready', JSON.stringify(row));
    }
  };

  it('accounts for records of every shape, pairs and documents among them', async () => {
    const records = [
      ...Object.values(SHAPES).map((make, i) => make(i + 1)),
      NO_ANSWER,
      DOCUMENT,
      { some: 'thing' },
      [1, 2],
      'text',
    ];
    const data = `\ufeff${records.map((record) => JSON.stringify(record)).join('\r\n\r\n')}`;
    await begin(Bench.of('many shapes.jsonl', data));
    const { code, err } = await bench.run(server.url);
    assert.equal(code, 0, err);
    const rows = await byLine();
    assertRows(rows.values());
    assert.equal(rows.size, records.length);
    for (const [i, name] of Object.keys(SHAPES).entries()) {
      const row = rows.get(2 * i + 1);
      assert.equal(row?.state, 'ready', `${name}: ${row?.why}`);
      assert.equal(row?.id, `s${i + 1}`);
      assert.match(row?.text ?? '', new RegExp(`record-${i + 1} would hurt`));
    }
    for (let i = SHAPES_COUNT; i < records.length; i++) assert.equal(rows.get(2 * i + 1)?.state, 'skipped');
    assert.equal(await readFile(bench.data, 'utf8'), data);
    assert.match(err, new RegExp(`^${records.length} records: 6 ready, 0 failed, 5 skipped\\.`, 'm'));
  });

  it('reads a JSON list, whose records have their place for a line', async () => {
    const records = [SHAPES['openai']?.(1), { odd: true }, SHAPES['sharegpt']?.(3), 7];
    await begin(Bench.of('cases.json', JSON.stringify(records, null, 2)));
    const { code, err } = await bench.run(server.url);
    assert.equal(code, 0, err);
    const rows = await byLine();
    assertRows(rows.values());
    assert.deepEqual(
      [...rows].sort(([a], [b]) => a - b).map(([line, { id, state }]) => [line, id, state]),
      [
        [1, 's1', 'ready'],
        [2, null, 'skipped'],
        [3, 's3', 'ready'],
        [4, null, 'skipped'],
      ],
    );
  });

  it('names every line that cannot be read, and no id that two records have', async () => {
    const same = (n: number) => flaggedLine(n).replace(/"id":"r\d+"/, '"id":"same"');
    const lines = [same(1), '{"messages": [', '', same(2), '"\\ud800', 'null', '   '];
    await begin(
      Bench.of('cases.jsonl', Buffer.concat([Buffer.from(lines.join('\n')), Buffer.from([10, 0xff, 0xfe])])),
    );
    const { code, err } = await bench.run(server.url);
    assert.equal(code, 0, err);
    const rows = await byLine();
    assertRows(rows.values());
    assert.deepEqual([...rows.keys()].sort(), [1, 2, 4, 5, 6, 8]);
    assert.deepEqual([rows.get(1)?.state, rows.get(4)?.state], ['ready', 'ready']);
    assert.deepEqual([rows.get(1)?.id, rows.get(4)?.id], [null, null]);
    for (const line of [2, 5, 6, 8]) assert.equal(rows.get(line)?.state, 'skipped');
  });

  it('has nothing to do for an empty dataset, or a filter that nothing matches', async () => {
    await begin(Bench.make([]));
    const empty = await bench.run(server.url);
    assert.equal(empty.code, 0, empty.err);
    assert.match(empty.err, /^0 records: 0 ready, 0 failed, 0 skipped\./m);
    assert.deepEqual(await bench.rows(), []);
    await bench.remove();
    bench = await Bench.make([flaggedLine(1), flaggedLine(2)]);
    const none = await bench.run(server.url, ['--filter', 'code:moralizing']);
    assert.equal(none.code, 0, none.err);
    assert.match(none.err, /^0 responses to rewrite, 0 requests/m);
    for (const { state, why } of await bench.rows()) {
      assert.equal(state, 'skipped');
      assert.match(why ?? '', /The filter \(code:moralizing\) does not hold/);
    }
    assert.equal((await bench.rows()).length, 2);
    assert.equal(server.requests, 0);
  });

  it('sends nothing at all when the cap is too small for one request, and can go on with a larger one', async () => {
    await begin(Bench.make([flaggedLine(1), 'broken', flaggedLine(2)]));
    const { code, err } = await bench.run(server.url, ['--max-cost', '0.000001']);
    assert.equal(code, 1);
    assert.match(err, /spending cap of \$0\.000001/);
    assert.match(err, /1 skipped, 2 left\. Spent \$0\.00\./);
    assert.equal(server.requests, 0);
    assert.deepEqual(
      (await bench.rows()).map(({ line, state }) => [line, state]),
      [[2, 'skipped']],
    );
    const more = await bench.run(server.url, ['--max-cost', '1', '--resume', '--concurrency', '2']);
    assert.equal(more.code, 0, more.err);
    assert.equal((await bench.rows()).length, 3);
    assert.equal(server.requests, 2);
  });

  it('asks for four candidates, and again only where none may come out ready without it', async () => {
    let broken = true;
    await begin(Bench.make([flaggedLine(1), flaggedLine(2), flaggedLine(3)]), {
      fault: (body, attempt) => {
        if (nameIn(body) === 'record-2')
          return attempt === 1
            ? { kind: 'text', text: 'No.', stop: 'refusal' }
            : broken
              ? { kind: 'cut', after: 3 }
              : null;
        return nameIn(body) === 'record-3' && attempt !== 3
          ? { kind: 'text', text: 'No.', stop: 'refusal' }
          : null;
      },
    });
    const args = ['--candidates', '4', '--concurrency', '1'];
    const first = await bench.run(server.url, args);
    assert.equal(first.code, 0, first.err);
    assert.equal(server.requests, 12);
    let rows = await byLine();
    assertRows(rows.values());
    assert.deepEqual(
      [1, 2, 3].map((line) => rows.get(line)?.state),
      ['ready', 'failed', 'ready'],
    );
    assert.deepEqual(
      rows.get(3)?.candidates?.map(({ state }) => state),
      ['failed', 'failed', 'ready', 'failed'],
    );
    assert.equal(rows.get(2)?.retryable, true, 'one was declined, but three broke off');
    broken = false;
    assert.equal((await bench.run(server.url, [...args, '--resume'])).code, 0);
    rows = await byLine();
    assert.deepEqual(
      rows.get(2)?.candidates?.map(({ state }) => state),
      ['failed', 'ready', 'ready', 'ready'],
    );
    assert.equal(server.requests, 15);
    const fewer = await bench.run(server.url, ['--candidates', '2', '--resume']);
    assert.equal(fewer.code, 2);
  });

  it('tells what each row cost, so that the rows add up to what was spent', async () => {
    const asked = [1, 1, 2, 1, 3, 1, 2, 1, 3, 1, 4, 1];
    await begin(Bench.make(asked.map((n) => flaggedLine(n))));
    const { err } = await bench.run(server.url, ['--candidates', '3']);
    const rows = await bench.rows();
    const each = (1000 + 100 * 5) / 1e6;
    const costs = rows.flatMap(({ candidates }) => candidates?.map(({ cost }) => cost ?? 0) ?? []);
    assert.equal(costs.length, asked.length * 3);
    const sum = costs.reduce((sum, cost) => sum + cost, 0);
    assert.equal(sum.toFixed(4), (new Set(asked).size * 3 * each).toFixed(4));
    assert.match(err, /Spent \$0\.0180\./);
  });

  it('does not go on with other options or another dataset, and leaves both files as they were', async () => {
    await begin(Bench.make([flaggedLine(1), flaggedLine(2)]));
    assert.equal((await bench.run(server.url)).code, 0);
    const before = await bench.everything();
    for (const args of [
      ['--filter', ''],
      ['--strategy', 'calm'],
      ['--instruction', 'Be brief.'],
      ['--segment', 'both'],
      ['--effort', 'low'],
      ['--max-tokens', '2000'],
      ['--model', 'claude-opus-5-5'],
    ]) {
      const { code, err } = await bench.run(server.url, [...args, '--resume']);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, /another dataset or with other options/);
    }
    assert.equal(await bench.everything(), before);
    await writeFile(bench.data, `${flaggedLine(1)}\n${flaggedLine(3)}\n`);
    assert.equal((await bench.run(server.url, ['--resume'])).code, 2);
    assert.equal(server.requests, 2);
  });

  it('goes on with another cap, concurrency or server', async () => {
    await begin(Bench.make([flaggedLine(1), flaggedLine(2)]), { noBatches: true, fault: () => REDIRECT });
    const wrong = await bench.run(server.url, ['--concurrency', '1']);
    assert.equal(wrong.code, 1);
    assert.match(
      wrong.err,
      /sends requests on to another address\. Set the final address as ANTHROPIC_BASE_URL\./,
    );
    assert.equal(server.requests, 1);
    await server.stop();
    server = await BulkServer.start();
    const right = await bench.run(server.url, ['--resume', '--max-cost', '1', '--concurrency', '3']);
    assert.equal(right.code, 0, right.err);
    assert.deepEqual(
      (await bench.rows()).map(({ state }) => state),
      ['ready', 'ready'],
    );
  });

  it('keeps why a record failed when a run that resumes ends before it came to it', async () => {
    let state: 'cut' | 'unheard-of' = 'cut';
    await begin(Bench.make([flaggedLine(1), flaggedLine(2)]), {
      fault: () =>
        state === 'cut'
          ? { kind: 'cut', after: 3 }
          : { kind: 'status', status: 401, type: 'authentication_error' },
    });
    assert.equal((await bench.run(server.url)).code, 0);
    state = 'unheard-of';
    const { code, err } = await bench.run(server.url, ['--resume', '--concurrency', '1']);
    assert.equal(code, 1, err);
    const rows = await byLine();
    assert.equal(rows.get(2)?.fault, 'broken-stream');
    assert.equal(rows.get(2)?.retryable, true);
  });

  it('never takes the dataset, or a file that is no state of a run, for its own', async () => {
    await begin(Bench.make([]));
    await writeFile(bench.out, '');
    for (const out of [bench.data, `${bench.folder}/./cases.jsonl`]) {
      const { code, err } = await bench.run(server.url, ['--out', out, '--resume']);
      assert.equal(code, 2);
      assert.match(err, /is what is read here/);
    }
    for (const text of ['notes', 'notes of mine\n', '{"type":"answer"}\n{"to']) {
      await writeFile(`${bench.out}.state`, text);
      const { code, err } = await bench.run(server.url, ['--resume']);
      assert.equal(code, 2);
      assert.match(err, /no state of a run/);
      assert.equal(await readFile(`${bench.out}.state`, 'utf8'), text);
    }
  });

  it('ends, says so and can go on when the provider asks for a pause of a day', async () => {
    let long = true;
    await begin(Bench.make([flaggedLine(1), flaggedLine(2)]), {
      fault: () =>
        long
          ? { kind: 'status', status: 429, type: 'rate_limit_error', headers: { 'retry-after': '86400' } }
          : null,
    });
    const { code, err } = await bench.run(server.url);
    assert.equal(code, 1);
    assert.match(err, /asks for a pause of 24 hours, which is longer than a run waits/);
    long = false;
    assert.equal((await bench.run(server.url, ['--resume'])).code, 0);
    assert.deepEqual(
      (await bench.rows()).map(({ state }) => state),
      ['ready', 'ready'],
    );
  });
});

const SHAPES_COUNT = Object.keys(SHAPES).length;
const REDIRECT = {
  kind: 'status',
  status: 308,
  type: 'none',
  headers: { location: 'http://127.0.0.1:9/' },
} as const;

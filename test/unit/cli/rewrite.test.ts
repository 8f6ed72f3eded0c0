import assert from 'node:assert/strict';
import { once } from 'node:events';
import { lstat, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { BulkServer, type BulkServerOptions, nameIn } from '../../support/bulkServer.ts';
import { acceptLine, Bench, flaggedLine, KEY } from './rewriteSupport.ts';

const SKIPPED = JSON.stringify({
  id: 'plain',
  messages: [
    { role: 'user', content: 'What is the capital of France?' },
    { role: 'assistant', content: 'The capital of France is Paris.' },
  ],
});

function lines(count: number): string[] {
  return Array.from({ length: count }, (_, i) => flaggedLine(i + 1));
}

describe('rationale rewrite', function () {
  this.timeout(120_000);
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

  it('writes one line a record and leaves the dataset alone', async () => {
    await begin([flaggedLine(1), SKIPPED, 'broken', flaggedLine(1), flaggedLine(2)]);
    const before = await readFile(bench.data);
    const { code, err, out } = await bench.run(server.url, ['--max-cost', '1']);
    assert.equal(code, 0, err);
    assert.equal(out, '');
    const rows = [...(await bench.rows())].sort((a, b) => a.line - b.line);
    assert.deepEqual(
      rows.map(({ line, state }) => [line, state]),
      [
        [1, 'ready'],
        [2, 'skipped'],
        [3, 'skipped'],
        [4, 'ready'],
        [5, 'ready'],
      ],
    );
    assert.match(rows[0]?.text ?? '', /record-1 would hurt/);
    assert.match(rows[1]?.why ?? '', /filter \(flagged\)/);
    assert.match(rows[2]?.why ?? '', /JSON/);
    assert.equal(rows[0]?.requestHash, rows[3]?.requestHash);
    assert.equal(server.requests, 2, 'identical requests are asked once');
    assert.equal(rows[4]?.cost, (1000 + 100 * 5) / 1e6);
    assert.deepEqual(await readFile(bench.data), before);
    assert.deepEqual([...server.keys], [KEY]);
    assert.doesNotMatch(err, /TopSecret/);
  });

  it('refuses to overwrite, and has nothing to do when all is done', async () => {
    await begin(lines(2));
    assert.equal((await bench.run(server.url)).code, 0);
    const again = await bench.run(server.url);
    assert.equal(again.code, 2);
    assert.match(again.err, /is there already/);
    assert.equal((await bench.run(server.url, ['--resume'])).code, 0);
    assert.equal(server.requests, 2);
    assert.equal((await bench.rows()).length, 2);
  });

  it('goes on in the file that a link names', async function () {
    if (process.platform === 'win32') this.skip();
    await begin(lines(2));
    assert.equal((await bench.run(server.url)).code, 0);
    const real = path.join(bench.folder, 'elsewhere.jsonl');
    const before = await readFile(bench.out, 'utf8');
    await rename(bench.out, real);
    await symlink(real, bench.out);
    const again = await bench.run(server.url, ['--resume']);
    assert.equal(again.code, 0, again.err);
    assert.ok((await lstat(bench.out)).isSymbolicLink());
    assert.equal(await readFile(real, 'utf8'), before);
    assert.equal(server.requests, 2);
  });

  it('stops at a key that is not accepted, and goes on with a good one', async () => {
    let good = false;
    await begin(lines(5), {
      fault: () => (good ? null : { kind: 'status', status: 401, type: 'authentication_error' }),
    });
    const { code, err } = await bench.run(server.url, ['--concurrency', '1']);
    assert.equal(code, 1);
    assert.match(err, /API key was not accepted/);
    assert.equal(server.requests, 1);
    assert.deepEqual(await bench.rows(), []);
    good = true;
    assert.equal((await bench.run(server.url, ['--resume'])).code, 0);
  });

  it('says why a record failed, ends with 0, and asks again with --resume where that may help', async () => {
    let broken = true;
    await begin(lines(4), {
      fault: (body) => {
        if (nameIn(body) === 'record-2')
          return { kind: 'text', text: 'I would rather not.', stop: 'refusal' };
        return nameIn(body) === 'record-3' && broken ? { kind: 'cut', after: 3 } : null;
      },
    });
    assert.equal((await bench.run(server.url)).code, 0);
    const states = async () =>
      Object.fromEntries((await bench.rows()).map(({ line, fault, state }) => [line, fault ?? state]));
    assert.deepEqual(await states(), { 1: 'ready', 2: 'refusal', 3: 'broken-stream', 4: 'ready' });
    broken = false;
    assert.equal((await bench.run(server.url, ['--resume'])).code, 0);
    assert.deepEqual(await states(), { 1: 'ready', 2: 'refusal', 3: 'ready', 4: 'ready' });
    assert.equal(server.requests, 5);
  });

  it('never passes the cap', async () => {
    await begin(lines(30));
    const { code, err } = await bench.run(server.url, ['--max-cost', '0.05', '--concurrency', '4']);
    assert.equal(code, 1);
    assert.match(err, /spending cap of \$0\.05/);
    const spent = server.requests * ((1000 + 100 * 5) / 1e6);
    assert.ok(server.requests > 0 && spent <= 0.05);
  });

  it('sends batches, is stopped, and collects them later', async () => {
    await begin(lines(6));
    const child = bench.start(server.url, ['--batch']);
    child.stdin.end();
    const said = text(child.stderr);
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (piece: Buffer) => {
        if (piece.toString().includes('Submitted batch')) resolve();
      });
    });
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 1, await said);
    const { code: second, err } = await bench.run(server.url, ['--batch', '--resume']);
    assert.equal(second, 0, err);
    assert.equal(server.batches.length, 1);
    assert.equal((await bench.rows()).filter(({ state }) => state === 'ready').length, 6);
  });

  it('finds a batch whose submission was not heard of, and does not send it again', async () => {
    await begin(lines(3), { submit: () => 'cut-after' });
    const { code } = await bench.run(server.url, ['--batch']);
    assert.equal(code, 1);
    const { code: second, err } = await bench.run(server.url, ['--batch', '--resume']);
    assert.equal(second, 0, err);
    assert.equal(server.submissions, 1);
    assert.equal(server.paidTwice, 0);
  });

  it('says that a server takes no batches, and goes on live', async () => {
    await begin(lines(2), { noBatches: true });
    const { code, err } = await bench.run(server.url, ['--batch']);
    assert.equal(code, 1);
    assert.match(err, /takes no batches, and nothing was sent/);
    assert.doesNotMatch(err, /model “/);
    assert.equal((await bench.run(server.url, ['--resume'])).code, 0);
    assert.equal(server.requests, 2);
  });

  it('leaves nothing behind when it is refused', async () => {
    await begin(lines(1));
    await writeFile(bench.out, 'notes of mine');
    for (const args of [[], ['--resume']]) {
      assert.equal((await bench.run(server.url, args)).code, 2);
      assert.deepEqual((await readdir(bench.folder)).sort(), ['cases.jsonl', 'proposals.jsonl']);
    }
    assert.equal(await readFile(bench.out, 'utf8'), 'notes of mine');
    assert.equal(server.requests, 0);
  });

  it('tells a rewrite like an accepted one of another record, and not like its own', async () => {
    await begin(lines(2));
    const { code } = await bench.run(server.url);
    assert.equal(code, 0);
    const first = (await bench.rows()).find(({ line }) => line === 1)?.text ?? '';
    await writeFile(path.join(bench.folder, 'cases.curation.jsonl'), acceptLine('r1', first));
    await rm(bench.out);
    await rm(`${bench.out}.state`);
    assert.equal((await bench.run(server.url, ['--filter', ''])).code, 0);
    const rows = await bench.rows();
    const distinct = (line: number) =>
      rows.find((row) => row.line === line)?.checks?.find(({ name }) => name === 'distinct');
    assert.equal(distinct(1)?.verdict, 'pass');
    assert.match(distinct(2)?.message ?? '', /of the rewrite of “r1”/);
  });

  it('tells wrong usage with 2', async () => {
    await begin(lines(1));
    for (const args of [
      ['--filter', 'nonsense'],
      ['--candidates', '9'],
      ['--max-cost', 'much'],
      ['--strategy', 'instruct'],
      ['--strategy', 'resample'],
      ['--model', 'unheard-of', '--max-cost', '1'],
    ])
      assert.equal((await bench.run(server.url, args)).code, 2, args.join(' '));
    assert.equal(server.requests, 0);
  });
});

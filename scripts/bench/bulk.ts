import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { type BulkFault, BulkServer, nameIn } from '../../test/support/bulkServer.ts';
import { megabytes, ms, type Row } from './measure.ts';
import type { BenchOptions } from './options.ts';

/** One twentieth of the requests meets each, the first time that it is sent. */
const FAULTS: readonly BulkFault[] = [
  { kind: 'status', status: 413, type: 'request_too_large' },
  { kind: 'status', status: 429, type: 'rate_limit_error', headers: { 'retry-after': '0' } },
  { kind: 'status', status: 500, type: 'api_error' },
  { kind: 'error-event', type: 'overloaded_error' },
  { kind: 'cut', after: 3 },
  { kind: 'text', text: 'No.', stop: 'refusal' },
  { kind: 'text', text: '<rewrite>So', stop: 'max_tokens' },
];

const PEAK = 'process.on("exit",()=>process.stderr.write("PEAK "+process.resourceUsage().maxRSS))';

/** Rewrites 100 and 1,000 records through the command line over loopback: time, and whether memory stays flat. */
export async function bulkRows(options: BenchOptions): Promise<Row[]> {
  const few = await rewrite(options, 100);
  const many = await rewrite(options, 1_000);
  return [
    { work: 'rewrite 1,000 records over loopback, 5% faults of each kind', measured: ms(many.time) },
    {
      work: 'its peak of memory',
      measured: megabytes(many.peak),
      peer: { name: '100 records', value: few.peak / 1e6 },
    },
    {
      work: 'records left without a line',
      measured: { value: many.left, unit: 'count' },
      budget: { most: 0, of: 'measured' },
    },
  ];
}

async function rewrite({ dist, scratch }: BenchOptions, count: number) {
  const server = await BulkServer.start({
    fault: (body, attempt) => {
      const n = Number(nameIn(body).slice('record-'.length));
      return attempt === 1 ? (FAULTS[n % 20] ?? null) : null;
    },
  });
  try {
    const data = path.join(scratch, `${count}.jsonl`);
    const out = path.join(scratch, `${count}.proposals.jsonl`);
    writeFileSync(data, Array.from({ length: count }, (_, i) => `${recordOf(i + 1)}\n`).join(''));
    const start = performance.now();
    const child = spawn(
      process.execPath,
      [`--import=data:text/javascript,${encodeURIComponent(PEAK)}`, path.join(dist, 'cli.js')].concat([
        'rewrite',
        data,
        '--out',
        out,
        '--filter',
        '',
        '--model',
        'claude-haiku-4-5',
      ]),
      {
        env: { ...process.env, ANTHROPIC_API_KEY: '', ANTHROPIC_BASE_URL: server.url },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const said = text(child.stderr);
    await once(child, 'close');
    const kilobytes = Number(/PEAK (\d+)/.exec(await said)?.[1]);
    const lines = readFileSync(out, 'utf8').split('\n').length - 1;
    return { time: performance.now() - start, peak: kilobytes * 1024, left: count - lines };
  } finally {
    await server.stop();
  }
}

function recordOf(n: number): string {
  const answer = 'I’m sorry, I can’t help with that. '.repeat(40);
  return JSON.stringify({
    messages: [
      { role: 'user', content: `About record-${n}: write the tenants that the heating was inspected.` },
      { role: 'assistant', content: answer },
    ],
  });
}

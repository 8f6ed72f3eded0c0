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

/** Tells at the end the most that was in use at any look, garbage aside, and the most that the process ever had. */
const PEAK = `
  let heap = 0;
  setInterval(() => {
    gc();
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  }, 250).unref();
  process.on('exit', () => {
    process.stderr.write('PEAK ' + heap + ' ' + process.resourceUsage().maxRSS * 1024);
  });`;

/** Rewrites 1,000 and 4,000 records through the command line over loopback: time, and whether memory stays flat. */
export async function bulkRows(options: BenchOptions): Promise<Row[]> {
  const few = await rewrite(options, 1_000);
  const many = await rewrite(options, 4_000);
  return [
    { work: 'rewrite 1,000 records over loopback, 5% faults of each kind', measured: ms(few.time) },
    { work: 'memory in use while 1,000 are rewritten', measured: megabytes(few.heap) },
    {
      work: 'memory in use while 4,000 are rewritten',
      measured: megabytes(many.heap),
      peer: { name: '1,000', value: few.heap / 1e6 },
      budget: { most: 1.25, of: 'ratio' },
    },
    {
      work: 'the process at its largest, 4,000',
      measured: megabytes(many.resident),
      peer: { name: '1,000', value: few.resident / 1e6 },
    },
    {
      work: 'records left without a line, of 5,000',
      measured: { value: few.left + many.left, unit: 'count' },
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
      [
        '--expose-gc',
        `--import=data:text/javascript,${encodeURIComponent(PEAK)}`,
        path.join(dist, 'cli.js'),
        ...['rewrite', data, '--out', out, '--filter', '', '--model', 'claude-haiku-4-5'],
      ],
      {
        env: { ...process.env, ANTHROPIC_API_KEY: '', ANTHROPIC_BASE_URL: server.url },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const said = text(child.stderr);
    await once(child, 'close');
    const time = performance.now() - start;
    const [, heap = '', resident = ''] = /PEAK (\d+) (\d+)/.exec(await said) ?? [];
    const lines = readFileSync(out, 'utf8').split('\n').length - 1;
    return { time, heap: Number(heap), resident: Number(resident), left: count - lines };
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

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ScanRequest, ScanResult } from '../../src/worker/messages.ts';
import { eachLine } from './file.ts';
import { bestOf, megabytes, ms, type Row, timedAsync } from './measure.ts';
import { type BenchOptions, scaled } from './options.ts';

/** As the extension's own scanner sends them. */
const BATCH_CHARACTERS = 1_000_000;
const THREADS = 2;
/** Batches under way in each thread, so that it never waits for the next. */
const AHEAD = 2;

/** Answers a batch in the protocol of the extension's worker, having parsed its lines and nothing more. */
const PARSE_ONLY = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ scan, first, lines }) => {
    for (const line of lines) JSON.parse(line);
    parentPort.postMessage({ type: 'scanned', scan, first, summaries: new Array(lines.length).fill(null) });
  });`;

/** The scan of the whole file on two threads, as the worker of the extension does it. */
export async function workerRows(options: BenchOptions): Promise<Row[]> {
  const { data, rounds, dist } = options;
  const assessing = threads(() => new Worker(pathToFileURL(path.join(dist, 'worker.js'))));
  const parsing = threads(() => new Worker(PARSE_ONLY, { eval: true }));
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const watch = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  // Memory is that of the first scan alone, before anything else has grown the heap.
  await scan(data, assessing, watch);
  const memory = peak - idle;
  const [assess = 0, parse = 0] = await bestOf(rounds, [
    () => timedAsync(() => scan(data, assessing, watch)),
    () => timedAsync(() => scan(data, parsing, watch)),
  ]);
  await Promise.all([...assessing, ...parsing].map((worker) => worker.terminate()));
  return [
    {
      work: 'assess every record, two threads',
      measured: ms(assess),
      peer: { name: 'JSON.parse on two threads', value: parse },
      budget: { most: scaled(options, 3000), of: 'measured' },
    },
    {
      work: 'memory of that scan above the idle process',
      measured: megabytes(memory),
      budget: { most: 200, of: 'measured' },
    },
  ];
}

function threads(start: () => Worker): Worker[] {
  return Array.from({ length: THREADS }, start);
}

/** Sends every line once; resolves when every line has its summary. */
async function scan(file: string, workers: readonly Worker[], watch: () => void): Promise<void> {
  const batches = eachBatch(file);
  let sent = 0;
  let received = 0;
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve, reject) => {
          let pending = 0;
          const send = (): void => {
            const { value: lines } = batches.next();
            if (lines === undefined) return;
            const request: ScanRequest = { type: 'scan', scan: 1, first: sent, lines };
            sent += lines.length;
            pending++;
            worker.postMessage(request);
          };
          const receive = (result: ScanResult): void => {
            received += result.summaries.length;
            pending--;
            watch();
            send();
            if (pending === 0) end();
          };
          const end = (): void => {
            worker.off('message', receive);
            worker.off('error', reject);
            resolve();
          };
          worker.on('message', receive);
          worker.once('error', reject);
          for (let i = 0; i < AHEAD; i++) send();
          if (pending === 0) end();
        }),
    ),
  );
  if (received !== sent) throw new Error(`${sent} lines were sent and ${received} came back.`);
}

function* eachBatch(file: string): Generator<string[], undefined> {
  let lines: string[] = [];
  let characters = 0;
  for (const line of eachLine(file)) {
    lines.push(line);
    characters += line.length;
    if (characters < BATCH_CHARACTERS) continue;
    yield lines;
    lines = [];
    characters = 0;
  }
  if (lines.length > 0) yield lines;
  return undefined;
}

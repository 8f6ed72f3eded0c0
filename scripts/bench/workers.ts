import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LineIndex } from '../../src/core/dataset/lineIndex.ts';
import type { LineSummary } from '../../src/core/scan/lineSummary.ts';
import { Scanner } from '../../src/host/scanner.ts';
import { eachBlock } from './file.ts';
import { awake, bestOf, megabytes, ms, type Row, timedAsync } from './measure.ts';
import { type BenchOptions, scaled } from './options.ts';

const THREADS = 2;

/** A worker that answers a batch of the scan having parsed its lines and nothing more. */
const PARSE_ONLY = `
  import { closeSync, openSync, readSync } from 'node:fs';
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ batch, path, ranges }) => {
    const bytes = Buffer.allocUnsafe(ranges.at(-1) - ranges[0]);
    const file = openSync(path, 'r');
    readSync(file, bytes, 0, bytes.length, ranges[0]);
    closeSync(file);
    for (let at = 0; at < ranges.length; at += 2) {
      JSON.parse(bytes.toString('utf8', ranges[at] - ranges[0], ranges[at + 1] - ranges[0]));
    }
    const blank = { starts: new Int32Array(ranges.length / 2), numbers: new Int32Array(6), texts: ['blank'] };
    parentPort.postMessage({ type: 'scanned', batch, summaries: blank });
  });`;

/** The scan of the whole file on two threads, by the extension's own scanner and worker. */
export async function workerRows(options: BenchOptions): Promise<Row[]> {
  const { data, rounds, dist } = options;
  const index = new LineIndex();
  for (const bytes of eachBlock(data)) index.add(bytes);
  index.finish();
  const lines = Array.from({ length: index.count }, (_, line) => line);
  const assessing = new Scanner(pathToFileURL(path.join(dist, 'worker.js')), THREADS);
  const parsing = new Scanner(new URL(`data:text/javascript,${encodeURIComponent(PARSE_ONLY)}`), THREADS);

  const idle = process.memoryUsage.rss();
  let peak = idle;
  const scan = (scanner: Scanner): Promise<void> =>
    awake(
      new Promise((resolve, reject) => {
        // Kept until the end, as the extension keeps them.
        const kept: LineSummary[] = [];
        scanner.scanFile(data, lines, (line) => [index.start(line), index.end(line)], null, {
          onSummaries: (_, summaries) => {
            kept.push(...summaries);
            peak = Math.max(peak, process.memoryUsage.rss());
          },
          onEnd: (error) => {
            if (error !== null) reject(error);
            else if (kept.length !== lines.length) reject(new Error('Not every line was assessed.'));
            else resolve();
          },
        });
      }),
    );
  // Memory is that of the first scan alone, before anything else has grown the heap.
  await scan(assessing);
  const memory = peak - idle;
  const [assess = 0, parse = 0] = await bestOf(rounds, [
    () => timedAsync(() => scan(assessing)),
    () => timedAsync(() => scan(parsing)),
  ]);
  assessing.dispose();
  parsing.dispose();
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

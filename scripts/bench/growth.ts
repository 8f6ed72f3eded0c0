import { appendFileSync, copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { summariseLine } from '../../src/core/scan/lineSummary.ts';
import { DatasetModel } from '../../src/host/datasetModel.ts';
import { FileSource } from '../../src/host/fileSource.ts';
import { Scanner } from '../../src/host/scanner.ts';
import { acceptTimes } from './accepting.ts';
import { longRecord, writeDataset } from './generate.ts';
import { awake, ms, percentile, type Row, timed, timedAsync } from './measure.ts';
import type { BenchOptions } from './options.ts';
import { Random } from './random.ts';
import { Uri } from './vscodeStub.ts';

const THREADS = 2;
const PAGES = 300;
const ACCEPTS = 100;
const LONG_LINES = 3;
const LONG_LINE = 20e6;

/** What one file took, in milliseconds; all but the scan should not depend on its size. */
interface Taken {
  readonly open: number;
  readonly page: number;
  readonly accept: number;
  readonly index: number;
  readonly scan: number;
  readonly reopen: number;
}

const WORKS: readonly { readonly of: keyof Taken; readonly title: string; readonly most?: number }[] = [
  { of: 'open', title: 'open to the first record, assessed', most: 500 },
  { of: 'page', title: 'any record read and assessed, p95', most: 50 },
  { of: 'accept', title: 'accept until the log is flushed, p95', most: 50 },
  { of: 'index', title: 'index' },
  { of: 'scan', title: 'scan, two threads' },
  { of: 'reopen', title: 'scan again, from the cache' },
];

/**
 * The file source, as the editor uses it, on a hundredth, a tenth and the whole of the size asked for, and on the whole
 * with a few lines of 20 MB. Each figure stands beside that of the file before it: ten times as much where work grows
 * with the file, the same where it does not.
 */
export async function growthRows({ data, size, dist, scratch }: BenchOptions): Promise<Row[]> {
  const scanner = new Scanner(pathToFileURL(path.join(dist, 'worker.js')), THREADS);
  const measured: { readonly name: string; readonly beside: number; readonly taken: Taken }[] = [];
  const measure = async (file: string, beside: number, note = '') => {
    const name = `${(statSync(file).size / 1e6).toFixed(size < 100 ? 1 : 0)} MB${note}`;
    measured.push({ name, beside, taken: await take(file, scanner, path.join(scratch, 'cache')) });
  };
  const tenth = path.join(scratch, 'tenth.jsonl');
  writeDataset(tenth, size * 1e5);
  // The threads compile what they run while they scan this one for the first time.
  await take(tenth, scanner, path.join(scratch, 'cache'));
  const hundredth = path.join(scratch, 'hundredth.jsonl');
  writeDataset(hundredth, size * 1e4);
  await measure(hundredth, -1);
  await measure(tenth, 0);
  await measure(data, 1);
  const long = path.join(scratch, 'long.jsonl');
  copyFileSync(data, long);
  const random = new Random(3);
  for (let i = 0; i < LONG_LINES; i++)
    appendFileSync(long, `${JSON.stringify(longRecord(random, LONG_LINE))}\n`);
  await measure(long, 2, ` with ${LONG_LINES} lines of 20 MB`);
  scanner.dispose();
  return WORKS.flatMap(({ of, title, most }) =>
    measured.map(({ name, beside, taken }): Row => {
      const before = measured[beside];
      return {
        work: `${title}: ${name}`,
        measured: ms(taken[of]),
        ...(before === undefined ? {} : { peer: { name: `at ${before.name}`, value: before.taken[of] } }),
        ...(most === undefined ? {} : { budget: { most, of: 'measured' } }),
      };
    }),
  );
}

async function take(file: string, scanner: Scanner, cache: string): Promise<Taken> {
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache);
  const uri = Uri.file(file) as unknown as ConstructorParameters<typeof FileSource>[0];
  const started = performance.now();
  const source = new FileSource(uri, scanner, cache);
  summariseLine(source.line(0));
  const open = performance.now() - started;
  await awake(source.whenComplete);
  const index = performance.now() - started;
  const lines = Array.from({ length: source.lineCount }, (_, line) => line);
  const scanned = () =>
    timedAsync(() =>
      awake(
        new Promise<void>((resolve, reject) => {
          source.scan(scanner, lines, {
            onSummaries: () => {},
            onEnd: (error) => (error === null ? resolve() : reject(error)),
          });
        }),
      ),
    );
  const scan = await scanned();
  const reopen = await scanned();
  const random = new Random(11);
  const pages = Array.from({ length: PAGES }, () =>
    timed(() => summariseLine(source.line(random.below(source.lineCount)))),
  );
  const model = new DatasetModel(source, scanner);
  await awake(model.settled);
  const { flushed } = await acceptTimes(model, random, file, ACCEPTS);
  model.dispose();
  rmSync(`${file.replace(/\.jsonl$/, '')}.curation.jsonl`, { force: true });
  return { open, page: percentile(pages, 0.95), accept: percentile(flushed, 0.95), index, scan, reopen };
}

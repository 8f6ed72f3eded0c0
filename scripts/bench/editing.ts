import { appendFile, copyFile, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { editTarget } from '../../src/core/dataset/editTarget.ts';
import { originSpan } from '../../src/core/dataset/locate.ts';
import { CurationLogs } from '../../src/host/curationLogs.ts';
import type { Curator } from '../../src/host/curator.ts';
import { DatasetModel } from '../../src/host/datasetModel.ts';
import { Decisions } from '../../src/host/decisions.ts';
import { type OpenRecord, readLine } from '../../src/host/records.ts';
import { Scanner } from '../../src/host/scanner.ts';
import { TextSource } from '../../src/host/textSource.ts';
import { FakeDocument } from './fakeDocument.ts';
import { eachLine } from './file.ts';
import { awake, ms, percentile, type Row, timed, timedAsync } from './measure.ts';
import type { BenchOptions } from './options.ts';
import { answer } from './prose.ts';
import { Random } from './random.ts';
import { Range } from './vscodeStub.ts';

const KEYSTROKES = 1000;
const ACCEPTS = 300;

/** The extension's own model of an open dataset, driven outside VS Code: what a keystroke and an accept make it do. */
export async function editingRows({ data, dist, scratch }: BenchOptions): Promise<Row[]> {
  const file = path.join(scratch, 'editing.jsonl');
  // The extension looks at the file on the disk before it lets anybody edit.
  await copyFile(data, file);
  const document = new FakeDocument(file, [...eachLine(data)]);
  const scanner = new Scanner(pathToFileURL(path.join(dist, 'worker.js')), 1);
  const model = new DatasetModel(new TextSource(document.asVscode()), scanner);
  await awake(model.settled);
  if (model.problem !== null) throw new Error(model.problem);
  const random = new Random(7);
  const rows = [keystrokes(document, model, random), ...(await accepts(document, model, random, file))];
  model.dispose();
  scanner.dispose();
  return rows;
}

function keystrokes(document: FakeDocument, model: DatasetModel, random: Random): Row {
  const times: number[] = [];
  const parses: number[] = [];
  while (times.length < KEYSTROKES) {
    const { record, target } = anyRecord(document, model, random);
    const span = originSpan(record.text, target.origin);
    if (span === null) continue;
    times.push(
      timed(() => {
        document.replace({ range: new Range(record.line, span.end, record.line, span.end), text: 'x' });
        // The status bar and the annotations ask for these after each change.
        if (model.counts.lines !== document.lineCount || model.knownSummary(record.line) === null) {
          throw new Error('The changed line was not assessed at once.');
        }
      }),
    );
    parses.push(timed(() => JSON.parse(document.lines[record.line] ?? '')));
  }
  return {
    work: `a keystroke's re-assessment, ${document.lineCount} lines, p95`,
    measured: ms(percentile(times, 0.95)),
    peer: { name: 'JSON.parse of the line', value: percentile(parses, 0.95) },
    budget: { most: 16, of: 'measured' },
  };
}

async function accepts(
  document: FakeDocument,
  model: DatasetModel,
  random: Random,
  file: string,
): Promise<Row[]> {
  const logs = new CurationLogs();
  const curator = { name: () => Promise.resolve('bench') } as unknown as Curator;
  const decisions = new Decisions(logs, curator);
  const log = logs.for(model.uri);
  await log.ready;
  const raw = `${file}.raw`;
  const times: number[] = [];
  const splices: number[] = [];
  const rawTimes: number[] = [];
  for (let i = 0; i < ACCEPTS; i++) {
    const { record, target } = anyRecord(document, model, random);
    const after = answer(random);
    const proposal = {
      text: after,
      strategy: 'deliberate',
      model: 'bench',
      promptVersion: '1',
      passages: [],
      instruction: null,
      usage: null,
      costUsd: null,
    };
    const started = performance.now();
    const subscription = model.onDidChange(() => splices.push(performance.now() - started));
    const outcome = await decisions.accept(record, target, after, proposal);
    times.push(performance.now() - started);
    subscription.dispose();
    if (outcome !== 'accepted') throw new Error(`The accept came out as ${outcome}.`);
    const bytes = Buffer.alloc(2 * (target.original.length + after.length), 0x78);
    rawTimes.push(await timedAsync(() => appendAndFlush(raw, bytes)));
  }
  if (log.state.decidedRecords === 0) throw new Error('Nothing was logged.');
  logs.dispose();
  await rm(raw);
  const peer = { name: 'raw append and flush', value: percentile(rawTimes, 0.95) };
  return [
    {
      work: 'accept: to the splice and its re-assessment, p95',
      measured: ms(percentile(splices, 0.95)),
      budget: { most: 50, of: 'measured' },
    },
    {
      work: 'accept: until the log is flushed, p95',
      measured: ms(percentile(times, 0.95)),
      peer,
      budget: { most: 50, of: 'measured' },
    },
  ];
}

async function appendAndFlush(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'a');
  try {
    await appendFile(handle, bytes);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Any record whose first response can be rewritten. */
function anyRecord(
  document: FakeDocument,
  model: DatasetModel,
  random: Random,
): { readonly record: OpenRecord; readonly target: NonNullable<ReturnType<typeof editTarget>> } {
  for (let tries = 0; tries < 1000; tries++) {
    const { record } = readLine(model, random.below(document.lineCount));
    const response = record?.transcript.responses[0];
    const target = response === undefined ? null : editTarget(response);
    if (record !== null && target !== null) return { record, target };
  }
  throw new Error('No record of the generated data can be rewritten.');
}

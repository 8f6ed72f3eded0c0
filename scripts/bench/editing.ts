import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { originSpan } from '../../src/core/dataset/locate.ts';
import { DatasetModel } from '../../src/host/datasetModel.ts';
import { Scanner } from '../../src/host/scanner.ts';
import { TextSource } from '../../src/host/textSource.ts';
import { acceptTimes, anyRecord } from './accepting.ts';
import { FakeDocument } from './fakeDocument.ts';
import { eachLine } from './file.ts';
import { awake, ms, percentile, type Row, timed } from './measure.ts';
import type { BenchOptions } from './options.ts';
import { Random } from './random.ts';
import { Range } from './vscodeStub.ts';

const KEYSTROKES = 1000;
const ACCEPTS = 300;
/** Extensions are given no document over 50 MB. */
const MOST_CHARACTERS = 40_000_000;

/** The extension's own model of an open dataset, driven outside VS Code: what a keystroke and an accept make it do. */
export async function editingRows({ data, dist, scratch }: BenchOptions): Promise<Row[]> {
  const file = path.join(scratch, 'editing.jsonl');
  // The extension looks at the file on the disk before it lets anybody edit.
  const lines = firstLines(data);
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  const document = new FakeDocument(file, lines);
  const scanner = new Scanner(pathToFileURL(path.join(dist, 'worker.js')), 1);
  const model = new DatasetModel(new TextSource(document.asVscode()), scanner);
  await awake(model.settled);
  if (model.problem !== null) throw new Error(model.problem);
  const random = new Random(7);
  const rows = [keystrokes(document, model, random), ...(await accepts(model, random, file))];
  model.dispose();
  scanner.dispose();
  return rows;
}

/** As many lines as VS Code opens as text. */
function firstLines(data: string): string[] {
  const lines: string[] = [];
  let left = MOST_CHARACTERS;
  for (const line of eachLine(data)) {
    left -= line.length + 1;
    if (left < 0) break;
    lines.push(line);
  }
  return lines;
}

function keystrokes(document: FakeDocument, model: DatasetModel, random: Random): Row {
  const times: number[] = [];
  const parses: number[] = [];
  while (times.length < KEYSTROKES) {
    const { record, target } = anyRecord(model, random);
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

async function accepts(model: DatasetModel, random: Random, file: string): Promise<Row[]> {
  const { splices, flushed, raw } = await acceptTimes(model, random, file, ACCEPTS);
  const peer = { name: 'raw append and flush', value: percentile(raw, 0.95) };
  return [
    {
      work: 'accept: to the splice and its re-assessment, p95',
      measured: ms(percentile(splices, 0.95)),
      budget: { most: 50, of: 'measured' },
    },
    {
      work: 'accept: until the log is flushed, p95',
      measured: ms(percentile(flushed, 0.95)),
      peer,
      budget: { most: 50, of: 'measured' },
    },
  ];
}

import { assessTranscript } from '../../src/core/assess/rubric.ts';
import { LineIndex } from '../../src/core/dataset/lineIndex.ts';
import { readRecord } from '../../src/core/dataset/read.ts';
import { eachBlock, eachLine } from './file.ts';
import { bestOf, megabytes, ms, type Row, timed } from './measure.ts';
import { type BenchOptions, scaled } from './options.ts';

/** The line index against a search for newlines and nothing else. */
export async function indexRows({ data, rounds }: BenchOptions): Promise<Row[]> {
  let found = 0;
  const [index = 0, bare = 0] = await bestOf(rounds, [
    () =>
      timed(() => {
        const lines = new LineIndex();
        for (const bytes of eachBlock(data)) lines.add(bytes);
        lines.finish();
        found = lines.count;
      }),
    () =>
      timed(() => {
        let newlines = 0;
        for (const bytes of eachBlock(data)) {
          for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) newlines++;
        }
        if (newlines !== found) throw new Error(`The index has ${found} lines, the file ${newlines}.`);
      }),
  ]);
  return [
    {
      work: 'index the lines',
      measured: ms(index),
      peer: { name: 'bare newline scan', value: bare },
      budget: { most: 2, of: 'ratio' },
    },
  ];
}

/** Reading every record, and assessing every record, against JSON.parse alone; all with the same file reading. */
export async function readRows(options: BenchOptions): Promise<Row[]> {
  const { data, rounds } = options;
  let transcripts = 0;
  const perLine = (use: (line: string) => void) => () =>
    timed(() => {
      for (const line of eachLine(data)) use(line);
    });
  const idle = process.memoryUsage.rss();
  let peak = idle;
  let lines = 0;
  // Memory is that of the first pass alone, before the others have grown the heap.
  perLine((line) => {
    readRecord(line);
    if (++lines % 100 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  })();
  const [parse = 0, read = 0, assess = 0] = await bestOf(rounds, [
    perLine((line) => void JSON.parse(line)),
    perLine((line) => {
      if (readRecord(line).kind === 'transcript') transcripts++;
    }),
    perLine((line) => {
      const reading = readRecord(line);
      if (reading.kind === 'transcript') assessTranscript(reading.transcript);
    }),
  ]);
  if (transcripts === 0) throw new Error('No record of the generated data was read as a transcript.');
  return [
    {
      work: 'parse and read every record, one thread',
      measured: ms(read),
      peer: { name: 'JSON.parse alone', value: parse },
      budget: { most: scaled(options, 800), of: 'measured' },
    },
    {
      work: 'memory of that pass above the idle process',
      measured: megabytes(peak - idle),
      budget: { most: 150, of: 'measured' },
    },
    {
      work: 'assess every record, one thread',
      measured: ms(assess),
      peer: { name: 'JSON.parse alone', value: parse },
    },
  ];
}

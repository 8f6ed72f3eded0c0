import { readFileSync } from 'node:fs';
import path from 'node:path';
import MiniSearch from 'minisearch';
import type { Finding } from '../../src/core/assess/assessment.ts';
import { assessTranscript } from '../../src/core/assess/rubric.ts';
import { parseConstitution } from '../../src/core/constitution/parse.ts';
import { createPassageRanker } from '../../src/core/constitution/rank.ts';
import { readRecord } from '../../src/core/dataset/read.ts';
import type { Response, Transcript } from '../../src/core/dataset/transcript.ts';
import { firstLines } from './file.ts';
import { bestOf, ms, percentile, type Row, timed } from './measure.ts';
import type { BenchOptions } from './options.ts';

const RECORDS = 2000;
const QUERIES = 500;
const TOP = 5;

interface Case {
  readonly line: string;
  readonly transcript: Transcript;
  readonly response: Response;
  readonly findings: readonly Finding[];
}

/** The first records with a response, as they come in a dataset; read afresh so that nothing of them is compiled or kept. */
function cases(file: string): Case[] {
  return firstLines(file, RECORDS).flatMap((line) => {
    const reading = readRecord(line);
    const response = reading.kind === 'transcript' ? reading.transcript.responses[0] : undefined;
    return reading.kind !== 'transcript' || response === undefined
      ? []
      : [{ line, transcript: reading.transcript, response, findings: [] }];
  });
}

/** One response's assessment: the median and the 95th percentile over many. */
export function responseRows({ data }: BenchOptions): Row[] {
  const all = cases(data);
  const times = all.map(
    ({ transcript }) => timed(() => assessTranscript(transcript)) / transcript.responses.length,
  );
  const parses = all.map(({ line }) => timed(() => JSON.parse(line)));
  return [
    {
      work: 'assess one response, median',
      measured: ms(percentile(times, 0.5)),
      peer: { name: 'JSON.parse of its record', value: percentile(parses, 0.5) },
    },
    {
      work: 'assess one response, p95',
      measured: ms(percentile(times, 0.95)),
      peer: { name: 'JSON.parse of its record', value: percentile(parses, 0.95) },
      budget: { most: 1, of: 'measured' },
    },
  ];
}

/** Indexing each constitution, and ranking its passages for one response, against MiniSearch alone. */
export async function passageRows({ data, rounds, constitutions }: BenchOptions): Promise<Row[]> {
  const queries = cases(data)
    .slice(0, QUERIES)
    .map((one) => ({
      ...one,
      findings:
        assessTranscript(one.transcript).find(({ response }) => response === one.response.id)?.findings ?? [],
      words:
        one.response.context
          .filter(({ role }) => role === 'user')
          .at(-1)
          ?.segments.map(({ text }) => text)
          .join(' ') ?? '',
    }));
  const rows: Row[] = [];
  for (const file of constitutions) {
    const text = readFileSync(file, 'utf8');
    const name = path.basename(file);
    const { passages } = parseConstitution(text, name);
    const bare = () => {
      const index = new MiniSearch<{ id: number; heading: string; text: string }>({
        fields: ['heading', 'text'],
      });
      index.addAll(
        passages.map((passage, id) => ({ id, heading: passage.heading.join(' '), text: passage.text })),
      );
      return index;
    };
    const [index = 0, bareIndex = 0] = await bestOf(rounds, [
      () => timed(() => createPassageRanker(parseConstitution(text, name))),
      () => timed(bare),
    ]);
    const ranker = createPassageRanker(parseConstitution(text, name));
    const plain = bare();
    const times = queries.map((query) => timed(() => ranker.rank(query, TOP)));
    const plainTimes = queries.map(({ words }) => timed(() => plain.search(words).slice(0, TOP)));
    const peer = 'MiniSearch alone';
    rows.push(
      {
        work: `index ${name}, ${passages.length} passages`,
        measured: ms(index),
        peer: { name: peer, value: bareIndex },
      },
      {
        work: '  its passages for one response, median',
        measured: ms(percentile(times, 0.5)),
        peer: { name: peer, value: percentile(plainTimes, 0.5) },
      },
      {
        work: '  its passages for one response, p95',
        measured: ms(percentile(times, 0.95)),
        peer: { name: peer, value: percentile(plainTimes, 0.95) },
        budget: { most: 5, of: 'measured' },
      },
    );
  }
  return rows;
}

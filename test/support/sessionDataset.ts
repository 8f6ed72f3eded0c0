import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { generatedRecord } from '../../scripts/bench/generate.ts';
import { Random } from '../../scripts/bench/random.ts';
import { loadAnswers } from '../../scripts/demo-server/server.ts';
import { repositoryRoot } from '../../scripts/test-host/paths.ts';

const SAMPLES = 'difficult-advice.jsonl';
/** Every so many records there is one that the demo server has answers for. */
const EVERY = 4;
/** Lines written at once, so that 400 MB need no memory. */
const BLOCK = 1000;

/** A dataset to review: generated records, and among them samples that the demo server rewrites, each with an id of its own. */
export interface SessionDataset {
  /** Whether the demo server has an answer for the record, by its number from 1. */
  readonly hasAnswer: (record: number) => boolean;
}

/** Writes `count` records; the same count gives the same file. */
export async function writeSessionDataset(file: string, count: number): Promise<SessionDataset> {
  const answers = new Set(
    (await loadAnswers()).filter(({ dataset }) => dataset === SAMPLES).map(({ record }) => record),
  );
  const samples = readFileSync(path.join(repositoryRoot, 'samples', SAMPLES), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly id: string })
    .filter(({ id }) => answers.has(id));
  const hasAnswer = (record: number) => record % EVERY === 0;
  const random = new Random(6);
  const recordOf = (number: number) => {
    if (!hasAnswer(number)) return generatedRecord(random, number);
    const sample = random.pick(samples);
    return { ...sample, id: `${sample.id}-${number}` };
  };
  const descriptor = openSync(file, 'w');
  try {
    for (let from = 1; from <= count; from += BLOCK) {
      const size = Math.min(BLOCK, count - from + 1);
      const lines = Array.from({ length: size }, (_, at) => `${JSON.stringify(recordOf(from + at))}\n`);
      writeSync(descriptor, lines.join(''));
    }
  } finally {
    closeSync(descriptor);
  }
  return { hasAnswer };
}

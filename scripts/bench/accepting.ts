import { appendFile, open, rm } from 'node:fs/promises';
import { editTarget } from '../../src/core/dataset/editTarget.ts';
import { CurationLogs } from '../../src/host/curationLogs.ts';
import type { Curator } from '../../src/host/curator.ts';
import type { DatasetModel } from '../../src/host/datasetModel.ts';
import { Decisions } from '../../src/host/decisions.ts';
import { type OpenRecord, readLine } from '../../src/host/records.ts';
import { timedAsync } from './measure.ts';
import { answer } from './prose.ts';
import type { Random } from './random.ts';

/** How long accepts took, in milliseconds: to the splice and its re-assessment, until the log was flushed, and a raw append. */
export interface AcceptTimes {
  readonly splices: readonly number[];
  readonly flushed: readonly number[];
  readonly raw: readonly number[];
}

/** Accepts a rewrite of any record, again and again. */
export async function acceptTimes(
  model: DatasetModel,
  random: Random,
  file: string,
  accepts: number,
): Promise<AcceptTimes> {
  const logs = new CurationLogs();
  const curator = { name: () => Promise.resolve('bench') } as unknown as Curator;
  const decisions = new Decisions(logs, curator);
  const log = logs.for(model.uri);
  await log.ready;
  const beside = `${file}.raw`;
  const splices: number[] = [];
  const flushed: number[] = [];
  const raw: number[] = [];
  for (let i = 0; i < accepts; i++) {
    const { record, target } = anyRecord(model, random);
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
    flushed.push(performance.now() - started);
    subscription.dispose();
    if (outcome !== 'accepted') throw new Error(`The accept came out as ${outcome}.`);
    const bytes = Buffer.alloc(2 * (target.original.length + after.length), 0x78);
    raw.push(await timedAsync(() => appendAndFlush(beside, bytes)));
  }
  if (log.state.decidedRecords === 0) throw new Error('Nothing was logged.');
  logs.dispose();
  await rm(beside);
  return { splices, flushed, raw };
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
export function anyRecord(
  model: DatasetModel,
  random: Random,
): { readonly record: OpenRecord; readonly target: NonNullable<ReturnType<typeof editTarget>> } {
  for (let tries = 0; tries < 1000; tries++) {
    const { record } = readLine(model, random.below(model.source.lineCount));
    const response = record?.transcript.responses[0];
    const target = response === undefined ? null : editTarget(response);
    if (record !== null && target !== null) return { record, target };
  }
  throw new Error('No record of the generated data can be rewritten.');
}

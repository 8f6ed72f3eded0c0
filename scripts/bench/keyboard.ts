import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeSessionDataset } from '../../test/support/sessionDataset.ts';
import { reviewByKeyboard } from '../../test/support/vscode/keyboardSession.ts';
import { openWorkbench } from '../../test/support/vscode/workbench.ts';
import { startDemoServer } from '../demo-server/server.ts';
import { ms, percentile, type Row } from './measure.ts';
import type { BenchOptions } from './options.ts';

const DECISIONS = 200;
const SIZES = [10_000, 100_000];

/**
 * Two hundred records reviewed by keys alone, in datasets of about 40 and 400 MB: from the key of a decision to the next
 * record, with its passages, on screen. Held against the step to the next record that decides nothing, between them.
 */
export async function keyboardRows({ scratch }: BenchOptions): Promise<Row[]> {
  const rows: Row[] = [];
  for (const records of SIZES) rows.push(...(await session(path.join(scratch, `${records}`), records)));
  return rows;
}

async function session(folder: string, records: number): Promise<Row[]> {
  mkdirSync(folder);
  const dataset = await writeSessionDataset(path.join(folder, 'cases.jsonl'), records);
  const demo = await startDemoServer({ chunkDelayMs: 0 });
  try {
    const settings = { 'rationale.baseUrl': demo.url, 'rationale.model': 'recorded-answers-demo' };
    const workbench = await openWorkbench({ folder, settings });
    try {
      const { decisions, steps } = await reviewByKeyboard(workbench, dataset, DECISIONS);
      const times = decisions.map(({ next }) => next.took);
      const of = `of ${records.toLocaleString('en')}`;
      return [
        {
          work: `decision to next record, p50, ${of}`,
          measured: ms(percentile(times, 0.5)),
          peer: { name: 'a mere step', value: percentile(steps, 0.5) },
          budget: { most: 50, of: 'measured' },
        },
        {
          work: `decision to next record, p95, ${of}`,
          measured: ms(percentile(times, 0.95)),
          peer: { name: 'a mere step', value: percentile(steps, 0.95) },
        },
      ];
    } finally {
      await workbench.close();
    }
  } finally {
    await demo.close();
    rmSync(folder, { recursive: true });
  }
}

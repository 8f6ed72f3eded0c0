import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as vscode from 'vscode';
import type { CurationEntry } from '../../src/core/curation/decision.ts';
import { CurationState } from '../../src/core/curation/state.ts';
import { DatasetModel } from '../../src/host/datasetModel.ts';
import { KeyInHand } from '../../src/host/keyInHand.ts';
import { Queue, type QueueServices } from '../../src/host/queue/queue.ts';
import { Scanner } from '../../src/host/scanner.ts';
import { TextSource } from '../../src/host/textSource.ts';
import { FakeDocument } from './fakeDocument.ts';
import { awake, ms, percentile, type Row, timed, timedAsync } from './measure.ts';
import type { BenchOptions } from './options.ts';
import { answer } from './prose.ts';
import { Random } from './random.ts';
import { EventEmitter } from './vscodeStub.ts';

const RECORDS = 100_000;
const DECISIONS = 1000;
const STEPS = 300;

/** A queue of 100,000 records: made anew after a decision, and gone through. */
export async function queueRows({ dist, scratch }: BenchOptions): Promise<Row[]> {
  const random = new Random(11);
  const lines = Array.from({ length: RECORDS }, (_, n) =>
    JSON.stringify({
      id: `case-${n}`,
      messages: [
        { role: 'user', content: `My landlord asks about case ${n}. Should I tell him?` },
        { role: 'assistant', content: answer(random).slice(0, 300) },
      ],
    }),
  );
  const document = new FakeDocument(path.join(scratch, 'queue.jsonl'), lines);
  const scanner = new Scanner(pathToFileURL(path.join(dist, 'worker.js')), 2);
  const model = new DatasetModel(new TextSource(document.asVscode()), scanner);
  await awake(model.settled);
  const rows = [
    await pass(model, new CurationState(), 'no decision yet'),
    await pass(model, new CurationState(decisions()), `${DECISIONS} decisions`),
    await afterDecision(model),
    await steps(model),
  ];
  model.dispose();
  scanner.dispose();
  return rows;
}

async function pass(model: DatasetModel, state: CurationState, name: string): Promise<Row> {
  const { queue } = queueOver(model, state);
  await queue.settled;
  queue.choose({ filter: 'flagged undecided', order: 'severity' });
  await queue.settled;
  const took = await timedAsync(async () => {
    queue.choose({ filter: 'undecided flagged' });
    await queue.settled;
  });
  if (queue.lines.length === 0 || queue.total !== RECORDS) throw new Error('The queue is not whole.');
  queue.dispose();
  return {
    work: `filter and order a queue of ${RECORDS} records, ${name}`,
    measured: ms(took),
    peer: { name: 'looking at every summary', value: timed(() => look(model)) },
  };
}

/** The queue follows every decision, and must be through before the next one. */
async function afterDecision(model: DatasetModel): Promise<Row> {
  const state = new CurationState(decisions());
  const { queue, begin } = queueOver(model, state);
  queue.choose({ filter: 'flagged undecided', order: 'severity' });
  await queue.settled;
  const { length } = queue.lines;
  const line = queue.lines[Math.floor(length / 2)] ?? 0;
  state.apply(skip(line, 'entry-last'));
  const took = await timedAsync(async () => {
    begin.fire();
    await queue.settled;
  });
  if (queue.lines.length !== length - 1) throw new Error('The decided record is still in the queue.');
  queue.dispose();
  return {
    work: `bring a queue of ${RECORDS} records up to date after a decision`,
    measured: ms(took),
    peer: { name: 'looking at every summary', value: timed(() => look(model)) },
  };
}

function look(model: DatasetModel): number {
  let flagged = 0;
  for (let line = 0; line < RECORDS; line++)
    if (model.knownSummary(line)?.assessments.some(({ flag }) => flag)) flagged++;
  return flagged;
}

async function steps(model: DatasetModel): Promise<Row> {
  const at = { line: 0 };
  const { queue } = queueOver(model, new CurationState(decisions()), at);
  queue.choose({ filter: 'undecided' });
  await queue.settled;
  const times: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    at.line = Math.floor((step * RECORDS) / STEPS);
    times.push(
      timed(() => {
        if (queue.nextUndecided() === null) throw new Error('There is a next one.');
      }),
    );
  }
  queue.dispose();
  return {
    work: 'find the next undecided record, p95',
    measured: ms(percentile(times, 0.95)),
    budget: { most: 50, of: 'measured' },
  };
}

/** The extension's own queue over a model, with everything around it that it only asks. */
function queueOver(model: DatasetModel, state: CurationState, at = { line: 0 }) {
  const begin = new EventEmitter<void>();
  const silent = new EventEmitter<void>().event;
  const services = {
    active: { model, onDidSwitch: silent, onDidChange: begin.event },
    editors: { onDidChangeActive: silent, of: () => at },
    logs: { for: () => ({ state, ready: Promise.resolve() }) },
    judgements: { placed: () => [], placements: () => [] },
    constitutions: { for: () => Promise.resolve(null), loadedFor: () => null },
    keys: new KeyInHand(),
    workspaceState: { get: () => undefined, update: () => Promise.resolve() } as unknown as vscode.Memento,
  } as unknown as QueueServices;
  return { queue: new Queue(services), begin };
}

function decisions(): CurationEntry[] {
  return Array.from({ length: DECISIONS }, (_, n) => skip(n * 7, `entry-${n}`, n));
}

function skip(line: number, id: string, second = DECISIONS): CurationEntry {
  return {
    v: 1,
    id,
    at: new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString(),
    by: 'bench',
    record: { key: `id:case-${line}`, line: line + 1 },
    response: { id: 'last', hash: '' },
    type: 'skip',
    reason: null,
  };
}

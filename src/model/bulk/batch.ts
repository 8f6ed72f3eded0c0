import { chunks } from '../../core/bulk/chunk.ts';
import type { OpenBatch } from '../../core/bulk/ledger.ts';
import type { BulkTask } from '../../core/bulk/task.ts';
import { ModelError } from '../errors.ts';
import type { Batches, BatchResult, BatchStatus } from '../modelClient.ts';
import {
  BATCH_SHARE,
  type BulkEnd,
  type BulkRun,
  bulkAnswer,
  Counter,
  capReached,
  modelRequest,
  mostUsd,
  STOPPED,
} from './run.ts';

export interface BatchOptions {
  /** A new name for a batch: at most 24 letters and digits, unique. */
  readonly newRun: () => string;
  /** Milliseconds between two looks at a batch; null to submit, collect what has ended, and not wait for the rest. */
  readonly pollMs: number | null;
  readonly onStatus?: (batches: readonly BatchStatus[]) => void;
}

/**
 * Sends tasks as batches and collects the results. Whatever the moment at which an earlier part of the run ended, a batch
 * that was sent is found again and not sent twice.
 */
export async function runBatches(run: BulkRun, batches: Batches, options: BatchOptions): Promise<BulkEnd> {
  const { ledger, budget, signal } = run;
  const counter = new Counter(run);
  let problem: string | null = null;
  let ended: BulkEnd['ended'] = 'whole';
  try {
    // What earlier parts of the run sent is not paid yet as far as is known, and counts against the cap until it is.
    for (const open of ledger.openBatches()) budget.claim(open.atMostUsd);
    await adopt(run, batches, counter);
    const sent = await submit(run, batches, options, counter);
    ended = sent;
    await collect(run, batches, options, counter);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    if (error.fault !== 'stopped') {
      problem = error.message;
      ended = 'fault';
    }
  }
  if (signal.aborted) ended = 'stopped';
  if (ended === 'stopped') problem = STOPPED;
  if (ended === 'cap') problem = capReached(run);
  return counter.end(ended, problem);
}

/** A batch that was on its way when the program ended: found among the provider's, or known to be not there. */
async function adopt(run: BulkRun, batches: Batches, counter: Counter): Promise<void> {
  const { ledger, signal } = run;
  const lost = ledger.openBatches().filter(({ batch }) => batch === null);
  if (lost.length === 0) return;
  const known = new Set(ledger.openBatches().map(({ batch }) => batch));
  const listed = (await batches.list(signal)).filter(({ id }) => !known.has(id));
  for (const open of lost) {
    const found = await ownBatch(run, batches, open, listed);
    if (found !== null) {
      await ledger.append({ type: 'submitted', run: open.run, batch: found });
    } else {
      await ledger.append({ type: 'not-submitted', run: open.run });
      run.budget.settle(open.atMostUsd, 0);
    }
  }
  run.onProgress(counter.progress);
}

/** The provider tells what a batch asked only by its results, so one of the right size is waited for. */
async function ownBatch(
  run: BulkRun,
  batches: Batches,
  open: OpenBatch,
  listed: readonly BatchStatus[],
): Promise<string | null> {
  for (const candidate of listed.filter(({ total }) => total === open.requests.length)) {
    let status = candidate;
    while (!status.ended) {
      await run.wait(ADOPT_POLL_MS, run.signal);
      status = await batches.get(status.id, run.signal);
    }
    let own = false;
    await batches.results(
      status.id,
      async ({ id }) => {
        own = id.startsWith(`${open.run}-`);
        return false;
      },
      run.signal,
    );
    if (own) return status.id;
  }
  return null;
}

const ADOPT_POLL_MS = 20_000;

async function submit(
  run: BulkRun,
  batches: Batches,
  options: BatchOptions,
  counter: Counter,
): Promise<'whole' | 'cap'> {
  const { ledger, budget, signal } = run;
  const waiting = new Set(ledger.openBatches().flatMap(({ requests }) => requests));
  let capped = false;
  const news = async function* (): AsyncGenerator<BulkTask> {
    for await (const task of run.tasks) {
      if (waiting.has(task.request)) continue;
      if ((await ledger.answered(task.request)) !== null) {
        counter.count('known');
        continue;
      }
      if (!budget.reserve(mostUsd(task, BATCH_SHARE))) {
        capped = true;
        return;
      }
      waiting.add(task.request);
      yield task;
    }
  };
  const bytes = ({ mostInputTokens }: BulkTask) => 2 * mostInputTokens;
  for await (const tasks of chunks(news(), bytes)) {
    const name = options.newRun();
    const requests = tasks.map(({ request }) => request);
    const atMostUsd = tasks.reduce((sum, task) => sum + mostUsd(task, BATCH_SHARE), 0);
    await ledger.append({ type: 'submitting', run: name, requests, atMostUsd });
    try {
      const { id } = await batches.create(
        tasks.map((task) => ({ id: `${name}-${task.request}`, request: modelRequest(task) })),
        signal,
      );
      await ledger.append({ type: 'submitted', run: name, batch: id });
    } catch (error) {
      // Only where the provider said no is it certain that there is no such batch.
      if (error instanceof ModelError && !error.retryable && error.fault !== 'stopped') {
        await ledger.append({ type: 'not-submitted', run: name });
        budget.settle(atMostUsd, 0);
      }
      throw error;
    }
  }
  return capped ? 'cap' : 'whole';
}

async function collect(
  run: BulkRun,
  batches: Batches,
  options: BatchOptions,
  counter: Counter,
): Promise<void> {
  const { ledger, signal } = run;
  for (;;) {
    const open = ledger.openBatches().filter(({ batch }) => batch !== null);
    const statuses: BatchStatus[] = [];
    for (const one of open) {
      const status = await batches.get(one.batch as string, signal);
      statuses.push(status);
      if (status.ended) await take(run, batches, one, counter);
    }
    options.onStatus?.(statuses);
    if (options.pollMs === null || statuses.every(({ ended }) => ended)) return;
    await run.wait(options.pollMs, signal);
    if (signal.aborted) return;
  }
}

/** Notes every result of a batch that has ended; what has none is a failure that may be asked again. */
async function take(run: BulkRun, batches: Batches, open: OpenBatch, counter: Counter): Promise<void> {
  const { ledger, budget } = run;
  const missing = new Set(open.requests);
  const prefix = `${open.run}-`;
  const most = open.atMostUsd / Math.max(1, open.requests.length);
  let spent = 0;
  await batches.results(
    open.batch as string,
    async (result: BatchResult) => {
      const request = result.id.startsWith(prefix) ? result.id.slice(prefix.length) : '';
      // A result that comes twice, or was asked by nobody, changes nothing.
      if (!missing.delete(request) || (await ledger.answered(request)) !== null) return true;
      if (result.kind === 'answer') {
        const answer = bulkAnswer(result.answer, BATCH_SHARE);
        spent += answer.costUsd ?? 0;
        await ledger.append({ type: 'answer', request, answer });
        counter.count('answered');
      } else {
        const atMostUsd = result.paid ? most : 0;
        spent += atMostUsd;
        await ledger.append({ type: 'failure', request, problem: result.problem, atMostUsd });
        counter.count('failed');
      }
      return true;
    },
    run.signal,
  );
  for (const request of missing) {
    if ((await ledger.answered(request)) !== null) continue;
    const problem = 'The batch ended without a result for this request. Resume the run to ask again.';
    await ledger.append({ type: 'failure', request, problem, atMostUsd: 0 });
    counter.count('failed');
  }
  await ledger.append({ type: 'collected', run: open.run });
  budget.settle(open.atMostUsd, spent);
}

import type { Pace } from '../../core/bulk/pace.ts';
import type { BulkTask } from '../../core/bulk/task.ts';
import { ModelError } from '../errors.ts';
import type { ModelFault } from '../modelClient.ts';
import {
  ALIKE_IN_A_ROW,
  type BulkEnd,
  type BulkRun,
  bulkAnswer,
  Counter,
  capReached,
  HOPELESS,
  modelRequest,
  mostUsd,
  STOPPED,
} from './run.ts';

/** Times that a request is sent when the provider turns it away unanswered. */
const ATTEMPTS = 6;

/**
 * Asks the model for every task, as many at once as the provider bears, each answer noted in the ledger before the next is
 * counted. A request whose answer had begun is never sent again by itself, for it may have been paid.
 * @param now milliseconds of any clock that does not go backwards.
 */
export async function runLive(run: BulkRun, pace: Pace, now: () => number): Promise<BulkEnd> {
  const { ledger, budget, signal } = run;
  const counter = new Counter(run);
  const running = new Map<string, Promise<void>>();
  let giveUp: string | null = null;
  let broken: { readonly error: unknown } | null = null;
  const alike = new Map<ModelFault, number>();

  const ask = async (task: BulkTask, reserved: number): Promise<void> => {
    let spent = 0;
    try {
      const answer = bulkAnswer(await attempts(run, task, pace, now));
      spent = answer.costUsd ?? 0;
      await ledger.append({ type: 'answer', request: task.request, answer });
      alike.clear();
      counter.count('answered');
    } catch (error) {
      const { fault, mayBePaid, message } = faultOf(error);
      // A person who stops wants the request asked again later, whatever became of it.
      if (mayBePaid || fault === 'timeout') spent = reserved;
      if (fault !== 'stopped' || mayBePaid)
        await ledger.append({ type: 'failure', request: task.request, problem: message, atMostUsd: spent });
      if (fault === 'stopped') return;
      counter.count('failed');
      const inARow = (alike.get(fault) ?? 0) + 1;
      alike.clear();
      alike.set(fault, inARow);
      if (HOPELESS.has(fault) || (inARow >= ALIKE_IN_A_ROW && !mayBePaid)) giveUp ??= message;
    } finally {
      budget.settle(reserved, spent);
    }
  };

  /** Whether the next request may go out; the reason why not is told by `giveUp`, the signal, or the cap. */
  const mayGo = async (): Promise<boolean> => {
    for (;;) {
      if (signal.aborted || giveUp !== null || broken !== null) return false;
      if (running.size >= pace.limit) await Promise.race(running.values());
      else if (pace.waitMs(now()) > 0) await run.wait(pace.waitMs(now()), signal);
      else return true;
    }
  };

  let ended: BulkEnd['ended'] = 'whole';
  try {
    for await (const task of run.tasks) {
      // Two records may ask the same; the second waits for the first's answer.
      await running.get(task.request);
      if ((await ledger.answered(task.request)) !== null) {
        counter.count('known');
        continue;
      }
      const most = mostUsd(task);
      let fits = false;
      while (await mayGo()) {
        fits = budget.reserve(most);
        if (fits || running.size === 0) break;
        // What is set aside for running requests is more than most of them will cost.
        await Promise.race(running.values());
      }
      if (!fits) {
        ended = signal.aborted ? 'stopped' : giveUp === null ? 'cap' : 'fault';
        break;
      }
      const asked = ask(task, most)
        .catch((error: unknown) => {
          broken ??= { error };
        })
        .finally(() => running.delete(task.request));
      running.set(task.request, asked);
    }
  } finally {
    await Promise.allSettled(running.values());
  }
  throwIfBroken(broken);
  if (ended === 'whole' && signal.aborted) ended = 'stopped';
  if (ended === 'whole' && giveUp !== null) ended = 'fault';
  const problem = { whole: null, stopped: STOPPED, cap: capReached(run), fault: giveUp }[ended];
  return counter.end(ended, problem);
}

/** Sends a request until it is answered, or fails in a way that sending it again would not mend. */
async function attempts(run: BulkRun, task: BulkTask, pace: Pace, now: () => number) {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await run.client.answer(modelRequest(task), () => {}, run.signal);
      pace.answered();
      return answer;
    } catch (error) {
      if (!(error instanceof ModelError) || error.mayBePaid || !error.retryable || attempt === ATTEMPTS)
        throw error;
      if (error.fault === 'timeout') throw error;
      pace.refused(now(), error.retryAfterSeconds);
      while (pace.waitMs(now()) > 0 && !run.signal.aborted) await run.wait(pace.waitMs(now()), run.signal);
    }
  }
}

function throwIfBroken(broken: { readonly error: unknown } | null): void {
  if (broken !== null) throw broken.error;
}

function faultOf(error: unknown): { fault: ModelFault; mayBePaid: boolean; message: string } {
  if (error instanceof ModelError) {
    const { fault, mayBePaid, message } = error;
    return { fault, mayBePaid, message };
  }
  // Not the provider's doing (the ledger cannot be written, say): the run must not go on as if nothing were.
  throw error;
}

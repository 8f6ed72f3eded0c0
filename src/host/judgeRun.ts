import { once } from 'node:events';
import { setTimeout as delay, setImmediate as pause } from 'node:timers/promises';
import { dismissalOf } from '../core/curation/state.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import {
  estimateJudging,
  estimateTokens,
  type JudgeEstimate,
  OUTPUT_TOKENS,
} from '../core/judge/estimate.ts';
import { isFlagged } from '../core/scan/lineSummary.ts';
import { t } from '../core/text/translate.ts';
import { ModelError } from '../model/errors.ts';
import { judgingCostUsd } from '../model/judgingCost.ts';
import type { ModelFault } from '../model/modelClient.ts';
import { sharedCostUsd } from '../model/models.ts';
import type { Constitutions } from './constitutions.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { DatasetModel } from './datasetModel.ts';
import { type Judgements, type JudgeQuestion, UnusableAnswer } from './judgements.ts';
import { readLine, responseHash, responseOf, traitsOf } from './records.ts';

/** One response that is still to be judged. */
interface Item {
  readonly line: number;
  readonly record: string;
  readonly response: ResponseId;
  /** By `estimateTokens`, without what all questions share. */
  readonly tokens: number;
}

/** What a run would do, known before anything of the dataset is sent. */
export interface JudgePlan {
  readonly dataset: DatasetModel;
  readonly model: string;
  readonly items: readonly Item[];
  /** Flagged responses whose judgement is there already. */
  readonly known: number;
  readonly estimate: JudgeEstimate;
  /** US dollars; null when the model's price is not known. */
  readonly costUsd: number | null;
}

export interface RunProgress {
  readonly done: number;
  readonly of: number;
  readonly costUsd: number;
}

export interface RunResult {
  readonly judged: number;
  /** Responses that could not be judged, one sentence for each kind of reason. */
  readonly failed: number;
  readonly problems: readonly string[];
  /** Not come to: the run was stopped, or reached its cap, or would have failed for all the others too. */
  readonly left: number;
  readonly costUsd: number;
  readonly ended: 'whole' | 'stopped' | 'cap' | 'fault';
}

const AT_ONCE = 4;
/** Lines looked at between two chances for the editor to do something else. */
const LINES_AT_ONCE = 50;
/** Waits for a provider that is busy: how often for one response, and how long where it does not say. */
const PATIENCE = 3;
const BUSY_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 120;

/** Faults that every other response of the run would meet as well. */
const HOPELESS: ReadonlySet<ModelFault> = new Set([
  'no-key',
  'bad-key',
  'forbidden',
  'unknown-model',
  'bad-address',
  'bad-request',
  'no-network',
]);

/** Judges all flagged responses of a dataset that have no judgement yet. */
export class JudgeRun {
  readonly #judgements: Judgements;
  readonly #constitutions: Constitutions;
  readonly #logs: CurationLogs;

  constructor(judgements: Judgements, constitutions: Constitutions, logs: CurationLogs) {
    this.#judgements = judgements;
    this.#constitutions = constitutions;
    this.#logs = logs;
  }

  /** @throws UserError when nothing may be sent from this workspace. */
  async plan(dataset: DatasetModel, signal: AbortSignal): Promise<JudgePlan> {
    await Promise.race([dataset.settled, once(signal, 'abort')]);
    signal.throwIfAborted();
    const loaded = await this.#constitutions.for(dataset.uri);
    const log = this.#logs.for(dataset.uri);
    await log.ready;
    await this.#judgements.ready;
    const items: Item[] = [];
    let known = 0;
    let question: JudgeQuestion | null = null;
    for (let line = 0, read = 0; line < dataset.source.lineCount; line++) {
      const summary = dataset.knownSummary(line);
      if (summary === null || !isFlagged(summary)) continue;
      if (++read % LINES_AT_ONCE === 0) await pause();
      signal.throwIfAborted();
      const { record } = readLine(dataset, line);
      if (record === null) continue;
      for (const { response: id, flag, findings } of record.assessments) {
        if (!flag) continue;
        const response = responseOf(record, id);
        const curation = log.state.about(traitsOf(record), id);
        const hash = responseHash(response);
        // A flag that the curator dismissed is settled.
        if (findings.length > 0 && findings.every((one) => dismissalOf(curation, one, hash) !== null))
          continue;
        question = this.#judgements.question(record.transcript, response, loaded);
        if (this.#judgements.answered(question) !== null) known++;
        else
          items.push({
            line,
            record: record.key,
            response: id,
            tokens: estimateTokens(question.prompt.user),
          });
      }
    }
    const { model } = question ?? { model: '' };
    const prefix = question === null ? '' : question.prompt.instructions + question.prompt.constitution;
    const counted =
      question === null || items.length === 0 ? null : await this.#judgements.countPrefix(question, signal);
    const estimate = estimateJudging(
      prefix,
      items.map(({ tokens }) => tokens),
      counted,
    );
    return { dataset, model, items, known, estimate, costUsd: judgingCostUsd(model, estimate) };
  }

  /**
   * Carries a plan out, at most `maxCostUsd` dear as far as can be expected. What was judged before it ended is kept, so
   * that another run goes on where this one ended.
   */
  async run(
    plan: JudgePlan,
    maxCostUsd: number,
    onProgress: (progress: RunProgress) => void,
    signal: AbortSignal,
  ): Promise<RunResult> {
    const controller = new AbortController();
    const stop = () => controller.abort();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const problems = new Set<string>();
    let ended: RunResult['ended'] = 'whole';
    let [next, judged, failed, spent, expected] = [0, 0, 0, 0, 0];

    const end = (how: RunResult['ended']) => {
      if (ended === 'whole') ended = how;
    };
    const one = async (): Promise<boolean> => {
      const item = plan.items[next];
      if (item === undefined || ended !== 'whole') return false;
      if (signal.aborted) {
        end('stopped');
        return false;
      }
      const cost = expectedCost(plan, item, judged + failed > 0);
      if (spent + expected + cost > maxCostUsd && plan.costUsd !== null) {
        end('cap');
        return false;
      }
      next++;
      expected += cost;
      try {
        spent += await this.#judge(plan, item, controller.signal);
        judged++;
      } catch (error) {
        if (signal.aborted) {
          end('stopped');
          return false;
        }
        if (controller.signal.aborted) return false;
        if (!(error instanceof UserError)) throw error;
        problems.add(error.message);
        failed++;
        // What came to nothing may have been paid, and counts against the cap.
        spent += paidFor(error, cost);
        if (error instanceof ModelError && (HOPELESS.has(error.fault) || BUSY.has(error.fault))) {
          end('fault');
          controller.abort();
        }
      } finally {
        expected -= cost;
      }
      onProgress({ done: judged + failed, of: plan.items.length, costUsd: spent });
      return true;
    };
    try {
      // The first question stores at the provider what the others then reuse.
      if (await one()) {
        await Promise.all(
          Array.from({ length: AT_ONCE }, async () => {
            while (await one());
          }),
        );
      }
    } finally {
      signal.removeEventListener('abort', stop);
      controller.abort();
    }
    const left = plan.items.length - judged - failed;
    return { judged, failed, problems: [...problems], left, costUsd: spent, ended };
  }

  /** @returns what it cost */
  async #judge(plan: JudgePlan, item: Item, signal: AbortSignal): Promise<number> {
    const line = findLine(plan.dataset, item);
    if (line === null)
      throw new UserError(t('Records that were changed or moved away meanwhile were left out.'));
    for (let attempt = 1; ; attempt++) {
      try {
        const { record } = readLine(plan.dataset, line);
        if (record === null) throw new UserError(t('Records that were changed meanwhile were left out.'));
        const { costUsd } = await this.#judgements.judge(record, item.response, signal);
        return costUsd ?? 0;
      } catch (error) {
        if (!(error instanceof ModelError) || !BUSY.has(error.fault) || attempt >= PATIENCE) throw error;
        const seconds = Math.min(error.retryAfterSeconds ?? BUSY_SECONDS, LONGEST_WAIT_SECONDS);
        await delay(seconds * 1000, undefined, { signal });
      }
    }
  }
}

const BUSY: ReadonlySet<ModelFault> = new Set(['rate-limit', 'overload']);

/** Where the record is now: lines may have been inserted or removed above it since the plan was made. */
function findLine(dataset: DatasetModel, item: Item): number | null {
  const { lineCount } = dataset.source;
  for (let distance = 0; distance <= 20; distance++) {
    for (const line of distance === 0 ? [item.line] : [item.line + distance, item.line - distance]) {
      if (line < 0 || line >= lineCount) continue;
      if (readLine(dataset, line).record?.key === item.record) return line;
    }
  }
  return null;
}

/** What a question that failed cost, US dollars: what was expected where an answer had begun and its price is not told. */
function paidFor(error: UserError, expected: number): number {
  if (error instanceof UnusableAnswer) return error.costUsd ?? expected;
  return error instanceof ModelError && error.mayBePaid ? expected : 0;
}

/** US dollars of one question; 0 when the price is not known, since then no cap can hold. */
function expectedCost(plan: JudgePlan, item: Item, stored: boolean): number {
  const { prefixTokens } = plan.estimate;
  const usage = {
    inputTokens: prefixTokens + item.tokens,
    outputTokens: OUTPUT_TOKENS,
    storedTokens: stored ? 0 : prefixTokens,
    reusedTokens: stored ? prefixTokens : 0,
  };
  return sharedCostUsd(plan.model, usage) ?? 0;
}

import { randomUUID } from 'node:crypto';
import { type AskFailure, type RawAnswer, requestOf } from '../../core/bulk/ask.ts';
import { bulkProvenance } from '../../core/bulk/outcome.ts';
import type { Constitution } from '../../core/constitution/constitution.ts';
import {
  type BulkEntry,
  LOG_VERSION,
  type ProposeFailedEntry,
  type RunEvent,
  type RunItem,
} from '../../core/curation/decision.ts';
import type { LoggedRun } from '../../core/curation/runs.ts';
import { readRewrites } from '../../core/rewrite/answer.ts';
import type { CurationLog } from '../curationLogs.ts';
import type { DatasetModel } from '../datasetModel.ts';
import type { ProposalChecks } from '../proposalChecks.ts';
import type { BulkPlanner } from './bulkPlanner.ts';
import type { LedgerWriter } from './logLedger.ts';
import { runEntry } from './runEntry.ts';

export interface WriterServices {
  readonly dataset: DatasetModel;
  readonly run: Pick<LoggedRun, 'run' | 'choices' | 'items'>;
  readonly planner: BulkPlanner;
  readonly checks: ProposalChecks;
  readonly constitution: Constitution;
  readonly log: CurationLog;
  /** The curator. */
  readonly by: string;
}

/** Turns the answers of a run into proposals, one for each response that asked the same, with what the checks say. */
export class ProposalWriter implements LedgerWriter {
  readonly #services: WriterServices;
  readonly #items = new Map<string, RunItem[]>();

  constructor(services: WriterServices) {
    this.#services = services;
    for (const item of services.run.items) {
      for (const key of item.keys) this.#items.set(key, [...(this.#items.get(key) ?? []), item]);
    }
  }

  async answered(key: string, answer: RawAnswer): Promise<readonly BulkEntry[]> {
    const entries: BulkEntry[] = [];
    for (const item of this.#items.get(key) ?? [])
      entries.push(
        await this.#proposed(item, key, entries.length === 0 ? answer : { ...answer, costUsd: 0 }),
      );
    return entries;
  }

  async failed(key: string, failure: AskFailure): Promise<readonly BulkEntry[]> {
    // One request was paid, however many responses it was for.
    return (this.#items.get(key) ?? []).map((item, index) =>
      this.#failure(item, key, index === 0 ? failure : { ...failure, spentUsd: 0 }),
    );
  }

  async event(event: RunEvent): Promise<BulkEntry> {
    return runEntry(this.#services.run.run, this.#services.by, event);
  }

  async #proposed(item: RunItem, key: string, answer: RawAnswer): Promise<BulkEntry> {
    const { dataset, run, planner, checks, constitution, log } = this.#services;
    const read = await planner.read({ dataset, choices: run.choices }, item);
    const fail = (fault: string, problem: string, retryable: boolean) =>
      this.#failure(item, key, { fault, problem, retryable, spentUsd: answer.costUsd });
    if (read === null) return fail('changed', CHANGED, false);
    const { record, planned } = read;
    const { request, strategy } = planned;
    const reading = readRewrites(answer.text, request.target.original, request.reasoning?.original ?? null);
    if (!reading.ok) return fail('no-rewrite', reading.problem, true);
    const results = checks.of(
      request,
      { text: reading.text, reasoning: reading.reasoning },
      { strategy, constitution, log: log.state, record: record.key },
    );
    const id = randomUUID();
    const { reasoning } = request;
    return {
      ...this.#base(item),
      id,
      type: 'propose',
      run: run.run,
      ask: key,
      place: request.target.origin,
      before: request.target.original,
      proposal: { ...bulkProvenance(planned, answer), requestHash: requestOf(key), id, text: reading.text },
      ...(reading.reasoning === null || reasoning == null
        ? {}
        : {
            reasoning: { place: reasoning.origin, before: reasoning.original, text: reading.reasoning },
          }),
      checks: results.map(({ name, verdict, message }) => ({ name, verdict, message })),
    };
  }

  #failure(item: RunItem, key: string, failure: AskFailure): ProposeFailedEntry {
    const { fault, problem, retryable, spentUsd } = failure;
    const { run } = this.#services.run;
    return {
      ...this.#base(item),
      type: 'propose-failed',
      run,
      ask: key,
      fault,
      problem,
      retryable,
      costUsd: spentUsd,
    };
  }

  #base(item: RunItem) {
    return {
      v: LOG_VERSION,
      id: randomUUID(),
      at: new Date().toISOString(),
      by: this.#services.by,
      record: { key: item.record, line: item.line + 1 },
      response: { id: item.response, hash: item.hash },
    } as const;
  }
}

const CHANGED =
  'The response was changed while its rewrite was made, so the rewrite was not kept. Ask for a new one.';

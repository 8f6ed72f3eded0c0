import { once } from 'node:events';
import { setImmediate as pause } from 'node:timers/promises';
import type { PriceOf } from '../../core/bulk/estimate.ts';
import { type PlannedRewrite, PlanSum, type PlanTotals, planRewrite } from '../../core/bulk/plan.ts';
import type { RunChoices, RunItem } from '../../core/curation/decision.ts';
import { type Filter, parseFilter } from '../../core/curation/filter.ts';
import { compileFilter } from '../../core/curation/filterMatch.ts';
import { factsOf } from '../../core/curation/recordFacts.ts';
import { type CurationState, readyProposals } from '../../core/curation/state.ts';
import type { Response } from '../../core/dataset/transcript.ts';
import { UserError } from '../../core/errors.ts';
import { instruct } from '../../core/rewrite/prompts/instruct.ts';
import { strategyNamed, suggestFor } from '../../core/rewrite/strategies.ts';
import type { Strategy } from '../../core/rewrite/strategy.ts';
import { isFlagged } from '../../core/scan/lineSummary.ts';
import { t } from '../../core/text/translate.ts';
import { bulkCostUsd } from '../../model/bulk/prices.ts';
import type { Constitutions } from '../constitutions.ts';
import type { CurationLogs } from '../curationLogs.ts';
import type { DatasetModel } from '../datasetModel.ts';
import type { Judgements } from '../judgements.ts';
import type { PromptOverrides } from '../promptOverrides.ts';
import { type OpenRecord, readLine, traitsOf } from '../records.ts';
import type { Rewriter } from '../rewriter.ts';

/** What a run would do, known before anything is sent. */
export interface BulkPlan {
  readonly dataset: DatasetModel;
  readonly choices: RunChoices;
  readonly items: readonly RunItem[];
  readonly totals: PlanTotals;
  /** Responses that the filter holds for and that the same request was answered for before. */
  readonly known: number;
  /** Those that nothing can be rewritten in. */
  readonly unable: number;
  readonly reasons: readonly string[];
}

/** A record as it stands, with what a run asks for one of its responses. */
export interface ReadItem {
  readonly record: OpenRecord;
  readonly planned: PlannedRewrite;
}

const PASSAGES = 5;
/** Lines that a record may have moved and still be found. */
const FARTHEST = 200;
/** Lines looked at between two chances for the editor to do something else. */
const LINES_AT_ONCE = 50;

/** Works out which responses of a dataset a run would rewrite, and with which requests. */
export class BulkPlanner {
  readonly #constitutions: Constitutions;
  readonly #logs: CurationLogs;
  readonly #rewriter: Rewriter;
  readonly #overrides: PromptOverrides;
  readonly #judgements: Judgements;

  constructor(
    constitutions: Constitutions,
    logs: CurationLogs,
    rewriter: Rewriter,
    overrides: PromptOverrides,
    judgements: Judgements,
  ) {
    this.#constitutions = constitutions;
    this.#logs = logs;
    this.#rewriter = rewriter;
    this.#overrides = overrides;
    this.#judgements = judgements;
  }

  /**
   * @param isOpen whether a request of that name is still to be sent.
   * @throws UserError when the filter cannot be read, or instructions of the workspace's own cannot be used.
   */
  async plan(
    dataset: DatasetModel,
    choices: RunChoices,
    signal: AbortSignal,
    isOpen: (key: string) => boolean = () => true,
  ): Promise<BulkPlan> {
    const filter = parseFilter(choices.filter);
    const holds = compileFilter(filter);
    const flaggedOnly = asksFlagged(filter);
    if (dataset.scanning !== null) await Promise.race([dataset.settled, once(signal, 'abort')]);
    signal.throwIfAborted();
    const log = this.#logs.for(dataset.uri);
    await log.ready;
    const sum = new PlanSum(isOpen);
    const items: RunItem[] = [];
    const reasons = new Set<string>();
    let [known, unable] = [0, 0];
    for (let line = 0; line < dataset.source.lineCount; line++) {
      if (line % LINES_AT_ONCE === 0) await pause();
      signal.throwIfAborted();
      const summary = dataset.summary(line);
      if (summary.kind !== 'transcript' || (flaggedOnly && !isFlagged(summary))) continue;
      const { record } = readLine(dataset, line);
      if (record === null) continue;
      for (const response of record.transcript.responses) {
        // That a rejected response is bad is why it was rejected.
        if (response.id === 'rejected' || !holds(await this.#facts(record, response, log.state))) continue;
        const reading = await this.#planned(record, response, choices);
        if (typeof reading === 'string') {
          unable++;
          reasons.add(reading);
          continue;
        }
        const traits = traitsOf(record);
        const hash = traits.hash(response.id);
        const { proposals } = log.state.about(traits, response.id);
        const keys = reading.asks.map(({ key }) => key);
        const missing = keys.filter(
          (key) => !proposals.some((entry) => entry.ask === key && entry.response.hash === hash),
        );
        if (missing.length === 0) {
          known++;
          continue;
        }
        sum.add(reading);
        items.push({ line, record: record.key, response: response.id, hash, keys });
      }
    }
    return { dataset, choices, items, totals: sum.totals, known, unable, reasons: [...reasons] };
  }

  /** The record of an item, wherever it stands by now; null when it was changed or is gone. */
  async read(plan: Pick<BulkPlan, 'dataset' | 'choices'>, item: RunItem): Promise<ReadItem | null> {
    const { dataset, choices } = plan;
    const record = recordOf(dataset, item);
    const response = record?.transcript.responses.find(({ id }) => id === item.response);
    if (record == null || response === undefined) return null;
    const planned = await this.#planned(record, response, choices);
    return typeof planned === 'string' ? null : { record, planned };
  }

  async #planned(
    record: OpenRecord,
    response: Response,
    choices: RunChoices,
  ): Promise<PlannedRewrite | string> {
    const { uri } = record.model;
    const { transcript } = record;
    const findings = await this.#rewriter.openFindings(record, response);
    const { ranker } = await this.#constitutions.for(uri);
    const strategy = await this.#overrides.apply(strategyOf(choices, findings), uri);
    const passages = () => ranker.rank({ transcript, response, findings }, PASSAGES);
    const reading = planRewrite(
      { transcript, response, findings, passages },
      { ...choices, strategy },
      priceOf(choices),
    );
    return reading.ok ? reading.planned : reading.reason;
  }

  async #facts(record: OpenRecord, response: Response, state: CurationState) {
    const traits = traitsOf(record);
    const curation = state.about(traits, response.id);
    const { ranker } = await this.#constitutions.for(record.model.uri);
    const assessment = record.assessments.find((one) => one.response === response.id) ?? null;
    const judged = this.#judgements
      .placed(record.model, record.line)
      .find((one) => one.response === response.id);
    return factsOf(record.transcript, response, {
      assessment,
      curation,
      ready: readyProposals(curation, traits.hash(response.id)).length > 0,
      judgeDisagrees: judged !== undefined && assessment !== null && judged.flag !== assessment.flag,
      passages: () =>
        ranker
          .rank({ transcript: record.transcript, response, findings: assessment?.findings ?? [] }, PASSAGES)
          .map(({ passage }) => passage.id),
    });
  }
}

export function priceOf({ how, model }: Pick<RunChoices, 'how' | 'model'>): PriceOf {
  return (usage) => bulkCostUsd(how, model, usage);
}

function strategyOf(choices: RunChoices, findings: Parameters<typeof suggestFor>[0]): Strategy {
  if (choices.strategy === null) return choices.instruction === null ? suggestFor(findings) : instruct;
  const named = strategyNamed(choices.strategy);
  if (named === null)
    throw new UserError(
      t('There is no strategy “{0}” in this version, so the run cannot go on.', choices.strategy),
    );
  return named;
}

/** Whether the filter can hold only for flagged responses, so that others need not be read. */
function asksFlagged(filter: Filter): boolean {
  if (filter.kind === 'all') return filter.parts.some(asksFlagged);
  return filter.kind === 'state' && filter.state === 'flagged';
}

/** Where the record is now: lines may have been inserted or removed above it since the plan was made. */
function recordOf(dataset: DatasetModel, item: RunItem): OpenRecord | null {
  const { lineCount } = dataset.source;
  // Further away only in a dataset that was sorted anew, where reading every record for each item would be felt.
  for (let distance = 0; distance <= Math.min(lineCount, FARTHEST); distance++) {
    for (const line of distance === 0 ? [item.line] : [item.line + distance, item.line - distance]) {
      if (line < 0 || line >= lineCount) continue;
      const { record } = readLine(dataset, line);
      if (record?.key === item.record && traitsOf(record).hash(item.response) === item.hash) return record;
    }
  }
  return null;
}

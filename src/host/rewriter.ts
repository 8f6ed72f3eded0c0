import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Finding } from '../core/assess/assessment.ts';
import type { RankedPassage } from '../core/constitution/constitution.ts';
import { answerName, type PaidAnswer } from '../core/curation/cost.ts';
import { dismissalOf } from '../core/curation/state.ts';
import type { Response, ResponseId } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import { RewriteStream, readRewrites } from '../core/rewrite/answer.ts';
import type { PartName } from '../core/rewrite/mixture.ts';
import { instruct } from '../core/rewrite/prompts/instruct.ts';
import type { Proposal, Provenance } from '../core/rewrite/proposal.ts';
import { advance, pendingProposal } from '../core/rewrite/proposals.ts';
import { strategyNamed, suggestFor, suggestStrategy } from '../core/rewrite/strategies.ts';
import type { RewritePrompt, RewriteRequest, Strategy } from '../core/rewrite/strategy.ts';
import { type RewriteSegment, type RewriteTargets, targetsOf } from '../core/rewrite/targets.ts';
import { hashText } from '../core/text/hash.ts';
import { ModelError } from '../model/errors.ts';
import { sharedCostUsd } from '../model/models.ts';
import type { Constitutions } from './constitutions.ts';
import type { CurationLogs } from './curationLogs.ts';
import { Disposables } from './disposables.ts';
import type { Judgements } from './judgements.ts';
import type { ModelProvider } from './modelProvider.ts';
import type { PromptOverrides } from './promptOverrides.ts';
import type { ProposalStore } from './proposalStore.ts';
import { type OpenRecord, responseHash, responseOf, traitsOf } from './records.ts';
import type { SegmentChoice } from './segmentChoice.ts';
import type { Settings } from './settings.ts';
import type { Spending } from './spending.ts';

/** Passages that a rewrite is grounded in. */
const PASSAGES = 5;

const PARTS: readonly PartName[] = ['reasoning', 'answer'];

/** What a curator asks for; what is left open follows the findings and the settings. */
export interface RewriteWish {
  /** A strategy's name. */
  readonly strategy?: string | undefined;
  readonly instruction?: string | null | undefined;
  readonly segment?: RewriteSegment | undefined;
  /** How many are asked for; as the settings say where absent. */
  readonly candidates?: number | undefined;
}

/** All that is settled before a rewrite is asked for. */
export interface RewritePlan {
  readonly request: RewriteRequest;
  readonly strategy: Strategy;
  readonly prompt: RewritePrompt;
  /** What the curator should know although nothing is wrong. */
  readonly note: string | null;
  readonly model: string;
  readonly maxTokens: number;
  readonly effort: 'low' | 'medium' | 'high' | null;
  readonly candidates: number;
}

/** Asks the model for rewrites and streams them into proposals. Nothing here writes to a dataset. */
export class Rewriter implements vscode.Disposable {
  readonly #provider: ModelProvider;
  readonly #store: ProposalStore;
  readonly #constitutions: Constitutions;
  readonly #logs: CurationLogs;
  readonly #settings: Settings;
  readonly #judgements: Judgements;
  readonly #segments: SegmentChoice;
  readonly #overrides: PromptOverrides;
  readonly #spending: Spending;
  readonly #running = new Map<string, AbortController>();
  readonly #disposables = new Disposables();
  readonly #text = this.#disposables.add(
    new vscode.EventEmitter<{ readonly id: string; readonly part: PartName; readonly append: string }>(),
  );
  /** Fires with each new piece of a pending proposal's text. */
  readonly onText = this.#text.event;

  constructor(
    provider: ModelProvider,
    store: ProposalStore,
    constitutions: Constitutions,
    logs: CurationLogs,
    settings: Settings,
    judgements: Judgements,
    segments: SegmentChoice,
    overrides: PromptOverrides,
    spending: Spending,
  ) {
    this.#spending = spending;
    this.#provider = provider;
    this.#store = store;
    this.#constitutions = constitutions;
    this.#logs = logs;
    this.#settings = settings;
    this.#judgements = judgements;
    this.#segments = segments;
    this.#overrides = overrides;
  }

  /**
   * Starts a rewrite, or several candidates of it at once, and resolves when each is ready or has failed; failures are told
   * on the proposals themselves.
   * @throws UserError when the response has no text that could be replaced, its dataset is read-only, or the curator's own
   * instructions for the strategy cannot be used.
   */
  async rewrite(record: OpenRecord, id: ResponseId, wish: RewriteWish = {}): Promise<readonly Proposal[]> {
    return this.ask(record, await this.plan(record, id, wish));
  }

  /**
   * Asks for what was planned; resolves as `rewrite` does.
   * @param signal stops what is being asked for; its proposals end as failed.
   * @throws UserError when the dataset is read-only.
   */
  async ask(record: OpenRecord, planned: RewritePlan, signal?: AbortSignal): Promise<readonly Proposal[]> {
    const readOnly = record.model.source.whyLineReadOnly(record.line);
    if (readOnly !== null) throw new UserError(readOnly);
    // An attempt that failed is of no more use once another is made.
    for (const old of this.#store.open(record, planned.request.target.response)) {
      if (old.state === 'failed' || old.state === 'stale') this.#store.remove(old.id);
    }
    const { candidates } = planned;
    const ask = candidates > 1 ? { ask: randomUUID() } : {};
    const { request, note } = planned;
    const more = { reasoning: request.reasoning ?? null, note, ...ask };
    const pending = Array.from({ length: candidates }, () =>
      pendingProposal(randomUUID(), request.target, provenanceOf(planned), more),
    );
    for (const proposal of pending) this.#store.add(record, proposal);
    return Promise.all(pending.map((proposal) => this.#ask(record, proposal, planned, signal)));
  }

  /** What a rewrite would send, without sending anything. @throws UserError as `rewrite` does. */
  async plan(record: OpenRecord, id: ResponseId, wish: RewriteWish = {}): Promise<RewritePlan> {
    const { uri } = record.model;
    const reading = targetsOf(responseOf(record, id), wish.segment ?? this.#segments.for(uri));
    if (!reading.ok) throw new UserError(reading.problem);
    const { targets } = reading;
    const instruction = wish.instruction ?? null;
    const request = await this.requestFor(record, targets, instruction);
    const named = wish.strategy === undefined ? null : strategyNamed(wish.strategy);
    const strategy = await this.#overrides.apply(
      named ?? (instruction === null ? suggestStrategy(request) : instruct),
      uri,
    );
    const effort = this.#settings.effort.get();
    return {
      request,
      strategy,
      prompt: strategy.prompt(request),
      note: targets.note,
      model: this.#provider.model,
      maxTokens: this.#settings.maxTokens.get(),
      effort: effort === 'low' || effort === 'medium' || effort === 'high' ? effort : null,
      candidates: Math.min(
        4,
        Math.max(1, Math.round(wish.candidates ?? this.#settings.rewriteCandidates.get(uri))),
      ),
    };
  }

  /** What *Rewrite Response* would do to each response of a record, in words; none where it can do nothing. */
  async suggestedFor(record: OpenRecord): Promise<ReadonlyMap<ResponseId, string>> {
    const titles = new Map<ResponseId, string>();
    for (const response of record.transcript.responses) {
      const reading = targetsOf(response, this.#segments.for(record.model.uri));
      if (!reading.ok) continue;
      const findings = await this.openFindings(record, response);
      titles.set(response.id, suggestFor(findings).title);
    }
    return titles;
  }

  /** What a strategy is told of a response. */
  async requestFor(
    record: OpenRecord,
    { target, reasoning }: Pick<RewriteTargets, 'target' | 'reasoning'>,
    instruction: string | null,
  ): Promise<RewriteRequest> {
    const response = responseOf(record, target.response);
    const { ranker } = await this.#constitutions.for(record.model.uri);
    const findings = await this.openFindings(record, response);
    const passages = ranker.rank({ transcript: record.transcript, response, findings }, PASSAGES);
    return { transcript: record.transcript, response, target, reasoning, passages, findings, instruction };
  }

  #pay(record: OpenRecord, { target }: Proposal, { name, usd, inputTokens, outputTokens }: PaidAnswer): void {
    const { response } = target;
    const answer = { name, usd, inputTokens, outputTokens, record: record.key, response };
    this.#spending.paid(record.model.uri, answer);
  }

  async #ask(record: OpenRecord, made: Proposal, plan: RewritePlan, signal?: AbortSignal): Promise<Proposal> {
    let proposal = made;
    const controller = new AbortController();
    this.#running.set(proposal.id, controller);
    const { prompt, model, maxTokens, effort, request } = plan;
    try {
      const client = await this.#provider.client();
      const streams = { reasoning: new RewriteStream('reasoning'), answer: new RewriteStream() };
      const answer = await client.answer(
        { ...prompt, model, maxTokens, effort },
        (piece) => {
          for (const part of request.reasoning == null ? (['answer'] as const) : PARTS) {
            const append = streams[part].push(piece);
            if (append === '') continue;
            proposal = advance(proposal, { type: 'text', append, part });
            this.#store.update(proposal, true);
            this.#text.fire({ id: proposal.id, part, append });
          }
        },
        signal === undefined ? controller.signal : AbortSignal.any([controller.signal, signal]),
      );
      const reading = readRewrites(answer.text, request.target.original, request.reasoning?.original ?? null);
      const costUsd = sharedCostUsd(answer.model, answer.usage);
      const known = { answerId: answer.responseId, requestHash: made.provenance.requestHash };
      const name = answerName(known, reading.ok ? reading.text : made.id, '');
      this.#pay(record, made, { name, usd: costUsd, ...answer.usage });
      proposal = reading.ok
        ? advance(proposal, {
            type: 'finish',
            text: reading.text,
            reasoning: reading.reasoning ?? undefined,
            provenance: {
              ...made.provenance,
              model: answer.model,
              usage: answer.usage,
              costUsd,
              answerId: answer.responseId,
            },
          })
        : advance(proposal, { type: 'fail', problem: reading.problem });
    } catch (error) {
      if (error instanceof ModelError && error.mayBePaid)
        this.#pay(record, made, { name: made.id, usd: null, inputTokens: 0, outputTokens: 0 });
      proposal = advance(proposal, { type: 'fail', problem: problemOf(error) });
    } finally {
      this.#running.delete(proposal.id);
    }
    this.#store.update(proposal);
    return proposal;
  }

  /** Stops a running rewrite; its proposal ends as failed, with nothing written. */
  stop(id: string): void {
    this.#running.get(id)?.abort();
  }

  /** The passages shown beside a response, best first. */
  async passages(record: OpenRecord, response: Response): Promise<readonly RankedPassage[]> {
    const { ranker } = await this.#constitutions.for(record.model.uri);
    const findings = await this.openFindings(record, response);
    return ranker.rank({ transcript: record.transcript, response, findings }, PASSAGES);
  }

  dispose(): void {
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
    this.#disposables.dispose();
  }

  /** Findings that are not dismissed, of rubric and judge. */
  async openFindings(record: OpenRecord, response: Response): Promise<readonly Finding[]> {
    const log = this.#logs.for(record.model.uri);
    await log.ready;
    const curation = log.state.about(traitsOf(record), response.id);
    const hash = responseHash(response);
    const rubric = record.assessments
      .filter((assessment) => assessment.response === response.id)
      .flatMap((assessment) => assessment.findings)
      .filter((finding) => dismissalOf(curation, finding, hash) === null);
    return [...rubric, ...(await this.#judgements.openFindings(record, response))];
  }
}

function provenanceOf({ request, strategy, prompt, model, maxTokens, effort }: RewritePlan): Provenance {
  const passages = request.passages.map(({ passage }) => passage.id);
  return {
    strategy: strategy.name,
    model,
    promptVersion: strategy.promptVersion,
    passages,
    instruction: request.instruction,
    usage: null,
    costUsd: null,
    ...(strategy.injects(request).length > 0 ? { injected: passages } : {}),
    requestHash: hashText(JSON.stringify([prompt.system, prompt.user, model, maxTokens, effort])),
  };
}

function problemOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const why = error instanceof Error ? error.message : String(error);
  return vscode.l10n.t('The rewrite failed unexpectedly: {0} Nothing was written. Try again.', why);
}

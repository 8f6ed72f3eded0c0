import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { RankedPassage } from '../core/constitution/constitution.ts';
import { dismissalOf } from '../core/curation/state.ts';
import { editTarget } from '../core/dataset/editTarget.ts';
import type { Response, ResponseId } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import { RewriteStream, readRewrite } from '../core/rewrite/answer.ts';
import { deliberate } from '../core/rewrite/prompts/deliberate.ts';
import type { Proposal, Provenance } from '../core/rewrite/proposal.ts';
import { advance, pendingProposal } from '../core/rewrite/proposals.ts';
import { costUsd } from '../model/models.ts';
import type { Constitutions } from './constitutions.ts';
import type { CurationLogs } from './curationLogs.ts';
import { Disposables } from './disposables.ts';
import type { Judgements } from './judgements.ts';
import type { ModelProvider } from './modelProvider.ts';
import type { ProposalStore } from './proposalStore.ts';
import { type OpenRecord, responseHash, responseOf, traitsOf } from './records.ts';
import type { Settings } from './settings.ts';

/** Passages that a rewrite is grounded in. */
const PASSAGES = 5;

/** Asks the model for rewrites and streams them into proposals. Nothing here writes to a dataset. */
export class Rewriter implements vscode.Disposable {
  readonly #provider: ModelProvider;
  readonly #store: ProposalStore;
  readonly #constitutions: Constitutions;
  readonly #logs: CurationLogs;
  readonly #settings: Settings;
  readonly #judgements: Judgements;
  readonly #running = new Map<string, AbortController>();
  readonly #disposables = new Disposables();
  readonly #text = this.#disposables.add(
    new vscode.EventEmitter<{ readonly id: string; readonly append: string }>(),
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
  ) {
    this.#provider = provider;
    this.#store = store;
    this.#constitutions = constitutions;
    this.#logs = logs;
    this.#settings = settings;
    this.#judgements = judgements;
  }

  /**
   * Starts a rewrite and resolves when it is ready or has failed; failures are told on the proposal itself.
   * @throws UserError when the response has no text that could be replaced, or its dataset is read-only.
   */
  async rewrite(record: OpenRecord, id: ResponseId, instruction: string | null): Promise<Proposal> {
    const response = responseOf(record, id);
    const target = editTarget(response);
    if (target === null) throw new UserError('This response has no text that a rewrite could replace.');
    const readOnly = record.model.source.whyLineReadOnly(record.line);
    if (readOnly !== null) throw new UserError(readOnly);
    const { ranker } = await this.#constitutions.for(record.model.uri);
    const findings = await this.#openFindings(record, response);
    const passages = ranker.rank({ transcript: record.transcript, response, findings }, PASSAGES);
    const model = this.#provider.model;
    const provenance: Provenance = {
      strategy: deliberate.name,
      model,
      promptVersion: deliberate.promptVersion,
      passages: passages.map(({ passage }) => passage.id),
      instruction,
      usage: null,
      costUsd: null,
    };
    // An attempt that failed is of no more use once another is made.
    for (const old of this.#store.open(record, id)) {
      if (old.state === 'failed' || old.state === 'stale') this.#store.remove(old.id);
    }
    let proposal = pendingProposal(randomUUID(), target, provenance);
    this.#store.add(record, proposal);
    const controller = new AbortController();
    this.#running.set(proposal.id, controller);
    try {
      const prompt = deliberate.prompt({
        transcript: record.transcript,
        response,
        target,
        passages,
        findings,
        instruction,
      });
      const client = await this.#provider.client();
      const stream = new RewriteStream();
      const effort = this.#settings.effort.get();
      const answer = await client.answer(
        {
          ...prompt,
          model,
          maxTokens: this.#settings.maxTokens.get(),
          effort: effort === 'low' || effort === 'medium' || effort === 'high' ? effort : null,
        },
        (piece) => {
          const append = stream.push(piece);
          if (append === '') return;
          proposal = advance(proposal, { type: 'text', append });
          this.#store.update(proposal, true);
          this.#text.fire({ id: proposal.id, append });
        },
        controller.signal,
      );
      const reading = readRewrite(answer.text, target.original);
      proposal = reading.ok
        ? advance(proposal, {
            type: 'finish',
            text: reading.text,
            provenance: {
              ...provenance,
              model: answer.model,
              usage: answer.usage,
              costUsd: costUsd(answer.model, answer.usage),
            },
          })
        : advance(proposal, { type: 'fail', problem: reading.problem });
    } catch (error) {
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
    const findings = await this.#openFindings(record, response);
    return ranker.rank({ transcript: record.transcript, response, findings }, PASSAGES);
  }

  dispose(): void {
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
    this.#disposables.dispose();
  }

  async #openFindings(record: OpenRecord, response: Response) {
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

function problemOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const why = error instanceof Error ? error.message : String(error);
  return `The rewrite failed unexpectedly: ${why} Nothing was written. Try again.`;
}

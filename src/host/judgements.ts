import * as vscode from 'vscode';
import type { Assessment, Finding } from '../core/assess/assessment.ts';
import type { Constitution } from '../core/constitution/constitution.ts';
import { dismissalOf } from '../core/curation/state.ts';
import { responseText } from '../core/dataset/responseText.ts';
import type { Response, ResponseId, Transcript } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import { judgeAnswerSchema } from '../core/judge/judgeAnswer.ts';
import { judgementKey } from '../core/judge/judgementKey.ts';
import { type JudgePrompt, judgePrompt } from '../core/judge/prompt.ts';
import { invertedPreference, type Judgement, readJudgement } from '../core/judge/readJudgement.ts';
import type { LineSummary } from '../core/scan/lineSummary.ts';
import { ModelError } from '../model/errors.ts';
import { sharedCostUsd } from '../model/models.ts';
import type { Constitutions, LoadedConstitution } from './constitutions.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { DatasetModel } from './datasetModel.ts';
import { Disposables } from './disposables.ts';
import { JudgementStore } from './judgementStore.ts';
import type { ModelProvider } from './modelProvider.ts';
import { type OpenRecord, responseHash, responseOf, traitsOf } from './records.ts';
import type { Settings } from './settings.ts';
import type { Spending } from './spending.ts';

/** An answer that is no assessment, and was paid all the same. */
export class UnusableAnswer extends UserError {
  /** US dollars; null where the price is not known. */
  readonly costUsd: number | null;

  constructor(problem: string, costUsd: number | null) {
    super(problem);
    this.costUsd = costUsd;
  }
}

/** One question to the judge, and the key of its answer. */
export interface JudgeQuestion {
  readonly response: Response;
  readonly prompt: JudgePrompt;
  readonly key: string;
  readonly model: string;
  readonly passages: ReadonlySet<string>;
}

/** A judgement with where it came from. */
export interface KeptJudgement {
  readonly judgement: Judgement;
  readonly model: string;
  readonly at: string;
}

/** What asking led to: `asked` is false when the answer was there already. */
export interface JudgeOutcome {
  readonly judgement: Judgement;
  readonly asked: boolean;
  readonly costUsd: number | null;
}

/** Asks the model for assessments and keeps them. Nothing here writes to a dataset or its log. */
export class Judgements implements vscode.Disposable {
  readonly #provider: ModelProvider;
  readonly #constitutions: Constitutions;
  readonly #logs: CurationLogs;
  readonly #settings: Settings;
  readonly #store: JudgementStore;
  /** Where judgements are kept over a restart; null when they are not. */
  readonly folder: string | null;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<DatasetModel>());
  /** Fires when a judgement of the dataset arrived, or asking for one began or ended. */
  readonly onDidChange = this.#changed.event;
  readonly #running = new Map<AbortController, { readonly model: DatasetModel; readonly place: string }>();
  /** What was last known of the lines that were looked at; views over many lines read it without waiting. */
  readonly #placed = new WeakMap<
    LineSummary,
    { readonly text: string; readonly assessments: readonly Assessment[] }
  >();

  readonly #placements = new WeakMap<DatasetModel, LineSummary[]>();

  readonly #ids = new WeakMap<Constitution, ReadonlySet<string>>();

  readonly #spending: Spending;

  /** @param folder where judgements are kept over a restart; null to keep none */
  constructor(
    provider: ModelProvider,
    constitutions: Constitutions,
    logs: CurationLogs,
    settings: Settings,
    folder: string | null,
    spending: Spending,
  ) {
    this.#spending = spending;
    this.#provider = provider;
    this.#constitutions = constitutions;
    this.#logs = logs;
    this.#settings = settings;
    this.folder = folder;
    this.#store = new JudgementStore(folder);
  }

  /** The question about one response under a constitution. */
  question(transcript: Transcript, response: Response, { constitution }: LoadedConstitution): JudgeQuestion {
    const prompt = judgePrompt(transcript, response, constitution.passages);
    const { model } = this.#provider;
    return {
      response,
      prompt,
      key: judgementKey(prompt, model),
      model,
      passages: this.#idsOf(constitution),
    };
  }

  /** The answer to a question if it is there; call after `ready`. */
  answered(question: JudgeQuestion): KeptJudgement | null {
    const stored = this.#store.get(question.key);
    if (stored === null) return null;
    const reading = readJudgement(stored.answer, question.response, question.passages);
    return reading.ok ? { judgement: reading.judgement, model: stored.model, at: stored.at } : null;
  }

  /** Resolves when the judgements of earlier sessions are known. */
  get ready(): Promise<void> {
    return this.#store.ready;
  }

  /** The judgements there are of a record's responses; asks nobody. */
  async of(record: OpenRecord): Promise<ReadonlyMap<ResponseId, KeptJudgement>> {
    const loaded = await this.#constitutions.for(record.model.uri);
    await this.ready;
    const known = new Map<ResponseId, KeptJudgement>();
    for (const response of record.transcript.responses) {
      const kept = this.answered(this.question(record.transcript, response, loaded));
      if (kept !== null) known.set(response.id, kept);
    }
    const chosen = known.get('chosen');
    const rejected = known.get('rejected')?.judgement.assessment;
    const inverted = chosen && rejected ? invertedPreference(chosen.judgement.assessment, rejected) : null;
    if (chosen !== undefined && inverted !== null) {
      const { assessment } = chosen.judgement;
      const findings = [...assessment.findings, inverted];
      known.set('chosen', {
        ...chosen,
        judgement: { ...chosen.judgement, assessment: { ...assessment, findings } },
      });
    }
    this.#place(record, known);
    return known;
  }

  /** The judge's assessments of a line as far as they are known without waiting; empty for a line that was edited since. */
  placed(model: DatasetModel, line: number): readonly Assessment[] {
    const summary = model.knownSummary(line);
    const known = summary === null ? undefined : this.#placed.get(summary);
    return known !== undefined && known.text === model.source.line(line) ? known.assessments : [];
  }

  /**
   * Summaries of the dataset's lines of which `placed` came to say something else, in the order in which that happened; they
   * are only ever added to it.
   */
  placements(model: DatasetModel): readonly LineSummary[] {
    return this.#placements.get(model) ?? [];
  }

  /** The judge's findings on a response that nobody dismissed. */
  async openFindings(record: OpenRecord, response: Response): Promise<readonly Finding[]> {
    await this.of(record);
    const curation = this.#logs.for(record.model.uri).state.about(traitsOf(record), response.id);
    const hash = responseHash(response);
    return this.placed(record.model, record.line)
      .filter((assessment) => assessment.response === response.id)
      .flatMap(({ findings }) => findings)
      .filter((finding) => dismissalOf(curation, finding, hash) === null);
  }

  /**
   * The judge's verdict on a response: the kept one, else a new one, which is then kept.
   * @throws UserError when there is nothing to judge, nothing may be sent, or no usable answer came.
   */
  async judge(record: OpenRecord, id: ResponseId, signal: AbortSignal): Promise<JudgeOutcome> {
    const response = responseOf(record, id);
    const acts = response.turn.segments.some(({ kind }) => kind === 'tool-call');
    if (responseText(response).text.trim() === '' && !acts) {
      throw new UserError(vscode.l10n.t('This response has no text, so there is nothing to judge.'));
    }
    const loaded = await this.#constitutions.for(record.model.uri);
    await this.ready;
    const question = this.question(record.transcript, response, loaded);
    const kept = this.answered(question);
    if (kept !== null) return { judgement: kept.judgement, asked: false, costUsd: 0 };
    const controller = new AbortController();
    const stop = () => controller.abort();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    this.#running.set(controller, { model: record.model, place: placeOf(record, id) });
    this.#changed.fire(record.model);
    try {
      return await this.#ask(question, controller.signal);
    } finally {
      signal.removeEventListener('abort', stop);
      this.#running.delete(controller);
      if (!this.#disposables.disposed) {
        await this.of(record);
        this.#changed.fire(record.model);
        // Problems, squiggles and lenses follow the model.
        record.model.touch();
      }
    }
  }

  /** The provider's count of what all questions share; null where it cannot be had. Sends no text of a dataset. */
  async countPrefix(question: JudgeQuestion, signal: AbortSignal): Promise<number | null> {
    const client = await this.#provider.client();
    try {
      return await client.countTokens({ ...this.#request(question), user: 'x' }, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
  }

  isRunning(record: OpenRecord, id: ResponseId): boolean {
    const place = placeOf(record, id);
    return [...this.#running.values()].some((run) => run.model === record.model && run.place === place);
  }

  /** Stops every question that is being asked; nothing of their answers is kept. */
  stop(): void {
    for (const controller of this.#running.keys()) controller.abort();
  }

  dispose(): void {
    this.stop();
    this.#disposables.dispose();
  }

  async #ask(question: JudgeQuestion, signal: AbortSignal): Promise<JudgeOutcome> {
    const client = await this.#provider.client();
    const answer = await client
      .answerAs(this.#request(question), judgeAnswerSchema(), signal)
      .catch((error: unknown) => {
        if (error instanceof ModelError && error.mayBePaid) this.#pay(null);
        throw error;
      });
    const costUsd = sharedCostUsd(answer.model, answer.usage) ?? sharedCostUsd(question.model, answer.usage);
    // What is no assessment was paid all the same.
    this.#pay(costUsd);
    const reading = readJudgement(answer.value, question.response, question.passages);
    if (!reading.ok) throw new UnusableAnswer(reading.problem, costUsd);
    await this.#store.put({
      key: question.key,
      at: new Date().toISOString(),
      model: answer.model,
      answer: answer.value,
      costUsd,
    });
    return { judgement: reading.judgement, asked: true, costUsd };
  }

  /** @param usd null where the price is not known. */
  #pay(usd: number | null): void {
    this.#spending.count({ usd: usd ?? 0, answers: 1, unpriced: usd === null ? 1 : 0 });
  }

  #request({ prompt, model }: JudgeQuestion) {
    return {
      system: prompt.instructions,
      shared: prompt.constitution,
      user: prompt.user,
      model,
      maxTokens: this.#settings.maxTokens.get(),
      // Left to the model: verdicts given with different effort would be kept under one key.
      effort: null,
    };
  }

  #idsOf(constitution: Constitution): ReadonlySet<string> {
    const ids = this.#ids.get(constitution) ?? new Set(constitution.passages.map(({ id }) => id));
    this.#ids.set(constitution, ids);
    return ids;
  }

  #place(record: OpenRecord, known: ReadonlyMap<ResponseId, KeptJudgement>): void {
    const { model, line, text } = record;
    const summary = model.knownSummary(line);
    if (summary === null) return;
    const assessments = [...known.values()].map(({ judgement: { assessment } }) => assessment);
    const before = this.#placed.get(summary)?.assessments ?? [];
    if (assessments.length === 0) this.#placed.delete(summary);
    else this.#placed.set(summary, { text, assessments });
    if (JSON.stringify(before) === JSON.stringify(assessments)) return;
    const placements = this.#placements.get(model) ?? [];
    placements.push(summary);
    this.#placements.set(model, placements);
  }
}

function placeOf(record: OpenRecord, id: ResponseId): string {
  return `${record.key}|${id}`;
}

import * as vscode from 'vscode';
import { FILTER_STATES, type FilterState, parseFilter } from '../../core/curation/filter.ts';
import { compileFilter } from '../../core/curation/filterMatch.ts';
import {
  inOrder,
  neighbourIn,
  type QueueOrder,
  type Ranked,
  rankIn,
} from '../../core/curation/queueOrder.ts';
import { drawSample } from '../../core/curation/readers.ts';
import type { CurationState } from '../../core/curation/state.ts';
import { responseText } from '../../core/dataset/responseText.ts';
import { UserError } from '../../core/errors.ts';
import type { ActiveDataset } from '../activeDataset.ts';
import type { Constitutions } from '../constitutions.ts';
import type { CurationEditors } from '../curationEditor.ts';
import type { CurationLogs } from '../curationLogs.ts';
import type { DatasetModel } from '../datasetModel.ts';
import { Disposables } from '../disposables.ts';
import type { Judgements } from '../judgements.ts';
import type { KeyInHand } from '../keyInHand.ts';
import { LineMemory } from '../lineMemory.ts';
import { Passes } from '../passes.ts';
import { type OpenRecord, readLine } from '../records.ts';
import { recordsOfEntries } from '../recordsOfEntries.ts';
import { type FactServices, LineFacts } from './lineFacts.ts';

/** What narrows a queue and puts it in order. */
export interface QueueChoices {
  /** As it was typed. */
  readonly filter: string;
  readonly order: QueueOrder;
  /** Null for all. */
  readonly sample: { readonly count: number; readonly seed: number } | null;
}

/** A sample that was drawn: a decision about one of its records makes no room for another. */
interface DrawnSample {
  /** Lines of the dataset when it was drawn; with others of them, the numbers would mean other records. */
  readonly lineCount: number;
  readonly lines: readonly number[];
}

/** What a transcript came to when it was looked at. */
interface Looked {
  readonly states: readonly FilterState[];
  /** Whether the filter holds for it. */
  readonly isWanted: boolean;
  readonly isUndecided: boolean;
  readonly rank: number;
}

/** What is kept of a queue for the next session. */
type Kept = QueueChoices & { readonly drawn?: DrawnSample | null };

export const WHOLE_QUEUE: QueueChoices = { filter: '', order: 'line', sample: null };

/** Passages that bear on a response. */
const PASSAGES = 5;

export type QueueCounts = Readonly<Record<FilterState, number>>;

export interface QueueServices {
  readonly active: ActiveDataset;
  readonly editors: CurationEditors;
  readonly logs: CurationLogs;
  readonly judgements: Judgements;
  readonly constitutions: Constitutions;
  readonly workspaceState: vscode.Memento;
  readonly keys: KeyInHand;
}

/** The records of the active dataset that a curator works through, in order, kept true while assessments and decisions come. */
export class Queue implements vscode.Disposable {
  readonly #services: QueueServices;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  /** Fires when the lines, the counts or the choices changed. */
  readonly onDidChange = this.#changed.event;
  #choices: QueueChoices = WHOLE_QUEUE;
  #drawn: DrawnSample | null = null;
  #lines: readonly number[] = [];
  #counts: QueueCounts = noCounts();
  #total = 0;
  #left = 0;
  /** Where the record on show stood when it was last in the queue. */
  #at = 0;
  readonly #passes = this.#disposables.add(new Passes((signal) => this.#make(signal)));
  readonly #memory: LineMemory<Looked | null>;
  #questions: readonly unknown[] = [];
  /** The text that an order likens others to; empty until there is one. */
  #like = '';

  constructor(services: QueueServices) {
    this.#services = services;
    const { active, editors, keys } = services;
    this.#memory = new LineMemory(keys);
    this.#disposables.add(active.onDidSwitch(() => this.#take()));
    this.#disposables.add(active.onDidChange(() => this.#passes.follow()));
    this.#disposables.add(editors.onDidChangeActive(() => this.#follow()));
    this.#take();
  }

  get choices(): QueueChoices {
    return this.#choices;
  }

  /** The lines of the queue in order, from 0. */
  get lines(): readonly number[] {
    return this.#lines;
  }

  /** How many records of the dataset are in each state, whatever the filter. */
  get counts(): QueueCounts {
    return this.#counts;
  }

  /** Transcripts of the dataset. */
  get total(): number {
    return this.#total;
  }

  /** Records of the queue that are still to be decided. */
  get left(): number {
    return this.#left;
  }

  /** Whether the queue is something other than the dataset from its first line to its last. */
  get isNarrowed(): boolean {
    const { filter, order, sample } = this.#choices;
    return filter.trim() !== '' || order !== 'line' || sample !== null;
  }

  /** Resolves when what was asked for so far is there. */
  get settled(): Promise<void> {
    return this.#passes.settled;
  }

  /**
   * Narrows the queue, or puts it in another order.
   * @throws UserError when the filter cannot be read; the queue is then as it was.
   */
  choose(choices: Partial<QueueChoices>): void {
    const next = { ...this.#choices, ...choices };
    parseFilter(next.filter);
    if (choices.filter !== undefined || choices.sample !== undefined) this.#drawn = null;
    this.#choices = next;
    this.#remember();
    this.#like = '';
    this.#passes.restart();
  }

  /** The line to show after (or before) the one on show; null at the end, or where no dataset is open. */
  neighbour(direction: 1 | -1): number | null {
    return this.#find(direction, () => true);
  }

  /** The next line that nobody decided about, from the one on show; null when there is none after it. */
  nextUndecided(): number | null {
    return this.#find(1, ({ status }) => status === 'undecided');
  }

  /** The next line after the one on show that is `wanted`; null when there is none. */
  next(wanted: (line: number) => boolean): number | null {
    return this.#find(1, ({ line }) => wanted(line));
  }

  #find(direction: 1 | -1, wanted: (facts: LineFacts) => boolean): number | null {
    const { active, editors } = this.#services;
    const { model } = active;
    const session = model === null ? null : editors.of(model.uri);
    if (model === null || session === null) return null;
    const services = this.factsOf(model);
    const holds = compileFilter(parseFilter(this.#choices.filter));
    return neighbourIn(this.#lines, session.line, this.#at, direction, (line) => {
      const facts = new LineFacts(services, line, model.summary(line));
      return holds(facts) && wanted(facts);
    });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Another dataset is active: its own choices, and nothing of the other's lines. */
  #take(): void {
    const { model } = this.#services.active;
    const { drawn = null, ...kept }: Kept =
      (model === null ? undefined : this.#services.workspaceState.get<Kept>(memoryKey(model))) ?? WHOLE_QUEUE;
    this.#choices = { ...WHOLE_QUEUE, ...kept };
    this.#drawn = drawn;
    this.#lines = [];
    this.#counts = noCounts();
    this.#total = 0;
    this.#left = 0;
    this.#at = 0;
    this.#like = '';
    this.#passes.restart();
  }

  #remember(): void {
    const { model } = this.#services.active;
    if (model === null) return;
    const kept: Kept | undefined = this.isNarrowed ? { ...this.#choices, drawn: this.#drawn } : undefined;
    void this.#services.workspaceState.update(memoryKey(model), kept);
  }

  /** What lines were found to be holds for these questions only. */
  #rememberFor(questions: readonly unknown[]): void {
    if (questions.every((one, at) => one === this.#questions[at])) return;
    this.#memory.forget();
    this.#questions = questions;
  }

  #follow(): void {
    const { model } = this.#services.active;
    const line = model === null ? undefined : this.#services.editors.of(model.uri)?.line;
    const found = line === undefined ? -1 : this.#lines.indexOf(line);
    if (found !== -1) this.#at = found;
  }

  async #make(signal: AbortSignal): Promise<void> {
    const { active, logs, constitutions } = this.#services;
    const { model } = active;
    if (model === null) {
      this.#changed.fire();
      return;
    }
    const log = logs.for(model.uri);
    await log.ready;
    // Filters ask for passages without waiting.
    const constitution = await constitutions.for(model.uri);
    const like = this.#like || (await this.#likeText(model, log.state));
    if (signal.aborted) return;
    this.#like = like;
    const services = this.factsOf(model);
    const { filter, order, sample } = this.#choices;
    const { version } = model.source;
    const holds = compileFilter(parseFilter(filter));
    const rank = rankIn(order, like);
    const counts = noCounts();
    const found: Ranked[] = [];
    let total = 0;
    this.#rememberFor([filter, order, like, constitution]);
    const looked = await this.#memory.update(
      services,
      () => signal.aborted,
      (line, summary) => {
        if (summary?.kind !== 'transcript' || summary.assessments.length === 0) return null;
        const facts = new LineFacts(services, line, summary);
        const states = COUNTED.filter((_, at) => TESTS[at]?.(facts));
        const isWanted = holds(facts);
        return {
          states: sameStates(states),
          isWanted,
          isUndecided: facts.status === 'undecided',
          rank: isWanted ? rank({ assessment: facts.assessment, facts }) : 0,
        };
      },
    );
    if (looked === null) return;
    const alike = new Map<readonly FilterState[], number>();
    looked.forEach((one, line) => {
      if (one === null) return;
      total++;
      alike.set(one.states, (alike.get(one.states) ?? 0) + 1);
      if (one.isWanted) found.push({ line, rank: one.rank });
    });
    for (const [states, count] of alike) for (const state of states) counts[state] += count;
    this.#lines = inOrder(sample === null ? found : this.#sampleOf(found, model, version, sample));
    this.#counts = counts;
    this.#total = total;
    this.#left = this.#lines.reduce((sum, line) => sum + (looked[line]?.isUndecided ? 1 : 0), 0);
    this.#follow();
    this.#changed.fire();
  }

  /**
   * Those of the sample among `found`; it is drawn once, as soon as every record is known.
   * @param version of the dataset when `found` was begun: lines that moved since would be kept under wrong numbers.
   */
  #sampleOf(
    found: readonly Ranked[],
    { source, scanning }: DatasetModel,
    version: number,
    { count, seed }: NonNullable<QueueChoices['sample']>,
  ): readonly Ranked[] {
    const { lineCount } = source;
    if (this.#drawn?.lineCount === lineCount) {
      const lines = new Set(this.#drawn.lines);
      return found.filter(({ line }) => lines.has(line));
    }
    const sample = drawSample(found, count, seed);
    if (scanning === null && source.complete && source.version === version) {
      this.#drawn = { lineCount, lines: sample.map(({ line }) => line) };
      this.#remember();
    }
    return sample;
  }

  /** What facts of lines are found out with; what is decided from now on is not in it. */
  factsOf(model: DatasetModel): FactServices {
    const { judgements, constitutions, logs } = this.#services;
    return {
      model,
      state: logs.for(model.uri).state,
      judgements,
      passages: ({ transcript, assessments }, response) => {
        const findings = assessments.find((one) => one.response === response.id)?.findings ?? [];
        const ranker = constitutions.loadedFor(model.uri)?.ranker;
        return (
          ranker?.rank({ transcript, response, findings }, PASSAGES).map(({ passage }) => passage.id) ?? []
        );
      },
    };
  }

  /** The text that the order likens others to; empty where there is none. */
  async #likeText(model: DatasetModel, state: CurationState): Promise<string> {
    if (this.#choices.order === 'like-open') {
      const session = this.#services.editors.of(model.uri);
      return session === null ? '' : textOf(readLine(model, session.line).record);
    }
    if (this.#choices.order !== 'like-rejected') return '';
    const last = state.entriesInForce().findLast((entry) => entry.type === 'reject');
    if (last === undefined) return '';
    return textOf((await recordsOfEntries(model, state, [last])).get(last.id) ?? null);
  }
}

/** States whose records are counted whatever the filter. */
export const COUNTED = FILTER_STATES.filter((state) => state !== 'tools');

const TESTS = COUNTED.map((state) => compileFilter({ kind: 'state', state }));

const knownStates = new Map<string, readonly FilterState[]>();

/** The same list for the same states: of 100,000 records few differ. */
function sameStates(states: readonly FilterState[]): readonly FilterState[] {
  const key = states.join();
  const known = knownStates.get(key) ?? states;
  knownStates.set(key, known);
  return known;
}

/** The text of the response that counts; empty where there is none. */
function textOf(record: OpenRecord | null): string {
  const response = record?.transcript.responses.find(({ id }) => id !== 'rejected');
  return response === undefined ? '' : responseText(response).text;
}

function noCounts(): Record<FilterState, number> {
  return Object.fromEntries(FILTER_STATES.map((state) => [state, 0])) as Record<FilterState, number>;
}

function memoryKey(model: DatasetModel): string {
  return `rationale.queue:${model.uri.toString()}`;
}

/** @throws UserError when a queue is asked for and no dataset is open. */
export function openDataset({ model }: ActiveDataset): DatasetModel {
  if (model === null)
    throw new UserError(vscode.l10n.t('Open a dataset first: the queue is made of its records.'));
  return model;
}

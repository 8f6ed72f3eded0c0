import type { CurationState } from '../core/curation/state.ts';
import type { LineSummary } from '../core/scan/lineSummary.ts';
import type { DatasetModel } from './datasetModel.ts';
import type { Judgements } from './judgements.ts';
import type { KeyInHand } from './keyInHand.ts';
import { contextKeyOfLine } from './lineTraits.ts';
import { forEachLine } from './slices.ts';

/** What is known of the lines of a dataset. */
export interface Knowledge {
  readonly model: DatasetModel;
  readonly state: CurationState;
  readonly judgements: Pick<Judgements, 'placements'>;
}

/**
 * What a view found out about each line of a dataset. After a decision it looks again only at the lines that the decision is
 * about: looking at a hundred thousand takes half a second, and the next key would meet it.
 */
export class LineMemory<T> {
  readonly #keys: Pick<KeyInHand, 'giveWay'>;
  #model: DatasetModel | null = null;
  #state: CurationState | null = null;
  #summaries: (LineSummary | null | undefined)[] = [];
  #found: T[] = [];
  /** How much of what came to be known was taken in. */
  #touched = 0;
  #placed = 0;
  /** What lines have to be looked at again for, until all were. */
  #stale = new Stale();
  #version = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param keys what looking at lines gives way to */
  constructor(keys: Pick<KeyInHand, 'giveWay'>) {
    this.#keys = keys;
  }

  /** Another number whenever a line's text or what was found out about it changed. */
  get version(): number {
    return this.#version;
  }

  /** Has every line looked at again the next time: what is looked for is something else. */
  forget(): void {
    this.#model = null;
  }

  /**
   * Brings it up to date.
   * @param isStopped asked before every line
   * @param look what a line comes to; depends on nothing but the line's text and summary, and what log and judge say of it
   * @returns what was found out about each line; null where it was stopped.
   */
  update(
    knowledge: Knowledge,
    isStopped: () => boolean,
    look: (line: number, summary: LineSummary | null) => T,
  ): Promise<readonly T[] | null> {
    const next = this.#last.then(() => this.#update(knowledge, isStopped, look));
    this.#last = next.catch(() => {});
    return next;
  }

  async #update(
    { model, state, judgements }: Knowledge,
    isStopped: () => boolean,
    look: (line: number, summary: LineSummary | null) => T,
  ): Promise<readonly T[] | null> {
    await this.#keys.giveWay();
    if (model !== this.#model || state !== this.#state) this.#begin(model, state);
    const placements = judgements.placements(model);
    for (; this.#touched < state.touched.length; this.#touched++)
      this.#stale.addRecord(state.touched[this.#touched] as string);
    for (; this.#placed < placements.length; this.#placed++)
      this.#stale.summaries.add(placements[this.#placed] as LineSummary);
    const { lineCount } = model.source;
    if (this.#summaries.length > lineCount) {
      for (const summary of this.#summaries.slice(lineCount)) this.#addNamesakes(model, summary, 1);
      this.#summaries.length = lineCount;
      this.#found.length = lineCount;
      this.#version++;
    }
    // Lines above may be of records that share an id with one that comes, goes or changes below.
    const isFirst = this.#summaries.length === 0;
    const now: (LineSummary | null)[] = [];
    for (let line = 0; line < lineCount; line++)
      now.push(isFirst ? model.knownSummary(line) : this.#noteChange(model, line));
    const stale = this.#stale;
    this.#stale = new Stale();
    const whole = await forEachLine(
      model.source,
      isStopped,
      (line) => {
        const summary = model.knownSummary(line);
        const isChanged = this.#summaries[line] !== summary;
        if (!isChanged && !stale.holds(model, line, summary)) return;
        const found = look(line, summary);
        if (isChanged || found !== this.#found[line]) this.#version++;
        // What came meanwhile is looked at the next time, together with the records that it bears on.
        this.#summaries[line] = now[line];
        this.#found[line] = found;
      },
      this.#keys.giveWay,
    );
    if (!whole) this.#stale.addAll(stale);
    return whole ? this.#found : null;
  }

  #begin(model: DatasetModel, state: CurationState): void {
    this.#model = model;
    this.#state = state;
    this.#summaries = [];
    this.#found = [];
    this.#touched = state.touched.length;
    this.#placed = 0;
    this.#stale = new Stale();
    this.#version++;
  }

  #noteChange(model: DatasetModel, line: number): LineSummary | null {
    const before = this.#summaries[line];
    const now = model.knownSummary(line);
    if (before !== now) {
      this.#addNamesakes(model, before, 1);
      this.#addNamesakes(model, now, 2);
    }
    return now;
  }

  /** The log asks whether a record's id is the only one, so records of the same id are looked at again with it. */
  #addNamesakes(model: DatasetModel, summary: LineSummary | null | undefined, least: number): void {
    const id = summary?.recordId;
    if (id == null || this.#state?.isEmpty !== false) return;
    if (model.idCount(id) >= least) this.#stale.ids.add(id);
  }
}

const ID = 'id:';

/** Records and lines that have to be looked at again. */
class Stale {
  readonly ids = new Set<string>();
  readonly contexts = new Set<string>();
  readonly summaries = new Set<LineSummary>();

  addRecord(key: string): void {
    if (key.startsWith(ID)) this.ids.add(key.slice(ID.length));
    else this.contexts.add(key);
  }

  addAll({ ids, contexts, summaries }: Stale): void {
    for (const id of ids) this.ids.add(id);
    for (const context of contexts) this.contexts.add(context);
    for (const summary of summaries) this.summaries.add(summary);
  }

  holds(model: DatasetModel, line: number, summary: LineSummary | null): boolean {
    if (summary === null || summary.kind !== 'transcript') return false;
    if (this.summaries.size > 0 && this.summaries.has(summary)) return true;
    if (this.ids.size > 0 && summary.recordId !== null && this.ids.has(summary.recordId)) return true;
    return this.contexts.size > 0 && this.contexts.has(contextKeyOfLine(model, line, summary));
  }
}

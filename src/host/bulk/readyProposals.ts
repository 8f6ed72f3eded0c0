import { setImmediate as pause } from 'node:timers/promises';
import type { ProposeEntry } from '../../core/curation/decision.ts';
import { type CurationState, readyProposals } from '../../core/curation/state.ts';
import { ALIKE, RewriteIndex } from '../../core/rewrite/checks/distinct.ts';
import type { LineSummary } from '../../core/scan/lineSummary.ts';
import type { DatasetModel } from '../datasetModel.ts';
import type { AcceptedText } from '../decisions.ts';
import { type OpenRecord, readLine, traitsOf } from '../records.ts';

const LINES_AT_ONCE = 50;

/** Whether the log can know the record of a line at all; most lines are told apart from those without being read. */
function mayWait(summary: LineSummary, waiting: ReadonlySet<string>, hasContexts: boolean): boolean {
  if (summary.kind !== 'transcript') return false;
  return hasContexts || (summary.recordId !== null && waiting.has(`id:${summary.recordId}`));
}

/** Finds the records for which bulk proposals are ready, reading only those that the log speaks of. */
export class ReadyRecords {
  readonly #model: DatasetModel;
  readonly #state: CurationState;
  readonly #waiting: ReadonlySet<string>;
  readonly #hasContexts: boolean;

  constructor(model: DatasetModel, state: CurationState) {
    this.#model = model;
    this.#state = state;
    this.#waiting = state.waitingRecords;
    this.#hasContexts = [...this.#waiting].some((key) => key.startsWith('context:'));
  }

  /** The proposals that can be accepted for a line's record, as it stands now. */
  at(line: number): readonly { readonly record: OpenRecord; readonly entry: ProposeEntry }[] {
    const summary = this.#model.knownSummary(line) ?? this.#model.summary(line);
    if (!mayWait(summary, this.#waiting, this.#hasContexts)) return [];
    const { record } = readLine(this.#model, line);
    if (record === null) return [];
    const traits = traitsOf(record);
    return record.transcript.responses.flatMap(({ id }) =>
      readyProposals(this.#state.about(traits, id), traits.hash(id)).map((entry) => ({ record, entry })),
    );
  }

  /** The next line in that direction, beginning anew at the other end; null when no proposal is ready. */
  next(from: number, direction: 1 | -1): number | null {
    const { lineCount } = this.#model.source;
    for (let step = 1; step <= lineCount; step++) {
      const line = (from + direction * step + lineCount * step) % lineCount;
      if (this.at(line).length > 0) return line;
    }
    return null;
  }

  /**
   * For each record the newest proposal of each response whose checks all pass, as texts to accept. Of rewrites that are
   * like each other, or like one that was accepted since they were checked, at most one is taken.
   */
  async passing(signal: AbortSignal): Promise<Passing> {
    const found: PassingRecord[] = [];
    let alike = 0;
    const taken = new RewriteIndex();
    for (const entry of this.#state.entriesInForce())
      if (entry.type === 'accept' || entry.type === 'accept-edited') taken.add(entry.id, entry.after);
    const isLikeAnother = ({ proposal }: ProposeEntry) =>
      (taken.nearest(proposal.text)?.similarity ?? 0) >= ALIKE;
    for (let line = 0; line < this.#model.source.lineCount; line++) {
      if (line % LINES_AT_ONCE === 0) await pause();
      signal.throwIfAborted();
      const byResponse = new Map<string, { readonly record: OpenRecord; readonly entry: ProposeEntry }>();
      for (const one of this.at(line)) {
        const { checks, response } = one.entry;
        // A proposal that nothing was said about passes nothing.
        if (checks.length > 0 && checks.every(({ verdict }) => verdict === 'pass'))
          byResponse.set(response.id, one);
      }
      const [first] = byResponse.values();
      if (first === undefined) continue;
      const entries = [...byResponse.values()].map(({ entry }) => entry);
      if (entries.some(isLikeAnother)) {
        alike++;
        continue;
      }
      for (const { id, proposal } of entries) taken.add(id, proposal.text);
      found.push({ record: first.record, entries, texts: entries.flatMap(textsOf) });
    }
    return { records: found, alike };
  }
}

/** What may be accepted together. */
export interface Passing {
  readonly records: readonly PassingRecord[];
  /** Records left out because their rewrite is too much like another. */
  readonly alike: number;
}

/** A record with proposals that pass, one for each of its responses at most. */
export interface PassingRecord {
  readonly record: OpenRecord;
  readonly entries: readonly ProposeEntry[];
  readonly texts: readonly AcceptedText[];
}

function textsOf(entry: ProposeEntry): readonly AcceptedText[] {
  const { place, before, proposal, reasoning, response } = entry;
  const texts: AcceptedText[] = [
    { target: { response: response.id, origin: place, original: before }, after: proposal.text, proposal },
  ];
  if (reasoning !== undefined) {
    // One answer was paid for, so only one entry tells what it cost.
    const free = { ...proposal, text: reasoning.text, usage: null, costUsd: null };
    texts.unshift({
      target: { response: response.id, origin: reasoning.place, original: reasoning.before },
      after: reasoning.text,
      proposal: free,
    });
  }
  return texts.filter(({ target, after }) => after !== target.original);
}

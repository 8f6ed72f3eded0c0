import * as vscode from 'vscode';
import { requestOf } from '../core/bulk/ask.ts';
import type { ProposeEntry, ProposeFailedEntry } from '../core/curation/decision.ts';
import type { RecordTraits } from '../core/curation/state.ts';
import { takenBackRewrites, undecidedAgain } from '../core/curation/takenBack.ts';
import type { Origin, ResponseId } from '../core/dataset/transcript.ts';
import type { Proposal } from '../core/rewrite/proposal.ts';
import { advance } from '../core/rewrite/proposals.ts';
import type { CurationLogs } from './curationLogs.ts';
import { type OpenRecord, traitsOf } from './records.ts';

/** Most proposals kept over a restart; the oldest go first. */
const KEPT = 500;
const STORAGE_KEY = 'rationale.proposals';

/** Which record a proposal or a draft is for: its key then, and what tells records of the same key apart. */
export interface RecordMark {
  readonly record: string;
  /** Hash of the response's text then. */
  readonly hash: string;
  /** Where it stood, from 1. */
  readonly line: number;
}

/** The mark of a record as it stands now. */
export function markOf(record: OpenRecord, response: ResponseId): RecordMark {
  const { hash, line } = traitsOf(record);
  return { record: record.key, hash: hash(response), line };
}

/** Whether a record is the one that was marked; records of one prompt and no id differ by their texts or their place. */
export function isMarked(mark: RecordMark, traits: RecordTraits, response: ResponseId): boolean {
  if (mark.record === traits.idKey) {
    if (traits.idIsUnique) return true;
  } else if (!mark.record.startsWith('context:') || mark.record !== traits.contextKey()) {
    return false;
  }
  return mark.line === traits.line || mark.hash === traits.hash(response);
}

interface Stored extends RecordMark {
  readonly dataset: string;
  readonly proposal: Proposal;
}

/**
 * All proposals, by dataset and record key: those asked for in the panel, whose ready ones outlive a reload because they
 * were paid for, and those that the curation log holds, from bulk runs or because their accept was taken back.
 */
export class ProposalStore implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #logs: CurationLogs;
  /** Proposals of the log that were decided, or put away, since they were read; the log says so too, but later. */
  readonly #settled = new Map<string, Proposal | null>();
  readonly #all: Map<string, Stored>;
  readonly #changed = new vscode.EventEmitter<{ readonly dataset: string; readonly record: string }>();
  readonly onDidChange = this.#changed.event;

  constructor(memento: vscode.Memento, logs: CurationLogs) {
    this.#memento = memento;
    this.#logs = logs;
    this.#all = new Map(
      memento.get<readonly Stored[]>(STORAGE_KEY, []).map((stored) => [
        stored.proposal.id,
        stored.proposal.state === 'pending'
          ? {
              ...stored,
              proposal: advance(stored.proposal, {
                type: 'fail',
                problem: vscode.l10n.t(
                  'The window was closed before the rewrite was whole. Nothing was written. Ask for it again.',
                ),
              }),
            }
          : stored,
      ]),
    );
  }

  /**
   * Proposals for one record, oldest first, those of the log before the others; those decided already are left out, unless
   * that decision was taken back.
   */
  open(record: OpenRecord, response: ResponseId): readonly Proposal[] {
    const dataset = record.model.uri.toString();
    const traits = traitsOf(record);
    const { state } = this.#logs.for(record.model.uri);
    const logged = {
      all: state.entriesOf(traits, response),
      inForce: state.about(traits, response).entries,
      hash: traits.hash(response),
    };
    const again = undecidedAgain(logged);
    const own: Proposal[] = [];
    for (const stored of this.#all.values()) {
      const { proposal } = stored;
      if (stored.dataset !== dataset || proposal.target.response !== response) continue;
      if (!isOpen(proposal) && !again.has(proposal.id)) continue;
      if (isMarked(stored, traits, response)) own.push(isOpen(proposal) ? proposal : this.#takenBack(stored));
    }
    const bulk = this.#logged(record, response, traits);
    const known = new Set([...bulk, ...own].map(({ id }) => id));
    const restored = takenBackRewrites(logged, (place) => isInAnswer(record, response, place)).filter(
      ({ id }) => !known.has(id) && this.#settled.get(id) !== null,
    );
    for (const { id } of [...bulk, ...restored]) if (again.has(id)) this.#forgetDecided(id);
    return [...bulk, ...restored, ...own];
  }

  get(id: string): Proposal | undefined {
    return this.#all.get(id)?.proposal ?? this.#settled.get(id) ?? undefined;
  }

  /** Keeps a new proposal. */
  add(record: OpenRecord, proposal: Proposal): void {
    const dataset = record.model.uri.toString();
    this.#put({ dataset, ...markOf(record, proposal.target.response), proposal });
  }

  /** Replaces a proposal by what became of it; `quiet` for text that grows, which is shown but neither stored nor announced. */
  update(proposal: Proposal, quiet = false): void {
    const stored = this.#all.get(proposal.id);
    if (stored === undefined) {
      // Of a bulk run: the log keeps what became of it.
      this.#settled.set(proposal.id, proposal);
      return;
    }
    if (quiet) this.#all.set(proposal.id, { ...stored, proposal });
    else this.#put({ ...stored, proposal });
  }

  remove(id: string): void {
    const stored = this.#all.get(id);
    if (stored === undefined) {
      this.#settled.set(id, null);
      return;
    }
    this.#all.delete(id);
    this.#save();
    this.#changed.fire(stored);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #logged(record: OpenRecord, response: ResponseId, traits: RecordTraits): readonly Proposal[] {
    const { proposals, failure } = this.#logs.for(record.model.uri).state.about(traits, response);
    const hash = traits.hash(response);
    const logged = proposals.map((entry) => proposalOf(entry, entry.response.hash === hash));
    if (failure !== null && failure.response.hash === hash) logged.push(failureOf(failure));
    return logged.flatMap((proposal) => {
      const settled = this.#settled.get(proposal.id);
      // An accept that was taken back brings its proposal back, which only the log knows; what was put away stays away.
      if (settled === null) return [];
      return [settled?.state === 'stale' ? settled : proposal];
    });
  }

  /** Its decision was taken back, which only the log knows; it waits for another. */
  #takenBack(stored: Stored): Proposal {
    const proposal = advance(stored.proposal, { type: 'take-back' });
    this.#all.set(proposal.id, { ...stored, proposal });
    this.#save();
    return proposal;
  }

  /** The same for one that the log holds. */
  #forgetDecided(id: string): void {
    const settled = this.#settled.get(id);
    if (settled != null && !isOpen(settled)) this.#settled.delete(id);
  }

  #put(stored: Stored): void {
    this.#all.set(stored.proposal.id, stored);
    this.#save();
    this.#changed.fire(stored);
  }

  #save(): void {
    const open = [...this.#all.values()].filter(({ proposal }) => isOpen(proposal));
    void this.#memento.update(STORAGE_KEY, open.slice(-KEPT));
  }
}

function isInAnswer(record: OpenRecord, response: ResponseId, { path, start }: Origin): boolean {
  const name = JSON.stringify(path);
  return (
    record.transcript.responses
      .find(({ id }) => id === response)
      ?.turn.segments.some(
        ({ kind, origin }) =>
          kind === 'text' && origin?.start === start && JSON.stringify(origin.path) === name,
      ) ?? false
  );
}

function isOpen({ state }: Proposal): boolean {
  return state !== 'accepted' && state !== 'rejected';
}

const changed = () =>
  vscode.l10n.t(
    'The response was changed after a bulk run made this rewrite for it. Nothing was written. Ask for a new one.',
  );

/** A proposal of the log as the panel shows it; `stands` while the response's text is the one that it was made for. */
export function proposalOf(entry: ProposeEntry, stands: boolean): Proposal {
  const { text, id: _id, ...provenance } = entry.proposal;
  const target = (place: ProposeEntry['place'], original: string) => ({
    response: entry.response.id,
    origin: place,
    original,
  });
  const { reasoning } = entry;
  return {
    id: entry.id,
    target: target(entry.place, entry.before),
    state: stands ? 'ready' : 'stale',
    text,
    ...(reasoning === undefined
      ? {}
      : { reasoning: { target: target(reasoning.place, reasoning.before), text: reasoning.text } }),
    ask: `${entry.run} ${requestOf(entry.ask)}`,
    provenance,
    problem: stands ? null : changed(),
  };
}

function failureOf(entry: ProposeFailedEntry): Proposal {
  return {
    id: entry.id,
    target: { response: entry.response.id, origin: { path: [], start: 0, end: 0 }, original: '' },
    state: 'failed',
    text: '',
    provenance: {
      strategy: 'bulk',
      model: null,
      promptVersion: null,
      passages: [],
      instruction: null,
      usage: null,
      costUsd: null,
    },
    problem: entry.problem,
  };
}

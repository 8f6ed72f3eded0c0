import * as vscode from 'vscode';
import type { RecordTraits } from '../core/curation/state.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { Proposal } from '../core/rewrite/proposal.ts';
import { advance } from '../core/rewrite/proposals.ts';
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

/** All proposals, by dataset and record key. Ready ones outlive a reload: they were paid for. */
export class ProposalStore implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #all: Map<string, Stored>;
  readonly #changed = new vscode.EventEmitter<{ readonly dataset: string; readonly record: string }>();
  readonly onDidChange = this.#changed.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    this.#all = new Map(
      memento.get<readonly Stored[]>(STORAGE_KEY, []).map((stored) => [
        stored.proposal.id,
        stored.proposal.state === 'pending'
          ? {
              ...stored,
              proposal: advance(stored.proposal, {
                type: 'fail',
                problem:
                  'The window was closed before the rewrite was whole. Nothing was written. Ask for it again.',
              }),
            }
          : stored,
      ]),
    );
  }

  /** Proposals for one record, oldest first; those decided already are left out. */
  open(record: OpenRecord, response: ResponseId): readonly Proposal[] {
    const dataset = record.model.uri.toString();
    const traits = traitsOf(record);
    return [...this.#all.values()]
      .filter(
        (stored) =>
          stored.dataset === dataset &&
          stored.proposal.target.response === response &&
          stored.proposal.state !== 'accepted' &&
          stored.proposal.state !== 'rejected' &&
          isMarked(stored, traits, response),
      )
      .map(({ proposal }) => proposal);
  }

  get(id: string): Proposal | undefined {
    return this.#all.get(id)?.proposal;
  }

  /** Keeps a new proposal. */
  add(record: OpenRecord, proposal: Proposal): void {
    const dataset = record.model.uri.toString();
    this.#put({ dataset, ...markOf(record, proposal.target.response), proposal });
  }

  /** Replaces a proposal by what became of it; `quiet` for text that grows, which is shown but neither stored nor announced. */
  update(proposal: Proposal, quiet = false): void {
    const stored = this.#all.get(proposal.id);
    if (stored === undefined) return;
    if (quiet) this.#all.set(proposal.id, { ...stored, proposal });
    else this.#put({ ...stored, proposal });
  }

  remove(id: string): void {
    const stored = this.#all.get(id);
    if (stored === undefined) return;
    this.#all.delete(id);
    this.#save();
    this.#changed.fire(stored);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #put(stored: Stored): void {
    this.#all.set(stored.proposal.id, stored);
    this.#save();
    this.#changed.fire(stored);
  }

  #save(): void {
    const open = [...this.#all.values()].filter(
      ({ proposal }) => proposal.state !== 'accepted' && proposal.state !== 'rejected',
    );
    void this.#memento.update(STORAGE_KEY, open.slice(-KEPT));
  }
}

import * as vscode from 'vscode';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { Proposal } from '../core/rewrite/proposal.ts';
import { advance } from '../core/rewrite/proposals.ts';

/** Most proposals kept over a restart; the oldest go first. */
const KEPT = 500;
const STORAGE_KEY = 'rationale.proposals';

interface Stored {
  readonly dataset: string;
  readonly record: string;
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
  open(dataset: string, record: string, response: ResponseId): readonly Proposal[] {
    return [...this.#all.values()]
      .filter(
        (stored) =>
          stored.dataset === dataset &&
          stored.record === record &&
          stored.proposal.target.response === response &&
          stored.proposal.state !== 'accepted' &&
          stored.proposal.state !== 'rejected',
      )
      .map(({ proposal }) => proposal);
  }

  get(id: string): Proposal | undefined {
    return this.#all.get(id)?.proposal;
  }

  /** Adds or replaces; `quiet` for text that grows, which is shown but neither stored nor announced. */
  put(dataset: string, record: string, proposal: Proposal, quiet = false): void {
    this.#all.set(proposal.id, { dataset, record, proposal });
    if (quiet) return;
    this.#save();
    this.#changed.fire({ dataset, record });
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

  #save(): void {
    const open = [...this.#all.values()].filter(
      ({ proposal }) => proposal.state !== 'accepted' && proposal.state !== 'rejected',
    );
    void this.#memento.update(STORAGE_KEY, open.slice(-KEPT));
  }
}

import { type LeftChanges, NONE_LEFT, withChange } from '../core/rewrite/mixture.ts';
import type { WebviewMessage } from '../protocol/panel.ts';
import type { ProposalStore } from './proposalStore.ts';

/** The changes of ready proposals that the curator left out; the others are taken. */
export class LeftOut {
  readonly #store: Pick<ProposalStore, 'get'>;
  readonly #left: Map<string, LeftChanges>;

  /** @param kept what `kept` gave when the session was last put away */
  constructor(store: Pick<ProposalStore, 'get'>, kept: Readonly<Record<string, LeftChanges>>) {
    this.#store = store;
    this.#left = new Map(Object.entries(kept));
  }

  of(proposal: string): LeftChanges {
    return this.#left.get(proposal) ?? NONE_LEFT;
  }

  /** As plain data, to be remembered. */
  get kept(): Readonly<Record<string, LeftChanges>> {
    return Object.fromEntries(this.#left);
  }

  /** Takes or leaves what the panel asks for; a rewrite that is not ready has nothing to take. */
  take({ proposal: id, part, index, taken }: Extract<WebviewMessage, { type: 'take-change' }>): void {
    const proposal = this.#store.get(id);
    if (proposal?.state !== 'ready') return;
    this.#left.set(id, withChange(proposal, this.of(id), part, index, taken));
    for (const known of [...this.#left.keys()]) {
      // A proposal that was decided needs no memory of what was left out of it.
      if (this.#store.get(known)?.state !== 'ready') this.#left.delete(known);
    }
  }
}

import { type LeftChanges, NONE_LEFT, withChange } from '../core/rewrite/mixture.ts';
import type { Proposal } from '../core/rewrite/proposal.ts';
import type { WebviewMessage } from '../protocol/panel.ts';

/** Most proposals of which is remembered what was left out. */
const KEPT = 200;

/** The changes of ready proposals that the curator left out; the others are taken. */
export class LeftOut {
  readonly #left: Map<string, LeftChanges>;

  /** @param kept what `kept` gave when the session was last put away */
  constructor(kept: Readonly<Record<string, LeftChanges>>) {
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
  take(
    proposal: Proposal,
    {
      part,
      index,
      taken,
    }: Pick<Extract<WebviewMessage, { type: 'take-change' }>, 'part' | 'index' | 'taken'>,
  ): void {
    if (proposal.state !== 'ready') return;
    const left = withChange(proposal, this.of(proposal.id), part, index, taken);
    // Anew at the end: the oldest go first.
    this.#left.delete(proposal.id);
    this.#left.set(proposal.id, left);
    for (const known of [...this.#left.keys()]) if (this.#left.size > KEPT) this.#left.delete(known);
  }
}

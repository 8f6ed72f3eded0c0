import type { Proposal } from '../core/rewrite/proposal.ts';
import type { ProposalView } from '../protocol/proposals.ts';

/**
 * Which proposal is on show while the curator has chosen none: of candidates that were asked for together the first that is
 * ready, and the best once all of them are there; of others the newest.
 */
export class Preselection {
  /** The ask, or the lone proposal, that the choice is for. */
  #of: string | null = null;
  #id: string | null = null;
  #isFinal = false;

  /** The proposal to show; null when there is none. */
  among(open: readonly Proposal[]): Proposal | null {
    const group = newestAsk(open);
    return (
      group.find(({ id }) => id === this.#id) ?? group.find(isReady) ?? group.at(-1) ?? open.at(-1) ?? null
    );
  }

  /** Takes notice of what candidates have become. A choice that stands on show is moved at most once, when the last lands. */
  follow(views: readonly ProposalView[]): void {
    const group = newestAsk(views);
    const of = group[0]?.ask ?? group[0]?.id ?? null;
    if (of !== this.#of) {
      this.#of = of;
      this.#id = null;
      this.#isFinal = false;
    }
    const stands = group.some(({ id }) => id === this.#id);
    if (this.#isFinal && stands) return;
    const ready = group.filter(isReady);
    this.#isFinal = ready.length > 0 && group.every(({ state }) => state !== 'pending');
    if (this.#isFinal) this.#id = best(ready)?.id ?? null;
    else if (!stands) this.#id = ready[0]?.id ?? null;
  }
}

/** The candidates of the newest ask that may still be of use; the newest alone where none is. */
function newestAsk<P extends Pick<Proposal, 'state'> & { readonly ask?: string | null | undefined }>(
  open: readonly P[],
): readonly P[] {
  const newest = open.at(-1);
  if (newest === undefined) return [];
  const together = open.filter(({ ask, state }) => ask != null && ask === newest.ask && state !== 'failed');
  return together.length > 0 ? together : [newest];
}

function isReady({ state }: Pick<Proposal, 'state'>): boolean {
  return state === 'ready';
}

/** Fewest failed checks, then fewest faults that the rubric still finds; the first of equals. */
function best(ready: readonly ProposalView[]): ProposalView | undefined {
  // All were made for one text, so what they fix and bring tells how many findings are left of each.
  const faults = ({ assessment, fixes, brings }: ProposalView) =>
    assessment === null
      ? Number.MAX_SAFE_INTEGER
      : brings.filter(({ merit }) => !merit).length - fixes.length;
  const failed = ({ checks }: ProposalView) => checks.filter(({ verdict }) => verdict === 'fail').length;
  return [...ready].sort((a, b) => failed(a) - failed(b) || faults(a) - faults(b))[0];
}

import type { CostReport } from '../report/report.ts';
import type { CurationEntry, LoggedProposal } from './decision.ts';

/**
 * What the answers behind entries cost, by the provider's own figures, summed as they come. An answer that several
 * entries speak of (it was proposed, then accepted) is counted once; what was taken back was paid all the same.
 */
export class CostSum {
  #usd = 0;
  #answers = 0;
  #unpriced = 0;
  #inputTokens = 0;
  #outputTokens = 0;
  readonly #seen = new Set<string>();

  /** @returns whether the entry speaks of an answer that none before it spoke of. */
  add(entry: CurationEntry): boolean {
    const proposal = proposalOf(entry);
    if (proposal === null || proposal.model === null || proposal.usage === null) return false;
    const name = proposal.answerId ?? `${proposal.requestHash ?? entry.response.hash} ${proposal.text}`;
    if (this.#seen.has(name)) return false;
    this.#seen.add(name);
    this.#answers++;
    if (proposal.costUsd === null) this.#unpriced++;
    else this.#usd += proposal.costUsd;
    this.#inputTokens += proposal.usage.inputTokens;
    this.#outputTokens += proposal.usage.outputTokens;
    return true;
  }

  get report(): CostReport {
    return {
      usd: this.#usd,
      answers: this.#answers,
      unpriced: this.#unpriced,
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
    };
  }
}

/** What all of the entries cost; see `CostSum`. */
export function costOf(entries: Iterable<CurationEntry>): CostReport {
  const sum = new CostSum();
  for (const entry of entries) sum.add(entry);
  return sum.report;
}

/** The costs of a log that grows, in all and since a moment: each look reads only what has come since the last. */
export class RunningCost {
  readonly #since: string;
  readonly #all = new CostSum();
  readonly #now = new CostSum();
  #read = 0;

  /** @param since ISO time. */
  constructor(since: string) {
    this.#since = since;
  }

  /** @param arrived all entries, in the order in which they came; later looks get the same list, grown. */
  look(arrived: readonly CurationEntry[]): { readonly all: CostReport; readonly since: CostReport } {
    // An answer that was paid before and is only decided now costs nothing now.
    for (const entry of arrived.slice(this.#read))
      if (this.#all.add(entry) && entry.at >= this.#since) this.#now.add(entry);
    this.#read = arrived.length;
    return { all: this.#all.report, since: this.#now.report };
  }
}

function proposalOf(entry: CurationEntry): LoggedProposal | null {
  return 'proposal' in entry ? entry.proposal : null;
}

import type { CostReport } from '../report/report.ts';
import type { Provenance } from '../rewrite/proposal.ts';
import { hashText } from '../text/hash.ts';
import type { CurationEntry, LoggedProposal } from './decision.ts';

/** An answer as it was paid. */
export interface PaidAnswer {
  /** Tells it from every other, whichever way it is spoken of. */
  readonly name: string;
  /** US dollars; null when the price is not known. */
  readonly usd: number | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const NO_TOKENS = { inputTokens: 0, outputTokens: 0 } as const;

/**
 * The name of the answer that a rewrite came from; it holds nothing of the text, since names are remembered.
 * @param hash of the response that it was made for.
 */
export function answerName(
  { answerId, requestHash }: Pick<Provenance, 'answerId' | 'requestHash'>,
  text: string,
  hash: string,
): string {
  return answerId ?? `${requestHash ?? hash} ${hashText(text)}`;
}

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
    if (entry.type === 'propose-failed') {
      // An answer that was no rewrite was paid too; what it cost is all that is known of it.
      const { id: name, costUsd: usd } = entry;
      return usd === null || usd === 0 ? false : this.addAnswer({ name, usd, ...NO_TOKENS });
    }
    const proposal = proposalOf(entry);
    if (proposal === null || proposal.model === null || proposal.usage === null) return false;
    const name = answerName(proposal, proposal.text, entry.response.hash);
    return this.addAnswer({ name, usd: proposal.costUsd, ...proposal.usage });
  }

  /** The same for an answer that no entry speaks of. */
  addAnswer({ name, usd, inputTokens, outputTokens }: PaidAnswer): boolean {
    if (this.#seen.has(name)) return false;
    this.#seen.add(name);
    this.#answers++;
    if (usd === null) this.#unpriced++;
    else this.#usd += usd;
    this.#inputTokens += inputTokens;
    this.#outputTokens += outputTokens;
    return true;
  }

  /** Whether the answer of that name was counted. */
  has(name: string): boolean {
    return this.#seen.has(name);
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

  /** Whether an answer of that name was among what was looked at. */
  knows(name: string): boolean {
    return this.#all.has(name);
  }
}

function proposalOf(entry: CurationEntry): LoggedProposal | null {
  return 'proposal' in entry ? entry.proposal : null;
}

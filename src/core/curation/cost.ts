import type { CostReport } from '../report/report.ts';
import type { CurationEntry, LoggedProposal } from './decision.ts';

/**
 * What the answers behind the entries cost, by the provider's own figures. An answer that several entries speak of (it
 * was proposed, then accepted) is counted once; what was taken back was paid all the same.
 */
export function costOf(entries: Iterable<CurationEntry>): CostReport {
  let usd = 0;
  let answers = 0;
  let unpriced = 0;
  let inputTokens = 0;
  let outputTokens = 0;
  const seen = new Set<string>();
  for (const entry of entries) {
    const proposal = proposalOf(entry);
    if (proposal === null || proposal.model === null || proposal.usage === null) continue;
    const name = proposal.answerId ?? `${proposal.requestHash ?? entry.response.hash} ${proposal.text}`;
    if (seen.has(name)) continue;
    seen.add(name);
    answers++;
    if (proposal.costUsd === null) unpriced++;
    else usd += proposal.costUsd;
    inputTokens += proposal.usage.inputTokens;
    outputTokens += proposal.usage.outputTokens;
  }
  return { usd, answers, unpriced, inputTokens, outputTokens };
}

function proposalOf(entry: CurationEntry): LoggedProposal | null {
  return 'proposal' in entry ? entry.proposal : null;
}

import { answerName, CostSum } from '../core/curation/cost.ts';
import type { AcceptEntry } from '../core/curation/decision.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { PartResult } from '../core/rewrite/checks/checksFor.ts';
import type { Proposal } from '../core/rewrite/proposal.ts';
import { strategyNamed } from '../core/rewrite/strategies.ts';
import type { ProposalView, SpentView } from '../protocol/proposals.ts';
import type { CurationSession } from './curationSession.ts';
import { isPassedOver, type PlacedProposal, placeProposal, proposalView } from './proposalView.ts';
import { type OpenRecord, traitsOf } from './records.ts';
import type { SessionServices } from './sessionServices.ts';

/** The open proposals for the response on show as the panel shows them, each assessed and checked. */
export async function proposalViews(
  services: SessionServices,
  session: CurationSession,
  record: OpenRecord,
): Promise<readonly ProposalView[]> {
  return Promise.all(
    placedProposals(services, session, record).map(async (each) =>
      proposalView(record, each, await checksOf(services, record, each)),
    ),
  );
}

/** The open proposals for the response on show, those left out that an accept has passed over. */
export function placedProposals(
  services: SessionServices,
  session: CurationSession,
  record: OpenRecord,
): readonly PlacedProposal[] {
  const response = session.responseOf(record);
  const accepted = acceptedTogether(services, record, response);
  return services.store
    .open(record, response)
    .map((proposal) => placeProposal(record, proposal, session.leftOf(proposal.id)))
    .filter(({ proposal, line }) => line !== null || !isPassedOver(record, proposal, accepted));
}

/** What was paid for rewrites of a response, by the provider's own figures; null while nothing was. */
export function spentOn(
  { logs, store, spending }: SessionServices,
  record: OpenRecord,
  response: ResponseId,
): SpentView | null {
  const traits = traitsOf(record);
  const sum = new CostSum();
  for (const entry of logs.for(record.model.uri).state.entriesOf(traits, response)) sum.add(entry);
  for (const { provenance, text } of store.open(record, response)) {
    const { usage, costUsd } = provenance;
    if (usage === null) continue;
    sum.addAnswer({ name: answerName(provenance, text, traits.hash(response)), usd: costUsd, ...usage });
  }
  // Candidates that failed, or were passed over and forgotten, were paid all the same.
  for (const answer of spending.answers(record.model.uri))
    if (answer.record === record.key && answer.response === response) sum.addAnswer(answer);
  const { answers: rewrites, usd, unpriced } = sum.report;
  return rewrites === 0 ? null : { rewrites, usd, unpriced };
}

/** The texts of the accept that made the response what it is now, with those that were accepted together with it. */
function acceptedTogether({ logs }: SessionServices, record: OpenRecord, response: ResponseId) {
  const { last, entries } = logs.for(record.model.uri).state.about(traitsOf(record), response);
  if (last === null || !('hashAfter' in last)) return [];
  return entries
    .filter((entry): entry is AcceptEntry => 'hashAfter' in entry)
    .filter((entry) => entry === last || (last.batch !== undefined && entry.batch === last.batch))
    .map(({ place: origin, before, after }) => ({ origin, before, after }));
}

/** The panel is sent its state again and again; what the checks said holds while nothing of this changes. */
const checked = new WeakMap<
  Proposal,
  {
    readonly line: string;
    readonly constitution: object;
    readonly decided: number;
    readonly checks: readonly PartResult[];
  }
>();

async function checksOf(
  { constitutions, logs, rewriter, checks }: SessionServices,
  record: OpenRecord,
  { proposal, texts, line }: PlacedProposal,
): Promise<readonly PartResult[]> {
  if (line === null) return [];
  const { constitution } = await constitutions.for(record.model.uri);
  const { state } = logs.for(record.model.uri);
  const decided = state.decidedRecords;
  const known = checked.get(proposal);
  if (known?.line === line && known.constitution === constitution && known.decided === decided)
    return known.checks;
  const { target, reasoning, provenance } = proposal;
  const request = await rewriter.requestFor(
    record,
    { target, reasoning: reasoning?.target ?? null },
    provenance.instruction,
  );
  const text = (name: string) => texts.find((each) => each.name === name)?.text ?? null;
  const results = checks.of(
    request,
    { text: text('answer') ?? '', reasoning: text('reasoning') },
    { strategy: strategyNamed(provenance.strategy), constitution, log: state, record: record.key },
  );
  checked.set(proposal, { line, constitution, decided, checks: results });
  return results;
}

import { MOVED } from '../rewrite/moveOriginal.ts';
import type { Proposal, ProposalTarget } from '../rewrite/proposal.ts';
import type { AcceptEntry, CurationEntry, ReplacedPlace } from './decision.ts';

/** What the log says of one response, and which of it is in force. */
export interface Logged {
  /** What was taken back included, oldest first. */
  readonly all: readonly CurationEntry[];
  readonly inForce: readonly CurationEntry[];
  /** Of the response's present text. */
  readonly hash: string;
}

/** Ids of proposals whose last decision was taken back, so that they wait for another. */
export function undecidedAgain({ all, inForce }: Omit<Logged, 'hash'>): ReadonlySet<string> {
  const decided = new Set(inForce.flatMap(decidedId));
  return new Set(all.flatMap(decidedId).filter((id) => !decided.has(id)));
}

/**
 * Rewrites whose accept was taken back, made anew from the log, for the text that the response has now. Of what was written
 * by hand it is the accepted text, of what a model wrote it is the model's.
 * @param isAnswer whether a place of the response is in its answer, not in its reasoning.
 */
export function takenBackRewrites(
  logged: Logged,
  isAnswer: (place: ReplacedPlace) => boolean,
): readonly Proposal[] {
  const waiting = undecidedAgain(logged);
  const together = new Map<string, AcceptEntry[]>();
  for (const entry of logged.all) {
    if (entry.type !== 'accept' && entry.type !== 'accept-edited') continue;
    if (entry.response.hash !== logged.hash || entry.proposal.strategy === MOVED) continue;
    const id = rewriteName(entry);
    if (!waiting.has(id)) continue;
    const known = together.get(id);
    // Accepted more than once: each accept holds all of its texts, so the last one tells enough.
    if (known !== undefined && known[0]?.batch !== undefined && known[0].batch === entry.batch)
      known.push(entry);
    else together.set(id, [entry]);
  }
  return [...together].flatMap(([id, entries]) => {
    const main = entries.find(({ place }) => isAnswer(place)) ?? entries[0];
    if (main === undefined) return [];
    const other = entries.find((entry) => entry !== main);
    const { id: _id, text: _text, ...provenance } = main.proposal;
    return [
      {
        id,
        target: targetOf(main),
        state: 'ready' as const,
        text: textOf(main),
        ...(other === undefined ? {} : { reasoning: { target: targetOf(other), text: textOf(other) } }),
        provenance,
        problem: null,
      },
    ];
  });
}

function decidedId(entry: CurationEntry): readonly string[] {
  return entry.type === 'accept' || entry.type === 'accept-edited' || entry.type === 'reject'
    ? [rewriteName(entry)]
    : [];
}

/** The rewrite that a decision is about; what was written by hand has no name before it is accepted, so the accept names it. */
export function rewriteName(
  entry: Extract<CurationEntry, { readonly type: 'accept' | 'accept-edited' | 'reject' }>,
): string {
  return entry.proposal.id ?? entry.batch ?? entry.id;
}

function targetOf(entry: AcceptEntry): ProposalTarget {
  return { response: entry.response.id, origin: entry.place, original: entry.before };
}

function textOf({ proposal, after }: AcceptEntry): string {
  return proposal.model === null ? after : proposal.text;
}

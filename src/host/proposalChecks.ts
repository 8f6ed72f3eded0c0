import type { Constitution } from '../core/constitution/constitution.ts';
import { type CurationEntry, isBulk } from '../core/curation/decision.ts';
import type { CurationState } from '../core/curation/state.ts';
import { acceptedRewrites, rewriteId, rewrittenRecord } from '../core/rewrite/checks/acceptedRewrites.ts';
import { checkProposal, type PartResult } from '../core/rewrite/checks/checksFor.ts';
import { RewriteIndex } from '../core/rewrite/checks/distinct.ts';
import { RunIndex } from '../core/rewrite/checks/sharedRun.ts';
import type { RewriteRequest, Strategy } from '../core/rewrite/strategy.ts';

/** The accepted rewrites of one dataset as far as the log was read. */
interface Accepted {
  readonly index: RewriteIndex;
  /** The entry that is in the index, by what it is about. */
  readonly entries: Map<string, CurationEntry>;
  /** How many of the log's entries were read. */
  read: number;
}

/** Runs the checks of proposals, keeping what they compare with: the constitution's words and the accepted rewrites. */
export class ProposalChecks {
  readonly #constitutions = new WeakMap<Constitution, RunIndex>();
  readonly #accepted = new WeakMap<CurationState, Accepted>();

  /** What all checks say of a text, and of the reasoning beside it; the worst first. */
  of(
    request: RewriteRequest,
    texts: { readonly text: string; readonly reasoning: string | null },
    against: {
      readonly strategy: Strategy | null;
      readonly constitution: Constitution;
      readonly log: CurationState;
      /** The key by which the log knows the record. */
      readonly record: string;
    },
  ): readonly PartResult[] {
    const accepted = this.#acceptedIn(against.log);
    return checkProposal(request, texts.text, texts.reasoning, {
      strategy: against.strategy,
      constitution: this.#wordsOf(against.constitution),
      accepted: accepted.index,
      ownId: rewriteId(against.record, request.target.response),
      describe: (id) => rewrittenRecord(accepted.entries.get(id)),
    });
  }

  #wordsOf(constitution: Constitution): RunIndex {
    const known = this.#constitutions.get(constitution);
    if (known !== undefined) return known;
    const index = new RunIndex(constitution.passages.map(({ text }) => text));
    this.#constitutions.set(constitution, index);
    return index;
  }

  /** Follows the log step by step, since reading ten thousand rewrites anew after each decision would be felt. */
  #acceptedIn(log: CurationState): Accepted {
    const accepted: Accepted = this.#accepted.get(log) ?? {
      index: new RewriteIndex(),
      entries: new Map(),
      read: 0,
    };
    this.#accepted.set(log, accepted);
    const { arrived } = log;
    // A bulk run asks after each answer, and what it writes itself accepts nothing.
    const decided = arrived.slice(accepted.read).some((entry) => !isBulk(entry));
    accepted.read = arrived.length;
    if (!decided) return accepted;
    const now = acceptedRewrites(log);
    for (const [id, entry] of accepted.entries) {
      if (now.get(id)?.id === entry.id) continue;
      accepted.entries.delete(id);
      accepted.index.remove(id);
    }
    for (const [id, entry] of now) {
      if (accepted.entries.has(id) || !('after' in entry)) continue;
      accepted.entries.set(id, entry);
      accepted.index.add(id, entry.after);
    }
    return accepted;
  }
}

import type { Citation } from '../core/constitution/citations.ts';
import type { Constitution } from '../core/constitution/constitution.ts';
import type { ResponseCuration } from '../core/curation/state.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { Proposal } from '../core/rewrite/proposal.ts';
import type { Constitutions } from './constitutions.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { ProposalStore } from './proposalStore.ts';
import { type OpenRecord, traitsOf } from './records.ts';

/** The passages that a response's rewrites cite: those of what was decided, and those of proposals still open. */
export function citedIds(curation: ResponseCuration, proposals: readonly Proposal[]): ReadonlySet<string> {
  const decided = curation.entries.flatMap((entry) =>
    entry.type === 'accept' || entry.type === 'accept-edited' ? entry.proposal.passages : [],
  );
  return new Set([...decided, ...proposals.flatMap(({ provenance }) => provenance?.passages ?? [])]);
}

/** What it takes to know which passages a response's rewrites cite, and what became of those. */
export interface CitationServices {
  readonly constitutions: Constitutions;
  readonly logs: CurationLogs;
  readonly store: ProposalStore;
}

/** The citations on a response as they stand in the dataset's constitution. */
export async function citationsOf(
  { constitutions, logs, store }: CitationServices,
  record: OpenRecord,
  response: ResponseId,
): Promise<SortedCitations> {
  const log = logs.for(record.model.uri);
  await log.ready;
  const ids = citedIds(log.state.about(traitsOf(record), response), store.open(record, response));
  const { constitution } = await constitutions.for(record.model.uri);
  return sortCitations(await constitutions.follow(ids, constitution), constitution);
}

/** Citations sorted out for showing: passages of the constitution that are cited, and how many could not be found. */
export interface SortedCitations {
  /** Ids in the constitution of today; `changed` when the words are not those that were cited. */
  readonly here: ReadonlyMap<string, 'same' | 'changed'>;
  /** Sections of passages that the constitution no longer has. */
  readonly gone: readonly string[];
  /** Sections of passages whose old text is not at hand. */
  readonly unknown: readonly string[];
}

export function sortCitations(
  citations: ReadonlyMap<string, Citation>,
  constitution: Constitution,
): SortedCitations {
  const known = new Set(constitution.passages.map(({ id }) => id));
  const here = new Map<string, 'same' | 'changed'>();
  const gone: string[] = [];
  const unknown: string[] = [];
  for (const [cited, citation] of citations) {
    if (citation.kind === 'gone') gone.push(sectionOfId(cited));
    else if (citation.kind === 'unknown') unknown.push(sectionOfId(cited));
    else if (known.has(citation.id) && here.get(citation.id) !== 'changed')
      here.set(citation.id, citation.kind);
  }
  return { here, gone, unknown };
}

function sectionOfId(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('~'))) || 'without a heading';
}

/** What became of citations that do not stand as they were made, as sentences; empty when all do. */
export function citationNotes({ here, gone, unknown }: SortedCitations): readonly string[] {
  const changed = [...here.values()].filter((kind) => kind === 'changed').length;
  const passages = (n: number) => (n === 1 ? 'A cited passage' : `${n} cited passages`);
  return [
    ...(changed === 0 ? [] : [`${passages(changed)} changed since the citation.`]),
    ...(gone.length === 0
      ? []
      : [
          `${passages(gone.length)} ${gone.length === 1 ? 'is' : 'are'} gone from this constitution (${list(gone)}).`,
        ]),
    ...(unknown.length === 0
      ? []
      : [
          `${passages(unknown.length)} (${list(unknown)}) ${unknown.length === 1 ? 'is' : 'are'} not in this constitution; the edition cited is not on this machine, so whether ${unknown.length === 1 ? 'it was' : 'they were'} changed or dropped cannot be told.`,
        ]),
  ];
}

function list(sections: readonly string[]): string {
  return [...new Set(sections)].join(', ');
}

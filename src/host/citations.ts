import type { Citation } from '../core/constitution/citations.ts';
import type { Constitution } from '../core/constitution/constitution.ts';
import type { ResponseCuration } from '../core/curation/state.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { Proposal } from '../core/rewrite/proposal.ts';
import { t } from '../core/text/translate.ts';
import type { Constitutions } from './constitutions.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { ProposalStore } from './proposalStore.ts';
import { type OpenRecord, traitsOf } from './records.ts';

/** The passages that a response's rewrites cite: those of what was decided, and those of proposals still open. */
export function citedIds(curation: ResponseCuration, proposals: readonly Proposal[]): ReadonlySet<string> {
  const decided = curation.entries.flatMap((entry) =>
    entry.type === 'accept' || entry.type === 'accept-edited' ? entry.proposal.passages : [],
  );
  // What came to nothing cites nothing.
  const open = proposals.filter(({ state }) => state !== 'failed');
  return new Set([...decided, ...open.flatMap(({ provenance }) => provenance?.passages ?? [])]);
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
  return id.slice(0, Math.max(0, id.lastIndexOf('~'))) || t('without a heading');
}

/** What became of citations that do not stand as they were made, as sentences; empty when all do. */
export function citationNotes({ here, gone, unknown }: SortedCitations): readonly string[] {
  const changed = [...here.values()].filter((kind) => kind === 'changed').length;
  return [
    ...(changed === 0
      ? []
      : [
          changed === 1
            ? t('A cited passage changed since the citation.')
            : t('{0} cited passages changed since the citation.', changed),
        ]),
    ...(gone.length === 0
      ? []
      : [
          gone.length === 1
            ? t('A cited passage is gone from this constitution ({0}).', list(gone))
            : t('{0} cited passages are gone from this constitution ({1}).', gone.length, list(gone)),
        ]),
    ...(unknown.length === 0
      ? []
      : [
          unknown.length === 1
            ? t(
                'A cited passage ({0}) is not in this constitution; the edition cited is not on this machine, so whether it was changed or dropped cannot be told.',
                list(unknown),
              )
            : t(
                '{0} cited passages ({1}) are not in this constitution; the edition cited is not on this machine, so whether they were changed or dropped cannot be told.',
                unknown.length,
                list(unknown),
              ),
        ]),
  ];
}

function list(sections: readonly string[]): string {
  return [...new Set(sections)].join(', ');
}

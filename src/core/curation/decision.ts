import type { FindingCode, Holder, Reasoning, Stakes } from '../assess/assessment.ts';
import type { JsonPath, ResponseId } from '../dataset/transcript.ts';
import type { Provenance } from '../rewrite/proposal.ts';

/** Version of the log's line format; a reader keeps lines of versions that it does not know. */
export const LOG_VERSION = 1;

/** What every line of the curation log says. */
interface EntryBase {
  readonly v: typeof LOG_VERSION;
  /** Unique among all curators' entries, supplied by the caller: `undo` names it, merging drops duplicates by it. */
  readonly id: string;
  /** UTC time as `Date.prototype.toISOString` writes it, so that text order is time order. */
  readonly at: string;
  /** The curator. */
  readonly by: string;
  /** `key` from `recordKey`; `line` is a hint where the record stood, from 1. */
  readonly record: { readonly key: string; readonly line: number };
  /** Which response, and the hash (`textHash`) of its text when the decision was made, before any edit. */
  readonly response: { readonly id: ResponseId; readonly hash: string };
  /** Shared by the entries that one command wrote, so that a bulk decision can be taken back as one. */
  readonly batch?: string | undefined;
}

/** The part of a record that an accepted rewrite replaced; see `Origin`. */
export interface ReplacedPlace {
  readonly path: JsonPath;
  readonly start: number;
  readonly end: number;
}

/** The proposal that a decision was about, with everything needed to tell where it came from. */
export interface LoggedProposal extends Provenance {
  readonly text: string;
  /** The provider's id of the answer, and the hash of the request, where known. */
  readonly answerId?: string | null | undefined;
  readonly requestHash?: string | null | undefined;
}

/** `accept` took the proposal's text as it was; `accept-edited` took `after`, which the curator had changed or written. */
export interface AcceptEntry extends EntryBase {
  readonly type: 'accept' | 'accept-edited';
  readonly place: ReplacedPlace;
  /** The replaced text and the text that replaced it. */
  readonly before: string;
  readonly after: string;
  /** Hash of the whole response's text after the edit. */
  readonly hashAfter: string;
  readonly proposal: LoggedProposal;
}

export interface RejectEntry extends EntryBase {
  readonly type: 'reject';
  readonly proposal: LoggedProposal;
  readonly reason: string | null;
}

/** Names findings by code and assessor: all of that kind in this response, while its text is unchanged. */
export interface FindingName {
  readonly code: FindingCode;
  readonly assessor: 'rubric' | 'judge';
}

export interface DismissEntry extends EntryBase {
  readonly type: 'dismiss';
  readonly finding: FindingName & { readonly message?: string | undefined };
  readonly reason: string;
}

export interface UndismissEntry extends EntryBase {
  readonly type: 'undismiss';
  readonly finding: FindingName;
}

export interface ExemplarEntry extends EntryBase {
  readonly type: 'exemplar';
  readonly reason: string | null;
}

export interface SkipEntry extends EntryBase {
  readonly type: 'skip';
  readonly reason: string | null;
}

/** Where in the transcript a note belongs: a turn's key, a span of the turn's text, and the text that stood there. */
export interface NoteAnchor {
  readonly turn: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

export interface NoteEntry extends EntryBase {
  readonly type: 'note';
  readonly text: string;
  readonly anchor: NoteAnchor | null;
}

/** The curator's own verdict, against which the assessors are measured. */
export interface LabelEntry extends EntryBase {
  readonly type: 'label';
  readonly label: {
    readonly stakes: Stakes;
    readonly holder: Holder;
    readonly reasoning: Reasoning;
    readonly codes: readonly FindingCode[];
    readonly flag: boolean;
  };
}

/** Takes back the entry `entry`; an `undo` can itself be taken back. */
export interface UndoEntry extends EntryBase {
  readonly type: 'undo';
  readonly entry: string;
}

/** One line of the curation log. Fields that this version does not know stay on the object and are written back. */
export type CurationEntry =
  | AcceptEntry
  | RejectEntry
  | DismissEntry
  | UndismissEntry
  | ExemplarEntry
  | SkipEntry
  | NoteEntry
  | LabelEntry
  | UndoEntry;

export type EntryType = CurationEntry['type'];

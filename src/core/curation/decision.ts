import type { FindingCode, Holder, Reasoning, Stakes } from '../assess/assessment.ts';
import type { Effort } from '../bulk/ask.ts';
import type { BulkMode, LedgerLine } from '../bulk/ledger.ts';
import type { JsonPath, ResponseId } from '../dataset/transcript.ts';
import type { CheckName, CheckResult } from '../rewrite/checks/check.ts';
import type { Provenance } from '../rewrite/proposal.ts';
import type { RewriteSegment } from '../rewrite/targets.ts';

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
  /** Of the proposal; absent where it came from no bulk run, or from before bulk runs. */
  readonly id?: string | undefined;
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
  /** Set where the curators did not agree about the text and this label settles it; it is then the verdict. */
  readonly settles?: true | undefined;
}

/** Gives a response to a curator to label. Who gave it to whom, and when, is what the entry says. */
export interface AssignEntry extends EntryBase {
  readonly type: 'assign';
  /** The curator's name, as `by` would have it. */
  readonly to: string;
}

/** A text of a response as it stood when a rewrite was made for it. */
export interface ProposedFor {
  readonly place: ReplacedPlace;
  readonly before: string;
}

/** What a check said of a rewrite that nobody has read yet; `fail` and `warn` keep it out of bulk accepts. */
export interface LoggedCheck {
  readonly name: CheckName;
  readonly verdict: CheckResult['verdict'];
  readonly message: string;
}

/** A rewrite that a bulk run brought. It waits for a decision: an accept or a reject whose proposal has this entry's id. */
export interface ProposeEntry extends EntryBase, ProposedFor {
  readonly type: 'propose';
  /** The bulk run that brought it. */
  readonly run: string;
  /** The request's name in the run (`askKey`). */
  readonly ask: string;
  readonly proposal: LoggedProposal;
  /** The reasoning that was rewritten with it. */
  readonly reasoning?: (ProposedFor & { readonly text: string }) | undefined;
  readonly checks: readonly LoggedCheck[];
}

/** A response for which a bulk run has no rewrite, and why. */
export interface ProposeFailedEntry extends EntryBase {
  readonly type: 'propose-failed';
  readonly run: string;
  readonly ask: string;
  /** A sentence for the curator. */
  readonly problem: string;
  /** Why, as the engine names it, and whether asking again may help. */
  readonly fault: string;
  readonly retryable: boolean;
  /** US dollars; null when that is not known. */
  readonly costUsd: number | null;
}

/** What a bulk run was started with; the same again gives the same requests. */
export interface RunChoices {
  readonly how: BulkMode;
  /** As `printFilter` writes it. */
  readonly filter: string;
  /** A strategy's name; null for the one that suits each response. */
  readonly strategy: string | null;
  readonly instruction: string | null;
  readonly segment: RewriteSegment;
  readonly candidates: number;
  readonly model: string;
  readonly maxTokens: number;
  readonly effort: Effort | null;
}

/** One response of a bulk run. */
export interface RunItem {
  /** From 0. */
  readonly line: number;
  /** The record's key. */
  readonly record: string;
  readonly response: ResponseId;
  /** Of the response's text when the run was started. */
  readonly hash: string;
  /** The names of its requests (`askKey`), one a candidate. */
  readonly keys: readonly string[];
}

/** What happened to a bulk run: what the curator did with it, and what the engine noted so as to go on after a crash. */
export type RunEvent =
  | { readonly type: 'started'; readonly choices: RunChoices; readonly items: readonly RunItem[] }
  | { readonly type: 'cancelled' }
  | Exclude<LedgerLine, { readonly type: 'answer' | 'failed' | 'no-rewrite' }>;

/** A bulk run's life. It is about no record: `record.key` is `run:` and the run's id. */
export interface RunEntry extends EntryBase {
  readonly type: 'run';
  readonly run: string;
  readonly event: RunEvent;
}

/** What a bulk run wrote; nobody decided it, so it is not there to be taken back. */
export type BulkEntry = ProposeEntry | ProposeFailedEntry | RunEntry;

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
  | AssignEntry
  | BulkEntry
  | UndoEntry;

export type EntryType = CurationEntry['type'];

/** Whether a bulk run wrote the entry, and no curator. */
export function isBulk(entry: CurationEntry): entry is BulkEntry {
  return entry.type === 'propose' || entry.type === 'propose-failed' || entry.type === 'run';
}

import type { Assessment, FindingCode } from '../core/assess/assessment.ts';
import type { RecordLabel, ResponseId, Role, SegmentKind } from '../core/dataset/transcript.ts';
import type { PartName } from '../core/rewrite/mixture.ts';
import type { RewriteSegment } from '../core/rewrite/targets.ts';
import type { ProposalView, SpentView } from './proposals.ts';

/**
 * Every message between the extension host and the curation editor's webview. The host owns all state; the webview
 * asks when it is ready, renders what it is given, and sends intents. Texts are untrusted and are rendered as text.
 */

/** A span of a segment's text that a finding is about. */
export interface MarkView {
  readonly start: number;
  readonly end: number;
  /** Index into `ResponseView.findings`. */
  readonly finding: number;
}

export interface SegmentView {
  readonly kind: SegmentKind;
  readonly label: string | null;
  readonly text: string;
  /** Characters of the text that were left out because it is very long; `show-whole-segment` fetches them. */
  readonly omitted: number;
  readonly marks: readonly MarkView[];
}

/** A note that a curator wrote on a span of a turn. */
export interface NoteView {
  /** Of its entry in the log. */
  readonly id: string;
  readonly text: string;
  readonly by: string;
  readonly at: string;
  /** The text it was written on. */
  readonly quote: string;
  /** Where that text stands in the turn; null where it was changed: the note is outdated. */
  readonly place: { readonly segment: number; readonly start: number; readonly end: number } | null;
}

export interface TurnView {
  /** Stable within the record: `system`, `t0`, `t1`, …, `chosen`, `rejected`. */
  readonly key: string;
  readonly role: Role;
  readonly speaker: string;
  readonly segments: readonly SegmentView[];
  /** Set on a turn that is under review. */
  readonly response: ResponseId | null;
  /** Notes on spans of the turn, oldest first. */
  readonly notes: readonly NoteView[];
}

export interface FindingView {
  /** Stable within the response: what `dismiss` names. */
  readonly key: string;
  readonly code: FindingCode;
  readonly title: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly assessor: 'rubric' | 'judge';
  readonly passages: readonly string[];
  /** The reason the curator gave, when dismissed. */
  readonly dismissed: string | null;
}

/** What the judge said of a response. */
export interface JudgeView {
  readonly assessment: Pick<Assessment, 'stakes' | 'holder' | 'reasoning' | 'conduct' | 'flag'>;
  readonly considerations: string;
  /** The model as the provider named it. */
  readonly model: string;
  /** What of its answer was thrown away, as a sentence; null when nothing was. */
  readonly dropped: string | null;
}

/** How often an assessor's flag agreed with the curators' own verdicts on this dataset so far. */
export interface AgreementView {
  readonly assessor: 'rubric' | 'judge';
  readonly agreed: number;
  readonly of: number;
  /** Whether all of these verdicts are this curator's. */
  readonly you: boolean;
}

export interface ResponseView {
  readonly id: ResponseId;
  readonly title: string;
  readonly assessment: Pick<Assessment, 'stakes' | 'holder' | 'reasoning' | 'conduct' | 'flag'>;
  /** Why it was not assessed, when it was not. */
  readonly notAssessed: string | null;
  /** Null when the judge has not been asked about this text, constitution and model. */
  readonly judge: JudgeView | null;
  /** Whether the judge is being asked now. */
  readonly judging: boolean;
  readonly findings: readonly FindingView[];
  readonly passages: readonly PassageView[];
  /** What became of cited passages that are not as they were cited, as sentences. */
  readonly citationNotes: readonly string[];
  /** False when the response has no text that could be replaced, or the dataset is read-only; then `why` says so. */
  readonly editable: boolean;
  readonly whyNotEditable: string | null;
  /** The text that a rewrite would replace. */
  readonly original: string;
  /** What *Rewrite Response* would do, in words; empty where it can do nothing. */
  readonly suggested: string;
  /** Whether a rewrite can become the chosen response and what it replaces the rejected one. */
  readonly canMoveOriginal: boolean;
}

export interface PassageView {
  readonly id: string;
  readonly section: string;
  readonly heading: readonly string[];
  readonly text: string;
  readonly matches: readonly (readonly [start: number, end: number])[];
  /** Neighbouring passages of the same section, for reading in context. */
  readonly before: string;
  readonly after: string;
  /** Whether a rewrite of this response cites it, and if in other words than it has now; null when none does. */
  readonly cited: 'same' | 'changed' | null;
}

/** One decision about the open record, as the log tells it. */
export interface DecisionView {
  readonly type: string;
  readonly summary: string;
  readonly at: string;
  readonly by: string;
}

export type RecordView =
  /** `excerpt` is the record as it stands, where it is one of a file that holds no chats. */
  | { readonly kind: 'empty'; readonly message: string; readonly excerpt?: string }
  | {
      readonly kind: 'problem';
      readonly line: number;
      /** Where the record stands, as people count: `line 8`, or `record 8` where lines are not records. */
      readonly place: string;
      readonly title: string;
      readonly message: string;
      readonly excerpt: string;
    }
  | {
      readonly kind: 'transcript';
      readonly line: number;
      readonly place: string;
      readonly recordId: string | null;
      readonly shape: string;
      /** What the record itself says about its answers: ratings, a verdict, steps' labels. */
      readonly labels: readonly RecordLabel[];
      readonly tools: readonly {
        readonly name: string;
        readonly description: string;
        readonly parameters: string;
      }[];
      readonly turns: readonly TurnView[];
      readonly responses: readonly ResponseView[];
      readonly decisions: readonly DecisionView[];
    };

export interface DatasetView {
  readonly name: string;
  /** Non-blank lines. */
  readonly records: number;
  readonly lineCount: number;
  /** Known so far; null before the first scan has said anything. */
  readonly flagged: number | null;
  readonly decided: number;
  readonly problems: number | null;
  /** Progress of the running scan, 0 to 1; null when none runs. */
  readonly scanning: number | null;
  /** How much is assessed, 0 to 1, where the curator stopped that; null where not. */
  readonly stoppedAt: number | null;
  readonly readOnlyReason: string | null;
  /** Whether its records can be edited once they are converted. */
  readonly convertible: boolean;
  /** Whether the dataset has edits that are not saved; decisions are in the log all the same. */
  readonly unsaved: boolean;
}

export interface ConstitutionView {
  readonly name: string;
  readonly origin: 'starter' | 'chosen';
  readonly passages: number;
  readonly problem: string | null;
}

export interface ProviderView {
  /** For example `claude-…` or `recorded answers (demo)`. */
  readonly label: string;
  readonly ready: boolean;
  /** What to do when not ready. */
  readonly hint: string | null;
  /** Which step would make it ready; null when it is. */
  readonly action: 'set-key' | 'trust' | null;
}

/** Text that the curator is writing for the response on show. */
export interface DraftView {
  /** Names the record and the response it is for; every message about the draft says it back. */
  readonly record: string;
  readonly text: string;
  /** The reasoning, where it is written together with the answer. */
  readonly reasoning: string | null;
  /** Whether it began as a model's rewrite. */
  readonly edited: boolean;
}

export interface PanelState {
  /** Grows with every state sent; the webview ignores an older one. */
  readonly revision: number;
  readonly dataset: DatasetView;
  readonly constitution: ConstitutionView;
  readonly provider: ProviderView;
  /** Of each assessor that was tried against a verdict. */
  readonly agreement: readonly AgreementView[];
  /** Ordinal of the open record among records, from 1; 0 when there is none. */
  readonly ordinal: number;
  readonly record: RecordView;
  /** The response the curator looks at. */
  readonly response: ResponseId;
  readonly proposals: readonly ProposalView[];
  /** Id of the proposal shown. */
  readonly proposal: string | null;
  /** What rewrites of this dataset replace. */
  readonly segment: RewriteSegment;
  /** Null while nothing was paid for the open record. */
  readonly spent: SpentView | null;
  /** Null when nothing is being written for this record. */
  readonly draft: DraftView | null;
  readonly rendering: 'text' | 'markdown';
}

/** Host to webview. */
export type HostMessage =
  | { readonly type: 'state'; readonly state: PanelState }
  /** More text of a pending proposal. */
  | { readonly type: 'proposal-text'; readonly id: string; readonly part: PartName; readonly append: string }
  | { readonly type: 'whole-segment'; readonly turn: string; readonly segment: number; readonly text: string }
  /** Put the keyboard focus somewhere; sent by commands. */
  | {
      readonly type: 'focus';
      readonly where: 'transcript' | 'findings' | 'passages' | 'rewrite';
      /** The text that the keyboard is for, as soon as it is there. */
      readonly draft?: string;
    }
  | { readonly type: 'toggle-fold'; readonly expand: boolean }
  /** Show the column beside the transcript, or leave it out. */
  | { readonly type: 'toggle-side' }
  /** Show what the rewrite changes, the rewrite only, or all candidates beside each other: the next of these. */
  | { readonly type: 'toggle-changes' }
  /** Put the keyboard focus on the next change of the rewrite, or the one before. */
  | { readonly type: 'step-change'; readonly by: 1 | -1 }
  /** Answer with `take-change` for the change in focus: leave it if it is taken, take it if it is left. */
  | { readonly type: 'toggle-change' }
  /** Open the list of keys, or close it. */
  | { readonly type: 'show-keys' }
  /** Answer with `accept-draft` and the text as it stands in the editor now; the host's copy may lag behind. */
  | { readonly type: 'request-draft' };

/** Commands that the webview may ask the host to run for the open record. */
export const PANEL_COMMANDS = [
  'rationale.convertToJsonl',
  'rationale.chooseShape',
  'rationale.draftShape',
  'rationale.nextRecord',
  'rationale.previousRecord',
  'rationale.nextFlagged',
  'rationale.previousFlagged',
  'rationale.goToRecord',
  'rationale.rewriteResponse',
  'rationale.rewriteWithStrategy',
  'rationale.rewriteWithInstruction',
  'rationale.rewriteByHand',
  'rationale.stopRewrite',
  'rationale.acceptProposal',
  'rationale.acceptAsChosen',
  'rationale.editProposal',
  'rationale.openRewriteInDiff',
  'rationale.showPrompt',
  'rationale.chooseSegment',
  'rationale.nextProposal',
  'rationale.previousProposal',
  'rationale.nextChange',
  'rationale.previousChange',
  'rationale.takeChange',
  'rationale.rejectProposal',
  'rationale.dismissFinding',
  'rationale.markExemplar',
  'rationale.skipRecord',
  'rationale.undoDecision',
  'rationale.addNote',
  'rationale.judgeResponse',
  'rationale.stopJudging',
  'rationale.labelResponse',
  'rationale.showCalibration',
  'rationale.chooseConstitution',
  'rationale.setApiKey',
  'rationale.manageTrust',
  'rationale.switchResponse',
  'rationale.toggleChanges',
  'rationale.toggleMarkdown',
  'rationale.showKeys',
  'rationale.toggleSide',
  'rationale.openAsText',
  'rationale.showPassage',
] as const;
export type PanelCommand = (typeof PANEL_COMMANDS)[number];

/** A draft as it stands in the webview. */
export interface TypedDraft {
  readonly record: string;
  readonly text: string;
  /** Absent where only one text is written. */
  readonly reasoning?: string | undefined;
}

/** A selection within one segment; where it is drawn otherwise than it is written, `start` is 0 and the quote is looked for. */
export interface SelectedText {
  readonly turn: string;
  readonly segment: number;
  readonly start: number;
  readonly quote: string;
}

/** Webview to host. */
export type WebviewMessage =
  | { readonly type: 'ready' }
  | {
      readonly type: 'run';
      readonly command: PanelCommand;
      /**
       * A passage id for `showPassage`, a finding key for `dismissFinding`, and for a decision about a rewrite the id of
       * the one that the curator saw.
       */
      readonly argument?: string | undefined;
    }
  | { readonly type: 'select-response'; readonly response: ResponseId }
  /** The text of the transcript that is selected; null when none is. */
  | { readonly type: 'select-text'; readonly text: SelectedText | null }
  | { readonly type: 'select-proposal'; readonly id: string }
  /** The curator's hand-edited text, sent as it changes (debounced) so that it survives hiding and reloading. */
  | ({ readonly type: 'draft' } & TypedDraft)
  | ({ readonly type: 'accept-draft' } & TypedDraft)
  /** Takes or leaves one change of a proposal, or all of them where `index` is null. */
  | {
      readonly type: 'take-change';
      readonly proposal: string;
      readonly part: PartName;
      readonly index: number | null;
      readonly taken: boolean;
    }
  | { readonly type: 'cancel-draft'; readonly record: string }
  | { readonly type: 'show-whole-segment'; readonly turn: string; readonly segment: number };

import type { PartName } from '../src/core/rewrite/mixture.ts';
import type { HostMessage, PanelState, RecordView, TypedDraft } from '../src/protocol/panel.ts';
import type { DiffPartView, ProposalView } from '../src/protocol/proposals.ts';
import { type Draft, echoOf, nextDraft, typedInto } from './draft.ts';
import {
  clampTo,
  EMPTY_RECORD,
  INITIAL_MEMORY,
  type Memory,
  REWRITE_RANGE,
  type RecordMemory,
  rememberRecord,
  SPLIT_RANGE,
} from './memory.ts';
import { isReplaced } from './text/replaced.ts';

/** A rewrite as what it changes, or by itself; or all candidates beside each other. */
export type Comparison = 'diff' | 'plain' | 'columns';

/** All that the panel shows: the host's state, and the few things that only the reader's screen knows. */
export interface ViewState {
  /** Null until the host has spoken. */
  readonly panel: PanelState | null;
  /** Names the open record in `memory`. */
  readonly recordKey: string;
  /** Whole texts that the host sent for segments it had shortened, by segment key. */
  readonly whole: ReadonlyMap<string, string>;
  /** Segments whose whole text was asked for and has not come. */
  readonly awaited: ReadonlySet<string>;
  readonly draft: Draft | null;
  /** Key of the finding that the reader last went to. */
  readonly activeFinding: string | null;
  /** How the reader chose to see a proposal, or the candidates of one ask; any other is shown as suits it. */
  readonly comparison: { readonly of: string; readonly as: Comparison } | null;
  readonly memory: Memory;
}

/** What only the webview knows of: the reader's own folding, scrolling, sizing and typing. */
export type LocalAction =
  | { readonly type: 'fold'; readonly key: string; readonly open: boolean }
  /** Something beside the transcript is wanted. */
  | { readonly type: 'show-side' }
  | { readonly type: 'fold-all'; readonly open: boolean }
  | { readonly type: 'scrolled'; readonly recordKey: string; readonly top: number }
  | { readonly type: 'resize'; readonly what: 'split' | 'rewrite'; readonly ratio: number }
  | { readonly type: 'nudge'; readonly what: 'split' | 'rewrite'; readonly by: number }
  | { readonly type: 'compare'; readonly of: string; readonly as: Comparison }
  | { readonly type: 'finding'; readonly key: string }
  | { readonly type: 'await-whole'; readonly segment: string }
  | { readonly type: 'draft-typed'; readonly part: PartName; readonly text: string }
  | ({ readonly type: 'draft-sent' } & TypedDraft)
  | { readonly type: 'draft-focus'; readonly focused: boolean };

export function initialView(memory: Memory = INITIAL_MEMORY): ViewState {
  return {
    panel: null,
    recordKey: '',
    whole: new Map(),
    awaited: new Set(),
    draft: null,
    activeFinding: null,
    comparison: null,
    memory,
  };
}

/** The next view after a message or an action; the same object when nothing changes. */
export function reduce(view: ViewState, action: HostMessage | LocalAction): ViewState {
  switch (action.type) {
    case 'state':
      return withPanel(view, action.state);
    case 'proposal-text':
      return withMoreText(view, action);
    case 'whole-segment':
      return withWhole(view, segmentKey(action.turn, action.segment), action.text);
    case 'toggle-fold':
      return remember(view, { all: action.expand, folds: {} });
    case 'fold-all':
      return remember(view, { all: action.open, folds: {} });
    case 'toggle-side':
      return withSide(view, !view.memory.side);
    case 'show-side':
      return withSide(view, true);
    case 'focus':
      return action.where === 'findings' || action.where === 'passages' ? withSide(view, true) : view;
    case 'request-draft':
    case 'show-keys':
    case 'step-change':
    case 'toggle-change':
      return view;
    case 'toggle-changes':
      return toggled(view);
    case 'fold':
      return remember(view, { folds: { ...recordMemory(view).folds, [action.key]: action.open } });
    case 'scrolled':
      return { ...view, memory: rememberRecord(view.memory, action.recordKey, { scroll: action.top }) };
    case 'resize':
      return resized(view, action.what, action.ratio);
    case 'nudge':
      return resized(view, action.what, view.memory[action.what] + action.by);
    case 'compare':
      return { ...view, comparison: { of: action.of, as: action.as } };
    case 'finding':
      return { ...view, activeFinding: action.key };
    case 'await-whole':
      return { ...view, awaited: new Set([...view.awaited, action.segment]) };
    case 'draft-typed':
      return view.draft === null ? view : { ...view, draft: typedInto(view.draft, action.part, action.text) };
    case 'draft-sent':
      return view.draft?.record !== action.record
        ? view
        : { ...view, draft: { ...view.draft, sent: [...view.draft.sent.slice(-49), echoOf(action)] } };
    case 'draft-focus':
      return view.draft === null ? view : { ...view, draft: { ...view.draft, focused: action.focused } };
  }
}

export function segmentKey(turn: string, segment: number): string {
  return `${turn}/${segment}`;
}

/** Names a record for the panel's own memory: its line and, where it has one, its id. */
export function keyOfRecord(record: RecordView): string {
  switch (record.kind) {
    case 'empty':
      return '';
    case 'problem':
      return `${record.line}`;
    case 'transcript':
      return record.recordId === null ? `${record.line}` : `${record.line} ${record.recordId}`;
  }
}

export function recordMemory(view: ViewState): RecordMemory {
  return view.memory.records.get(view.recordKey) ?? EMPTY_RECORD;
}

/** Whether something outside the transcript is open: the reader's own choice, else `initial`. */
export function isOpen(view: ViewState, key: string, initial: boolean): boolean {
  return recordMemory(view).folds[key] ?? initial;
}

/** The same for a part of the transcript, which "expand all" and "fold all" reach too. */
export function isTranscriptOpen(view: ViewState, key: string, initial: boolean): boolean {
  const { folds, all } = recordMemory(view);
  return folds[key] ?? all ?? initial;
}

/** The proposal that is shown, when there is one. */
export function shownProposal(panel: PanelState): ProposalView | null {
  return panel.proposals.find((proposal) => proposal.id === panel.proposal) ?? panel.proposals.at(-1) ?? null;
}

/** The candidates that were asked for together with a proposal, it included; those that failed propose nothing. */
export function candidatesOf(panel: PanelState, shown: ProposalView): readonly ProposalView[] {
  return shown.ask === null
    ? [shown]
    : panel.proposals.filter(({ ask, state }) => ask === shown.ask && state !== 'failed');
}

/** What a reader's choice of a comparison is for. */
export function comparisonKey({ ask, id }: ProposalView): string {
  return ask ?? id;
}

/**
 * How a proposal is shown: as the reader chose for it, else beside its other candidates, else as its changes, unless hardly
 * anything was kept.
 */
export function comparisonOf(view: ViewState, shown: ProposalView): Comparison {
  const several = view.panel !== null && candidatesOf(view.panel, shown).length > 1;
  const chosen = view.comparison?.of === comparisonKey(shown) ? view.comparison.as : null;
  if (chosen !== null && (chosen !== 'columns' || several)) return chosen;
  if (several) return 'columns';
  return isReplaced(wordsOf(shown)) ? 'plain' : 'diff';
}

/** Whether all of a proposal is there, so that it can be compared with the original. */
export function isWhole({ parts }: ProposalView): boolean {
  return parts.some(({ sentences }) => sentences.length > 0);
}

/** All changes of a proposal by word, whether they are taken or not. */
export function wordsOf({ parts }: ProposalView): readonly DiffPartView[] {
  return parts.flatMap(({ sentences }) =>
    sentences.flatMap((part) => (part.kind === 'same' ? [part] : part.words)),
  );
}

function toggled(view: ViewState): ViewState {
  const shown = view.panel === null ? null : shownProposal(view.panel);
  if (shown === null || view.panel === null || view.draft !== null) return view;
  const ways = waysToShow(view.panel, shown);
  if (ways.length < 2) return view;
  const as = ways[(ways.indexOf(comparisonOf(view, shown)) + 1) % ways.length] ?? 'diff';
  return { ...view, comparison: { of: comparisonKey(shown), as } };
}

/** How a proposal can be shown, in the order in which its key goes through them. */
export function waysToShow(panel: PanelState, shown: ProposalView): readonly Comparison[] {
  const several = candidatesOf(panel, shown).length > 1;
  const single: readonly Comparison[] = isWhole(shown) ? ['diff', 'plain'] : several ? ['plain'] : [];
  return several ? [...single, 'columns'] : single;
}

function withPanel(view: ViewState, panel: PanelState): ViewState {
  if (view.panel !== null && panel.revision < view.panel.revision) return view;
  const recordKey = keyOfRecord(panel.record);
  const sameRecord = view.panel !== null && recordKey === view.recordKey;
  const sameResponse = sameRecord && view.panel?.response === panel.response;
  return {
    ...view,
    panel,
    recordKey,
    whole: sameRecord ? stillShortened(view, panel) : new Map(),
    awaited: sameRecord ? view.awaited : new Set(),
    draft: nextDraft(view.draft, panel.draft),
    activeFinding: sameResponse ? view.activeFinding : null,
  };
}

/** Keeps a fetched whole text only while the shortened text it completes is unchanged. */
function stillShortened(view: ViewState, panel: PanelState): ReadonlyMap<string, string> {
  if (view.whole.size === 0 || view.panel === null) return view.whole;
  const before = segmentsByKey(view.panel.record);
  const after = segmentsByKey(panel.record);
  return new Map(
    [...view.whole].filter(([key]) => {
      const [old, now] = [before.get(key), after.get(key)];
      return old !== undefined && now !== undefined && old.omitted === now.omitted && old.text === now.text;
    }),
  );
}

function segmentsByKey(record: RecordView) {
  if (record.kind !== 'transcript') return new Map<string, { text: string; omitted: number }>();
  return new Map(
    record.turns.flatMap((turn) =>
      turn.segments.map((segment, index) => [segmentKey(turn.key, index), segment] as const),
    ),
  );
}

function withMoreText(
  view: ViewState,
  { id, part, append }: Extract<HostMessage, { type: 'proposal-text' }>,
): ViewState {
  const { panel } = view;
  if (panel === null || !panel.proposals.some((p) => p.id === id && p.state === 'pending')) return view;
  const grown = (p: ProposalView): ProposalView => ({
    ...p,
    parts: p.parts.map((each) => (each.name === part ? { ...each, text: each.text + append } : each)),
  });
  const proposals = panel.proposals.map((p) => (p.id === id ? grown(p) : p));
  return { ...view, panel: { ...panel, proposals } };
}

function withWhole(view: ViewState, key: string, text: string): ViewState {
  const awaited = new Set(view.awaited);
  awaited.delete(key);
  return { ...view, awaited, whole: new Map([...view.whole, [key, text]]) };
}

function resized(view: ViewState, what: 'split' | 'rewrite', ratio: number): ViewState {
  const range = what === 'split' ? SPLIT_RANGE : REWRITE_RANGE;
  return { ...view, memory: { ...view.memory, [what]: clampTo(range, ratio) } };
}

function withSide(view: ViewState, side: boolean): ViewState {
  return view.memory.side === side ? view : { ...view, memory: { ...view.memory, side } };
}

function remember(view: ViewState, change: Partial<RecordMemory>): ViewState {
  return { ...view, memory: rememberRecord(view.memory, view.recordKey, change) };
}

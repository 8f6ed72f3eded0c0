import * as vscode from 'vscode';
import type { ResponseId } from '../../core/dataset/transcript.ts';
import { UserError } from '../../core/errors.ts';
import type { ActiveDataset } from '../activeDataset.ts';
import type { BulkPlanner } from '../bulk/bulkPlanner.ts';
import type { BulkRuns } from '../bulk/bulkRuns.ts';
import type { Calibration } from '../calibration.ts';
import type { Constitutions } from '../constitutions.ts';
import type { CurationEditors } from '../curationEditor.ts';
import type { CurationLogs } from '../curationLogs.ts';
import type { CurationSession } from '../curationSession.ts';
import type { Curator } from '../curator.ts';
import type { DatasetModel } from '../datasetModel.ts';
import { type Datasets, mayHoldRecords } from '../datasets.ts';
import type { Decisions } from '../decisions.ts';
import type { Judgements } from '../judgements.ts';
import type { JudgeRun } from '../judgeRun.ts';
import type { ModelProvider } from '../modelProvider.ts';
import type { NoteThreads } from '../notes/noteThreads.ts';
import { placeTitle } from '../places.ts';
import type { Prefetch } from '../prefetch.ts';
import type { ProposalStore } from '../proposalStore.ts';
import type { Queue } from '../queue/queue.ts';
import type { QueueView } from '../queue/queueView.ts';
import type { SavedFilters } from '../queue/savedFilters.ts';
import type { RecordShapes } from '../recordShapes.ts';
import { type OpenRecord, readLine } from '../records.ts';
import type { RewriteDocuments } from '../rewriteDocuments.ts';
import type { Rewriter } from '../rewriter.ts';
import type { Sample } from '../sample.ts';
import type { SegmentChoice } from '../segmentChoice.ts';
import type { Settings } from '../settings.ts';
import type { FindingsView } from '../views/findingsView.ts';
import type { Walkthrough } from '../walkthrough.ts';

/** What the commands work with. */
export interface CommandContext {
  readonly editors: CurationEditors;
  readonly datasets: Datasets;
  readonly constitutions: Constitutions;
  readonly provider: ModelProvider;
  readonly rewriter: Rewriter;
  readonly decisions: Decisions;
  readonly notes: NoteThreads;
  readonly curator: Curator;
  readonly judgements: Judgements;
  readonly judgeRun: JudgeRun;
  readonly bulkPlanner: BulkPlanner;
  readonly bulkRuns: BulkRuns;
  readonly calibration: Calibration;
  readonly settings: Settings;
  readonly store: ProposalStore;
  readonly segments: SegmentChoice;
  readonly documents: RewriteDocuments;
  readonly logs: CurationLogs;
  readonly shapes: RecordShapes;
  readonly workspaceState: vscode.Memento;
  readonly findingsView: FindingsView;
  readonly activeDataset: ActiveDataset;
  readonly queue: Queue;
  readonly queueView: QueueView;
  readonly savedFilters: SavedFilters;
  readonly prefetch: Prefetch;
  readonly sample: Sample;
  readonly walkthrough: Walkthrough;
}

export type CommandHandler = (argument: unknown) => Promise<void> | void;

/** Names one record, as lenses, hovers and quick fixes do. */
export interface RecordArgument {
  readonly uri: string;
  readonly line: number;
  readonly response?: ResponseId;
  /** A finding's key. */
  readonly finding?: string;
  /** The reason for a dismissal, for keybindings that always give the same one; asked for when absent. */
  readonly reason?: string;
}

export function recordArgument(argument: unknown): RecordArgument | null {
  if (typeof argument !== 'object' || argument === null || argument instanceof vscode.Uri) return null;
  // A link in another extension's text can run a command with any arguments.
  const { uri, line, response, finding, reason } = argument as Readonly<Record<string, unknown>>;
  if (typeof uri !== 'string' || typeof line !== 'number' || !Number.isSafeInteger(line) || line < 0)
    return null;
  return {
    uri,
    line,
    ...(response === 'last' || response === 'chosen' || response === 'rejected' ? { response } : {}),
    ...(typeof finding === 'string' ? { finding } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
  };
}

/**
 * The dataset that a command is about: the one given, the one in front, the one in the text editor in front, the one that
 * was in front last.
 * @throws UserError when there is none.
 */
export function datasetUri(context: CommandContext, argument: unknown): vscode.Uri {
  if (argument instanceof vscode.Uri) return argument;
  const named = recordArgument(argument);
  if (named !== null) return vscode.Uri.parse(named.uri);
  const session = context.editors.active;
  if (session !== null) return session.model.uri;
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined && mayHoldRecords(document.uri)) return document.uri;
  const about = document === undefined ? null : datasetOf(document.uri);
  if (about !== null) return about;
  // A button on a page that is no editor, such as the walkthrough's, means the dataset that was in front before it.
  const { model } = context.activeDataset;
  if (document === undefined && model !== null) return model.uri;
  throw new UserError(vscode.l10n.t('Open a dataset first, then run this command again.'));
}

/** The dataset that a document of ours is about: a version in the history, a page of passages. */
function datasetOf({ scheme, query }: vscode.Uri): vscode.Uri | null {
  if (!scheme.startsWith('rationale-')) return null;
  try {
    const { dataset } = JSON.parse(query) as { readonly dataset?: unknown };
    return typeof dataset === 'string' ? vscode.Uri.parse(dataset) : null;
  } catch {
    return null;
  }
}

/** The curation editor that a command is about, brought up (beside the text) and moved to the record where it has to be. */
export async function sessionFor(context: CommandContext, argument: unknown): Promise<CurationSession> {
  const named = recordArgument(argument);
  if (named === null && context.editors.active !== null) return context.editors.active;
  const uri = datasetUri(context, argument);
  const text = vscode.window.activeTextEditor;
  const fromText = text !== undefined && text.document.uri.toString() === uri.toString();
  const cursor = fromText ? text.selection.active : null;
  const session = await context.editors.reveal(
    uri,
    fromText ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
  );
  const line = named?.line ?? (cursor === null ? null : session.model.source.lineAt(cursor));
  if (line !== null) session.goTo(line);
  if (named?.response !== undefined) session.selectResponse(named.response);
  return session;
}

/** The record on show in a session. */
export function openRecord(session: CurationSession): OpenRecord {
  const { record } = session;
  if (record === null) {
    throw new UserError(
      vscode.l10n.t(
        '{0} holds no transcript, so there is nothing to decide. Go to another record.',
        placeTitle(session.model.source, session.line),
      ),
    );
  }
  return record;
}

/** The record that a command names, or the one on show, without opening an editor for it. */
export function targetRecord(
  context: CommandContext,
  argument: unknown,
): { readonly record: OpenRecord; readonly response: ResponseId } {
  const named = recordArgument(argument);
  if (named === null) {
    const session = context.editors.active;
    if (session !== null) {
      const record = openRecord(session);
      return { record, response: session.responseOf(record) };
    }
  }
  const uri = datasetUri(context, argument);
  const model = modelOf(context, uri);
  const behind = vscode.window.activeTextEditor === undefined ? context.editors.of(uri) : null;
  if (named === null && behind !== null) {
    const record = openRecord(behind);
    return { record, response: behind.responseOf(record) };
  }
  const cursor = vscode.window.activeTextEditor?.selection.active ?? new vscode.Position(0, 0);
  const line = named?.line ?? model.source.lineAt(cursor);
  const { record } = readLine(model, line);
  if (record === null)
    throw new UserError(
      vscode.l10n.t(
        '{0} holds no transcript, so there is nothing to decide.',
        placeTitle(model.source, line),
      ),
    );
  const flagged = record.assessments.find((assessment) => assessment.flag) ?? record.assessments[0];
  return { record, response: named?.response ?? flagged?.response ?? 'last' };
}

function modelOf(context: CommandContext, uri: vscode.Uri): DatasetModel {
  const model = context.datasets.get(uri);
  if (model === undefined)
    throw new UserError(vscode.l10n.t('The dataset is no longer open. Open it and try again.'));
  return model;
}

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from './core/errors.ts';
import { setDigest } from './core/text/hash.ts';
import { setTranslations } from './core/text/translate.ts';
import { ActiveDataset } from './host/activeDataset.ts';
import { BulkPlanner } from './host/bulk/bulkPlanner.ts';
import { BulkRuns } from './host/bulk/bulkRuns.ts';
import { BulkStatus } from './host/bulk/bulkStatus.ts';
import { BulkWatch } from './host/bulk/bulkWatch.ts';
import { Calibration } from './host/calibration.ts';
import { commandTable, registerCommands } from './host/commands/table.ts';
import { ConceptFiles } from './host/conceptFiles.ts';
import { Constitutions } from './host/constitutions.ts';
import { ContextKeys } from './host/contextKeys.ts';
import {
  CURATION_EDITOR,
  CurationEditors,
  LARGE_CURATION_EDITOR,
  LOG_CURATION_EDITOR,
} from './host/curationEditor.ts';
import { CurationLogs } from './host/curationLogs.ts';
import { Curator } from './host/curator.ts';
import type { DatasetModel } from './host/datasetModel.ts';
import { Datasets, isDatasetName } from './host/datasets.ts';
import { Decisions } from './host/decisions.ts';
import { Diagnostics } from './host/diagnostics.ts';
import { EditionStore } from './host/editionStore.ts';
import { HISTORY_SCHEME, HistoryDocuments } from './host/historyDocuments.ts';
import { Hovers } from './host/hovers.ts';
import { Judgements } from './host/judgements.ts';
import { JudgeRun } from './host/judgeRun.ts';
import { KeyInHand } from './host/keyInHand.ts';
import { LanguageModelTools } from './host/languageModelTools.ts';
import { LargeEditors } from './host/largeEditor.ts';
import { Lenses } from './host/lenses.ts';
import { LogEditors } from './host/logEditor.ts';
import { ModelProvider } from './host/modelProvider.ts';
import { NoteThreads } from './host/notes/noteThreads.ts';
import { OpenFindings } from './host/openFindings.ts';
import { PASSAGES_SCHEME, PassageDocuments } from './host/passageDocuments.ts';
import { Prefetch } from './host/prefetch.ts';
import { PROMPT_SCHEME, PromptDocuments } from './host/promptDocuments.ts';
import { PromptOverrides } from './host/promptOverrides.ts';
import { ProposalChecks } from './host/proposalChecks.ts';
import { ProposalStore } from './host/proposalStore.ts';
import { Queue } from './host/queue/queue.ts';
import { QueueView } from './host/queue/queueView.ts';
import { SavedFilters } from './host/queue/savedFilters.ts';
import { QuickFixes } from './host/quickFixes.ts';
import { RecordShapes } from './host/recordShapes.ts';
import { REWRITE_SCHEME, RewriteDocuments } from './host/rewriteDocuments.ts';
import { Rewriter } from './host/rewriter.ts';
import { Sample } from './host/sample.ts';
import { Scanner } from './host/scanner.ts';
import { SegmentChoice } from './host/segmentChoice.ts';
import { Settings } from './host/settings.ts';
import { Spending } from './host/spending.ts';
import { StatusBar } from './host/statusBar.ts';
import { VARIANTS_SCHEME, VariantDocuments } from './host/variantDocuments.ts';
import { DatasetsView } from './host/views/datasetsView.ts';
import { FindingsView } from './host/views/findingsView.ts';
import { PassagesView } from './host/views/passagesView.ts';
import { VisibleMarks } from './host/visibleMarks.ts';
import { Walkthrough } from './host/walkthrough.ts';

const DATASETS: vscode.DocumentSelector = ['jsonl', 'ndjson', 'json', 'traj'].map((extension) => ({
  pattern: `**/*.${extension}`,
}));

/** Without a box to find text in, what is typed after its key would be the panel's keys, which decide something. */
const EDITOR_OPTIONS = {
  supportsMultipleEditorsPerDocument: true,
  webviewOptions: { enableFindWidget: true },
};

/** What tests inside VS Code may look at; nobody else gets it. */
export interface TestView {
  readonly editors: CurationEditors;
  readonly datasets: Datasets;
  readonly logs: CurationLogs;
  readonly store: ProposalStore;
  readonly notes: NoteThreads;
  readonly curator: Curator;
  readonly constitutions: Constitutions;
  readonly rewriter: Rewriter;
  readonly provider: ModelProvider;
  readonly judgements: Judgements;
  readonly judgeRun: JudgeRun;
  readonly bulkPlanner: BulkPlanner;
  readonly bulkRuns: BulkRuns;
  readonly bulkWatch: BulkWatch;
  readonly calibration: Calibration;
  readonly shapes: RecordShapes;
  readonly segments: SegmentChoice;
  readonly activeDataset: ActiveDataset;
  readonly datasetsView: DatasetsView;
  readonly findingsView: FindingsView;
  readonly passagesView: PassagesView;
  readonly queue: Queue;
  readonly queueView: QueueView;
  readonly prefetch: Prefetch;
  readonly walkthrough: Walkthrough;
  readonly spending: Spending;
}

export function activate(context: vscode.ExtensionContext): TestView | undefined {
  if (vscode.l10n.bundle !== undefined) setTranslations(vscode.l10n.bundle, vscode.env.language);
  setDigest((text) => createHash('sha256').update(text).digest('hex'));
  const output = vscode.window.createOutputChannel('Rationale', { log: true });
  const settings = new Settings();
  const keys = new KeyInHand();
  const worker = new URL('./worker.js', import.meta.url);
  const scanner = new Scanner(worker, availableParallelism());
  const shapes = new RecordShapes(context.workspaceState);
  const datasets = new Datasets(scanner, summaryCache(context, worker), shapes);
  const concepts = new ConceptFiles(settings);
  const constitutions = new Constitutions(
    settings,
    context.extensionUri,
    new EditionStore(storageFolder(context, 'editions')),
    concepts,
  );
  const logs = new CurationLogs();
  const provider = new ModelProvider(context.secrets, settings);
  const store = new ProposalStore(context.workspaceState, logs);
  const spending = new Spending(context.workspaceState);
  const judgements = new Judgements(
    provider,
    constitutions,
    logs,
    settings,
    context.globalStorageUri.scheme === 'file' ? context.globalStorageUri.fsPath : null,
    spending,
  );
  const judgeRun = new JudgeRun(judgements, constitutions, logs);
  const segments = new SegmentChoice(context.workspaceState, settings);
  const overrides = new PromptOverrides(settings);
  const rewriter = new Rewriter(
    provider,
    store,
    constitutions,
    logs,
    settings,
    judgements,
    segments,
    overrides,
    spending,
  );
  const curator = new Curator(settings);
  const decisions = new Decisions(logs, curator);
  const notes = new NoteThreads(datasets, logs, decisions, curator);
  const calibration = new Calibration(logs, judgements, constitutions, provider, curator);
  const findings = new OpenFindings(logs, judgements);
  const checks = new ProposalChecks();
  const bulkPlanner = new BulkPlanner(constitutions, logs, rewriter, overrides, judgements);
  const bulkRuns = new BulkRuns({
    datasets,
    planner: bulkPlanner,
    provider,
    logs,
    curator,
    constitutions,
    checks,
    spending,
  });
  const bulkWatch = new BulkWatch(datasets, logs, bulkRuns, output);
  const { workspaceState } = context;
  const run = async (command: string, argument: string | undefined) => {
    await vscode.commands.executeCommand(command, argument);
  };
  const editors = new CurationEditors(
    datasets,
    {
      constitutions,
      logs,
      provider,
      store,
      spending,
      rewriter,
      judgements,
      calibration,
      findings,
      checks,
      segments,
      workspaceState,
      keys,
      log: output,
      run,
    },
    shapes,
    context.extension,
  );
  const documents = new RewriteDocuments(editors, store);
  const largeEditors = new LargeEditors(datasets, editors);
  const activeDataset = new ActiveDataset(editors, datasets, logs);
  const queueServices = {
    active: activeDataset,
    editors,
    logs,
    judgements,
    constitutions,
    workspaceState,
    keys,
  };
  const queue = new Queue(queueServices);
  const walkthrough = new Walkthrough(editors);
  const prefetch = new Prefetch({
    settings,
    editors,
    activeDataset,
    queue,
    findings,
    logs,
    provider,
    rewriter,
    store,
    bulkRuns,
    log: output,
  });
  const savedFilters = new SavedFilters(workspaceState);
  const queueView = new QueueView(queue, queueServices, findings, savedFilters, context.extension);
  const findingsView = new FindingsView(activeDataset, findings, logs, judgements, keys);
  const datasetsView = new DatasetsView(datasets, logs, findings);
  const passagesView = new PassagesView(activeDataset, constitutions, logs);
  const lenses = new Lenses(datasets, logs, findings, settings);
  const table = commandTable({
    editors,
    datasets,
    constitutions,
    provider,
    rewriter,
    decisions,
    notes,
    curator,
    judgements,
    judgeRun,
    bulkPlanner,
    bulkRuns,
    calibration,
    settings,
    store,
    segments,
    documents,
    logs,
    shapes,
    workspaceState,
    findingsView,
    activeDataset,
    queue,
    queueView,
    savedFilters,
    prefetch,
    sample: new Sample(context.extensionUri, context.globalStorageUri),
    walkthrough,
  });

  // VS Code opens documents for the text of a custom editor too, so every dataset in sight comes through here.
  const adopt = (document: vscode.TextDocument) => {
    if (isDatasetName(document.uri) && document.uri.scheme !== 'git') datasets.open(document);
  };
  for (const document of vscode.workspace.textDocuments) adopt(document);

  // An undo may change a record that is not in sight: it is brought there, and the log is made to say the same.
  const followUndo = async (undone: { readonly model: DatasetModel; readonly lines: readonly number[] }) => {
    const { model, lines } = undone;
    const first = Math.min(...lines.slice(0, 1000));
    editors.of(model.uri)?.goTo(first);
    try {
      await decisions.followUndo(model, lines);
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
      if (error instanceof UserError) void vscode.window.showErrorMessage(error.message);
    }
  };

  context.subscriptions.push(
    datasets.onDidUndo(followUndo),
    output,
    settings,
    concepts,
    scanner,
    shapes,
    datasets,
    datasets.onDidClose((uri) => void logs.close(uri)),
    constitutions,
    logs,
    provider,
    store,
    segments,
    documents,
    rewriter,
    judgements,
    calibration,
    notes,
    editors,
    activeDataset,
    savedFilters,
    queue,
    queueView,
    prefetch,
    walkthrough,
    datasetsView,
    findingsView,
    passagesView,
    lenses,
    new Diagnostics(datasets, logs, findings, settings),
    new VisibleMarks(datasets, findings, settings),
    bulkRuns,
    bulkWatch,
    new BulkStatus(editors, logs, bulkRuns),
    new StatusBar(datasets, logs, editors, findings, spending),
    spending,
    new ContextKeys(datasets, editors, judgements),
    registerCommands(table, output),
    vscode.workspace.onDidOpenTextDocument(adopt),
    vscode.window.registerCustomEditorProvider(CURATION_EDITOR, editors, EDITOR_OPTIONS),
    largeEditors,
    vscode.window.registerCustomEditorProvider(LARGE_CURATION_EDITOR, largeEditors, EDITOR_OPTIONS),
    vscode.window.registerCustomEditorProvider(
      LOG_CURATION_EDITOR,
      new LogEditors(datasets, editors, shapes),
      EDITOR_OPTIONS,
    ),
    vscode.languages.registerCodeLensProvider(DATASETS, lenses),
    vscode.languages.registerHoverProvider(
      DATASETS,
      new Hovers(datasets, findings, rewriter, { constitutions, logs, store }),
    ),
    vscode.languages.registerCodeActionsProvider(DATASETS, new QuickFixes(), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.workspace.registerFileSystemProvider(REWRITE_SCHEME, documents, { isCaseSensitive: true }),
    new LanguageModelTools({ datasets, editors, logs, store, rewriter }).register(),
    vscode.workspace.registerTextDocumentContentProvider(
      HISTORY_SCHEME,
      new HistoryDocuments(datasets, logs),
    ),
    vscode.workspace.registerTextDocumentContentProvider(VARIANTS_SCHEME, new VariantDocuments(datasets)),
    vscode.workspace.registerTextDocumentContentProvider(
      PROMPT_SCHEME,
      new PromptDocuments(datasets, rewriter),
    ),
    vscode.workspace.registerTextDocumentContentProvider(
      PASSAGES_SCHEME,
      new PassageDocuments(datasets, constitutions, rewriter),
    ),
  );

  return context.extensionMode === vscode.ExtensionMode.Test
    ? {
        editors,
        datasets,
        logs,
        store,
        notes,
        curator,
        constitutions,
        rewriter,
        provider,
        judgements,
        judgeRun,
        bulkPlanner,
        bulkRuns,
        bulkWatch,
        calibration,
        shapes,
        segments,
        activeDataset,
        datasetsView,
        findingsView,
        passagesView,
        queue,
        queueView,
        prefetch,
        walkthrough,
        spending,
      }
    : undefined;
}

/** A folder of the user's own for one purpose; null where the storage is not on a disk. */
function storageFolder(context: vscode.ExtensionContext, name: string): string | null {
  return context.globalStorageUri.scheme === 'file' ? join(context.globalStorageUri.fsPath, name) : null;
}

/**
 * Summaries made by another build of the rubric are of no use, so each build has a folder of its own; the worker is what
 * makes them.
 */
function summaryCache(context: vscode.ExtensionContext, worker: URL): string | null {
  if (context.globalStorageUri.scheme !== 'file') return null;
  const built = Math.floor(statSync(worker).mtimeMs).toString(36);
  const { version } = context.extension.packageJSON as { readonly version: string };
  return join(context.globalStorageUri.fsPath, 'summaries', `${version}-${built}`);
}

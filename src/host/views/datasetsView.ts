import * as vscode from 'vscode';
import { Answers } from '../answers.ts';
import { Coalesced } from '../coalesce.ts';
import { CurationLog, type CurationLogs, logUri } from '../curationLogs.ts';
import { type Datasets, isDatasetName } from '../datasets.ts';
import { Disposables } from '../disposables.ts';
import type { OpenFindings } from '../openFindings.ts';
import { holdsChats } from './datasetFile.ts';

/** Files of a workspace that are looked at. */
const MOST_FILES = 2000;
/** Milliseconds between two looks at what is open: a scan tells of itself many times a second. */
const LOOK_EVERY = 500;
/** Files that are read at once: a workspace of thousands would open more than the system lets it. */
const READ_AT_ONCE = 8;
/** The one search that is kept. */
const FILES = 'files';
/** Cells of a progress bar. */
const CELLS = 5;

/** Every dataset of the workspace that holds chats, and how far its curation is; a node is the dataset's own URI. */
export class DatasetsView implements vscode.TreeDataProvider<vscode.Uri>, vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #logs: CurationLogs;
  readonly #findings: OpenFindings;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<vscode.Uri>;
  #searched = false;
  /** The workspace's files, until one comes or goes: searching it is a matter of seconds, and scans tell of themselves often. */
  readonly #files = new Answers<readonly vscode.Uri[]>();
  /** Whether a file holds chats, by its URI, until the file changes. */
  readonly #chats = new Answers<boolean>(READ_AT_ONCE);
  /** What the log of a dataset that is not open says, by the log's URI, until the log changes. */
  readonly #counts = new Answers<Counts>(READ_AT_ONCE);

  constructor(datasets: Datasets, logs: CurationLogs, findings: OpenFindings) {
    this.#findings = findings;
    this.#datasets = datasets;
    this.#logs = logs;
    this.#view = this.#disposables.add(
      vscode.window.createTreeView('rationale.datasets', { treeDataProvider: this }),
    );
    const later = this.#disposables.add(
      new Coalesced(() => {
        if (this.#view.visible) this.#changed.fire();
      }, LOOK_EVERY),
    );
    const again = () => later.call();
    const watcher = this.#disposables.add(vscode.workspace.createFileSystemWatcher('**/*.{jsonl,ndjson}'));
    const forget = (uri: vscode.Uri) => {
      this.#chats.forget(uri.toString());
      this.#counts.forget(uri.toString());
      again();
    };
    const search = (uri?: vscode.Uri) => {
      this.#files.forget(FILES);
      if (uri === undefined) again();
      else forget(uri);
    };
    this.#disposables.add(watcher.onDidChange(forget));
    this.#disposables.add(watcher.onDidCreate(search));
    this.#disposables.add(watcher.onDidDelete(search));
    this.#disposables.add(datasets.onDidChange(again));
    // What was decided while it was open is told from its log on the disk from now on.
    this.#disposables.add(datasets.onDidClose((uri) => forget(logUri(uri))));
    this.#disposables.add(logs.onDidChange(again));
    this.#disposables.add(vscode.workspace.onDidChangeWorkspaceFolders(() => search()));
    this.#disposables.add(this.#view.onDidChangeVisibility(again));
  }

  async getChildren(node?: vscode.Uri): Promise<vscode.Uri[]> {
    if (node !== undefined) return [];
    const found = await this.#files.of(FILES, () =>
      vscode.workspace.findFiles('**/*.{jsonl,ndjson}', '**/node_modules/**', MOST_FILES),
    );
    const uris = new Map(found.filter(isDatasetName).map((uri) => [uri.toString(), uri] as const));
    for (const { uri, isNoChat } of this.#datasets.all()) if (!isNoChat) uris.set(uri.toString(), uri);
    const chats = await Promise.all([...uris.values()].map((uri) => this.#holdsChats(uri)));
    this.#told();
    return [...uris.values()]
      .filter((_, at) => chats[at])
      .sort((a, b) => (vscode.workspace.asRelativePath(a) < vscode.workspace.asRelativePath(b) ? -1 : 1));
  }

  /** From now on an empty view may say that nothing was found; before, it would say so of every workspace for a moment. */
  #told(): void {
    if (this.#searched) return;
    this.#searched = true;
    void vscode.commands.executeCommand('setContext', 'rationale.datasetsSearched', true);
  }

  async getTreeItem(uri: vscode.Uri): Promise<vscode.TreeItem> {
    const item = new vscode.TreeItem(uri);
    const path = vscode.workspace.asRelativePath(uri);
    const number = (value: number) => value.toLocaleString(vscode.env.language);
    item.id = uri.toString();
    item.command = {
      command: 'rationale.openCurationEditor',
      title: vscode.l10n.t('Open'),
      arguments: [uri],
    };
    const model = this.#datasets.get(uri);
    item.contextValue = model === undefined ? 'closedDataset' : 'openDataset';
    const { decided, ready } = await this.#curated(uri, model !== undefined);
    const says: string[] = [];
    if (model?.scanning != null) says.push(vscode.l10n.t('assessing {0}%', Math.floor(model.scanning * 100)));
    else if (model !== undefined) {
      const { records } = model.counts;
      const flagged = this.#findings.flagged(model);
      const share = records === 0 ? 0 : decided / records;
      item.description = `${bar(share)} ${Math.round(share * 100)}%`;
      says.push(vscode.l10n.t('{0} records', number(records)), vscode.l10n.t('{0} flagged', number(flagged)));
    }
    says.push(vscode.l10n.t('{0} decided', number(decided)));
    if (ready > 0) says.push(vscode.l10n.t('{0} ready', number(ready)));
    item.description = [item.description, ...says].filter(Boolean).join(' · ');
    const unopened = model === undefined ? vscode.l10n.t('\nOpen it to have it assessed.') : '';
    item.tooltip = `${path}\n${says.join(', ')}${unopened}`;
    item.accessibilityInformation = { label: `${path}: ${says.join(', ')}` };
    return item;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #holdsChats(uri: vscode.Uri): Promise<boolean> {
    const model = this.#datasets.get(uri);
    if (model !== undefined && model.scanning === null) return Promise.resolve(!model.isNoChat);
    // A file that is gone, or may not be read, says so when it is opened.
    return this.#chats.of(uri.toString(), () => holdsChats(uri)).catch(() => false);
  }

  /** What the log beside a dataset says. That of one that is not open is let go of at once. */
  async #curated(uri: vscode.Uri, isOpen: boolean): Promise<Counts> {
    if (!isOpen) return this.#counts.of(logUri(uri).toString(), () => countsOnDisk(uri));
    const log = this.#logs.for(uri);
    await log.ready;
    return countsOf(log);
  }
}

interface Counts {
  readonly decided: number;
  readonly ready: number;
}

function countsOf({ state }: CurationLog): Counts {
  return { decided: state.decidedRecords, ready: state.waitingRecords.size };
}

async function countsOnDisk(dataset: vscode.Uri): Promise<Counts> {
  if (!(await exists(logUri(dataset)))) return { decided: 0, ready: 0 };
  const log = new CurationLog(dataset);
  try {
    await log.ready;
    return countsOf(log);
  } finally {
    log.dispose();
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** A share, 0 to 1, as a bar of blocks. */
function bar(share: number): string {
  const full = Math.round(Math.min(1, share) * CELLS);
  return '█'.repeat(full) + '░'.repeat(CELLS - full);
}

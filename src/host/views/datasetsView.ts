import * as vscode from 'vscode';
import { Coalesced } from '../coalesce.ts';
import { type CurationLogs, logUri } from '../curationLogs.ts';
import { type Datasets, isDatasetName } from '../datasets.ts';
import { Disposables } from '../disposables.ts';
import { holdsChats } from './datasetFile.ts';

/** Files of a workspace that are looked at. */
const MOST_FILES = 2000;
/** Milliseconds between two looks at what is open: a scan tells of itself many times a second. */
const LOOK_EVERY = 500;
/** Cells of a progress bar. */
const CELLS = 5;

/** Every dataset of the workspace that holds chats, and how far its curation is; a node is the dataset's own URI. */
export class DatasetsView implements vscode.TreeDataProvider<vscode.Uri>, vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #logs: CurationLogs;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<vscode.Uri>;
  /** Whether a file holds chats, by URI, until the file changes. */
  readonly #chats = new Map<string, Promise<boolean>>();

  constructor(datasets: Datasets, logs: CurationLogs) {
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
      this.#chats.delete(uri.toString());
      again();
    };
    this.#disposables.add(watcher.onDidChange(forget));
    this.#disposables.add(watcher.onDidCreate(forget));
    this.#disposables.add(watcher.onDidDelete(forget));
    this.#disposables.add(datasets.onDidChange(again));
    this.#disposables.add(datasets.onDidClose(again));
    this.#disposables.add(logs.onDidChange(again));
    this.#disposables.add(vscode.workspace.onDidChangeWorkspaceFolders(again));
    this.#disposables.add(this.#view.onDidChangeVisibility(again));
  }

  async getChildren(node?: vscode.Uri): Promise<vscode.Uri[]> {
    if (node !== undefined) return [];
    const found = await vscode.workspace.findFiles('**/*.{jsonl,ndjson}', '**/node_modules/**', MOST_FILES);
    const uris = new Map(found.filter(isDatasetName).map((uri) => [uri.toString(), uri] as const));
    for (const { uri, isNoChat } of this.#datasets.all()) if (!isNoChat) uris.set(uri.toString(), uri);
    const chats = await Promise.all([...uris.values()].map((uri) => this.#holdsChats(uri)));
    return [...uris.values()]
      .filter((_, at) => chats[at])
      .sort((a, b) => (vscode.workspace.asRelativePath(a) < vscode.workspace.asRelativePath(b) ? -1 : 1));
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
      const { records, flagged } = model.counts;
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
    const key = uri.toString();
    let known = this.#chats.get(key);
    if (known === undefined) {
      // A file that is gone, or may not be read, says so when it is opened.
      known = holdsChats(uri).catch(() => false);
      this.#chats.set(key, known);
    }
    return known;
  }

  /** What the log beside a dataset says; a dataset that is not open and has none is not asked for one. */
  async #curated(uri: vscode.Uri, isOpen: boolean): Promise<{ decided: number; ready: number }> {
    if (!isOpen && !(await exists(logUri(uri)))) return { decided: 0, ready: 0 };
    const log = this.#logs.for(uri);
    await log.ready;
    return { decided: log.state.decidedRecords, ready: log.state.waitingRecords.size };
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

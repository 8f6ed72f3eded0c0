import * as vscode from 'vscode';
import { Quietly } from './coalesce.ts';
import type { CurationEditors } from './curationEditor.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { DatasetModel } from './datasetModel.ts';
import type { Datasets } from './datasets.ts';
import { Disposables } from './disposables.ts';
import { hasTab } from './tabs.ts';

/** Milliseconds without news before it is announced: whoever hears of it goes through the whole dataset. */
const QUIET = 250;
/** Most milliseconds until it is announced all the same: a scan tells of itself many times a second. */
const ANNOUNCE_EVERY = 1000;

/** The dataset that the views beside the editors are about: that of the editor in front, else the last one in a tab. */
export class ActiveDataset implements vscode.Disposable {
  readonly #editors: CurationEditors;
  readonly #datasets: Datasets;
  readonly #disposables = new Disposables();
  readonly #switched = this.#disposables.add(new vscode.EventEmitter<void>());
  /** Fires when another dataset, or none, is the active one. */
  readonly onDidSwitch = this.#switched.event;
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  /** Fires when that happened, or more is known of the active one: its assessments, its log. */
  readonly onDidChange = this.#changed.event;
  #model: DatasetModel | null = null;

  constructor(editors: CurationEditors, datasets: Datasets, logs: CurationLogs) {
    this.#editors = editors;
    this.#datasets = datasets;
    const later = this.#disposables.add(new Quietly(() => this.#changed.fire(), QUIET, ANNOUNCE_EVERY));
    const look = () => {
      if (this.#look()) {
        this.#switched.fire();
        later.call();
      }
    };
    this.#disposables.add(editors.onDidChangeActive(look));
    this.#disposables.add(vscode.window.onDidChangeActiveTextEditor(look));
    this.#disposables.add(vscode.window.tabGroups.onDidChangeTabs(look));
    this.#disposables.add(datasets.onDidClose(look));
    this.#disposables.add(datasets.onDidReplace(look));
    this.#disposables.add(
      datasets.onDidChange((model) => {
        look();
        if (model === this.#model) later.call();
      }),
    );
    this.#disposables.add(
      logs.onDidChange((uri) => {
        if (uri.toString() === this.#model?.uri.toString()) later.call();
      }),
    );
    look();
  }

  /** Null when no dataset is open. */
  get model(): DatasetModel | null {
    return this.#model;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** @returns whether another one is active now. */
  #look(): boolean {
    const before = this.#model;
    const front = this.#editors.active?.model.uri ?? vscode.window.activeTextEditor?.document.uri;
    const open = (uri: vscode.Uri | undefined) => (uri === undefined ? undefined : this.#datasets.get(uri));
    // VS Code keeps a document for minutes after its last tab was closed.
    const shown = (model: DatasetModel | undefined) =>
      model !== undefined && hasTab(model.uri) ? model : undefined;
    this.#model =
      open(front) ??
      shown(open(before?.uri)) ??
      this.#datasets
        .all()
        .filter((model) => hasTab(model.uri))
        .at(-1) ??
      null;
    return this.#model !== before;
  }
}

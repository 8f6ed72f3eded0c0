import * as vscode from 'vscode';
import type { Citation } from '../../core/constitution/citations.ts';
import type { Passage } from '../../core/constitution/constitution.ts';
import { citedPassages } from '../../core/curation/citedPassages.ts';
import type { CurationState } from '../../core/curation/state.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { ActiveDataset } from '../activeDataset.ts';
import type { Constitutions } from '../constitutions.ts';
import type { CurationLogs } from '../curationLogs.ts';
import { Disposables } from '../disposables.ts';

/** A cited passage; without `passage` the constitution of today does not hold it. */
export interface CitedNode {
  /** As it was cited. */
  readonly id: string;
  readonly count: number;
  readonly citation: Citation;
  readonly passage: Passage | null;
}

/** Characters of a passage that its row shows. */
const SHOWN = 80;

/** The passages that the active dataset's rewrites cite, the most cited first. */
export class PassagesView implements vscode.TreeDataProvider<CitedNode>, vscode.Disposable {
  readonly #active: ActiveDataset;
  readonly #constitutions: Constitutions;
  readonly #logs: CurationLogs;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<CitedNode>;
  /** The log that was asked about last, and how many of its entries there were. */
  #read: { readonly state: CurationState | null; readonly entries: number } = { state: null, entries: 0 };

  constructor(active: ActiveDataset, constitutions: Constitutions, logs: CurationLogs) {
    this.#active = active;
    this.#constitutions = constitutions;
    this.#logs = logs;
    this.#view = this.#disposables.add(
      vscode.window.createTreeView('rationale.passages', { treeDataProvider: this }),
    );
    const again = () => {
      if (this.#view.visible) this.#changed.fire();
    };
    this.#disposables.add(active.onDidChange(() => this.#citesAnew() && again()));
    this.#disposables.add(constitutions.onDidChange(again));
    this.#disposables.add(this.#view.onDidChangeVisibility(again));
  }

  /** Whether the log came to say something of a rewrite, or is another one, since this was asked last. */
  #citesAnew(): boolean {
    const { model } = this.#active;
    const state = model === null ? null : this.#logs.for(model.uri).state;
    const arrived = state?.arrived ?? [];
    const since = state === this.#read.state ? this.#read.entries : 0;
    const isAnother = state !== this.#read.state;
    this.#read = { state, entries: arrived.length };
    return isAnother || arrived.slice(since).some((entry) => 'proposal' in entry || entry.type === 'undo');
  }

  async getChildren(node?: CitedNode): Promise<CitedNode[]> {
    const { model } = this.#active;
    if (node !== undefined || model === null) return [];
    const log = this.#logs.for(model.uri);
    await log.ready;
    const counts = citedPassages(log.state.inForceByResponse());
    const { constitution, ranker } = await this.#constitutions.for(model.uri);
    const citations = await this.#constitutions.follow(new Set(counts.keys()), constitution);
    this.#view.description = constitution.name;
    this.#view.message =
      counts.size === 0
        ? vscode.l10n.t('No passage is cited yet: rewrites cite those that they were grounded in.')
        : '';
    return [...counts]
      .map(([id, count]): CitedNode => {
        const citation = citations.get(id) ?? { kind: 'unknown' };
        const passage = 'id' in citation ? (ranker.byId(citation.id) ?? null) : null;
        return { id, count, citation, passage };
      })
      .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  }

  getTreeItem({ id, count, citation, passage }: CitedNode): vscode.TreeItem {
    const times =
      count === 1
        ? vscode.l10n.t('one response')
        : vscode.l10n.t('{0} responses', count.toLocaleString(vscode.env.language));
    const title = passage?.heading.at(-1) ?? (id || vscode.l10n.t('Without a heading'));
    // The number comes first: a long heading leaves no room for what stands after it.
    const item = new vscode.TreeItem(`${count.toLocaleString(vscode.env.language)} × ${title}`);
    item.id = id;
    item.description = passage === null ? stateOf(citation) : shortened(passage.text, SHOWN);
    item.tooltip =
      passage === null
        ? vscode.l10n.t('{0}: cited for {1}. {2}.', id, times, stateOf(citation))
        : vscode.l10n.t('{0}\nCited for {1}.\n\n{2}', passage.heading.join(' › '), times, passage.text);
    item.accessibilityInformation = { label: vscode.l10n.t('{0}, cited for {1}', title, times) };
    item.iconPath = new vscode.ThemeIcon(passage === null ? 'warning' : 'quote');
    if (passage !== null)
      item.command = {
        command: 'rationale.showPassage',
        title: vscode.l10n.t('Show Passage'),
        arguments: [passage.id],
      };
    return item;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function stateOf({ kind }: Citation): string {
  return kind === 'gone'
    ? vscode.l10n.t('Gone from this constitution')
    : vscode.l10n.t('Not in this constitution');
}

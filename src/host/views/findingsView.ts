import * as vscode from 'vscode';
import { FINDING_CODES, type FindingCode } from '../../core/assess/assessment.ts';
import { findingSentence } from '../../core/assess/findingSentences.ts';
import { FINDING_TITLES } from '../../core/assess/titles.ts';
import { findingKey } from '../../core/curation/state.ts';
import type { ActiveDataset } from '../activeDataset.ts';
import type { RecordArgument } from '../commands/context.ts';
import type { CurationLogs } from '../curationLogs.ts';
import type { DatasetModel } from '../datasetModel.ts';
import { Disposables } from '../disposables.ts';
import type { Judgements } from '../judgements.ts';
import type { KeyInHand } from '../keyInHand.ts';
import { LineMemory } from '../lineMemory.ts';
import type { OpenFinding, OpenFindings } from '../openFindings.ts';
import { placeTitle } from '../places.ts';

/** Records shown under a code at a time: a tree of a hundred thousand rows answers to nobody. */
const PAGE = 200;

interface CodeNode {
  readonly kind: 'code';
  /** The dataset that was active when it was found: another may be by now, whose lines are other records. */
  readonly model: DatasetModel;
  readonly code: FindingCode;
  /** Lines with an open finding of that code, ascending, from 0. */
  readonly lines: readonly number[];
}

interface RecordNode {
  readonly kind: 'record';
  readonly model: DatasetModel;
  readonly line: number;
  readonly found: OpenFinding;
}

interface MoreNode {
  readonly kind: 'more';
  readonly code: FindingCode;
  readonly left: number;
}

export type FindingNode = CodeNode | RecordNode | MoreNode;

/** The active dataset's open findings, by code. */
export class FindingsView implements vscode.TreeDataProvider<FindingNode>, vscode.Disposable {
  readonly #active: ActiveDataset;
  readonly #findings: OpenFindings;
  readonly #logs: CurationLogs;
  readonly #judgements: Judgements;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<FindingNode>;
  /** How many records of a code are shown, where more than a page was asked for. */
  readonly #shown = new Map<FindingCode, number>();

  readonly #memory: LineMemory<readonly FindingCode[]>;
  /** What the tree was last made of. */
  #told = '';

  constructor(
    active: ActiveDataset,
    findings: OpenFindings,
    logs: CurationLogs,
    judgements: Judgements,
    keys: KeyInHand,
  ) {
    this.#active = active;
    this.#findings = findings;
    this.#logs = logs;
    this.#judgements = judgements;
    this.#memory = new LineMemory(keys);
    this.#view = this.#disposables.add(
      vscode.window.createTreeView('rationale.findings', { treeDataProvider: this, showCollapseAll: true }),
    );
    this.#disposables.add(active.onDidSwitch(() => this.#shown.clear()));
    this.#disposables.add(active.onDidChange(() => void this.#follow()));
    this.#disposables.add(this.#view.onDidChangeVisibility(() => void this.#follow()));
  }

  async getChildren(node?: FindingNode): Promise<FindingNode[]> {
    const { model } = this.#active;
    if (node === undefined) return model === null ? [] : this.#codes(model);
    return node.kind === 'code' ? this.#records(node) : [];
  }

  getTreeItem(node: FindingNode): vscode.TreeItem {
    switch (node.kind) {
      case 'code':
        return codeItem(node);
      case 'record':
        return recordItem(node);
      case 'more':
        return moreItem(node);
    }
  }

  /** Shows another page of a code's records. */
  showMore(code: unknown): void {
    const known = FINDING_CODES.find((one) => one === code);
    if (known === undefined) return;
    this.#shown.set(known, (this.#shown.get(known) ?? PAGE) + PAGE);
    this.#changed.fire();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Asks for the tree anew where it would be another one. */
  async #follow(): Promise<void> {
    if (!this.#view.visible) return;
    const { model } = this.#active;
    if (model === null || (await this.#look(model)) === null || this.#tellsOf(model) !== this.#told)
      this.#changed.fire();
  }

  #tellsOf(model: DatasetModel): string {
    return `${this.#memory.version} ${messageOf(model, 1)}`;
  }

  /** The codes of each line's open findings; null where another dataset is active by then. */
  #look(model: DatasetModel): Promise<readonly (readonly FindingCode[])[] | null> {
    return this.#memory.update(
      { model, state: this.#logs.for(model.uri).state, judgements: this.#judgements },
      () => this.#active.model !== model,
      (line, summary) => {
        if (summary === null || summary.assessments.every(({ findings }) => findings.length === 0))
          return NONE;
        return codesOf(this.#findings.of(model, line));
      },
    );
  }

  async #codes(model: DatasetModel): Promise<CodeNode[]> {
    const looked = await this.#look(model);
    // The tree is asked for anew when another dataset is there.
    if (looked === null) return [];
    this.#told = this.#tellsOf(model);
    const lines = new Map<FindingCode, number[]>();
    for (const [line, codes] of looked.entries()) {
      for (const code of codes) {
        const known = lines.get(code);
        if (known === undefined) lines.set(code, [line]);
        else known.push(line);
      }
    }
    this.#view.message = messageOf(model, lines.size);
    return FINDING_CODES.flatMap((code) => {
      const found = lines.get(code);
      return found === undefined ? [] : [{ kind: 'code' as const, model, code, lines: found }];
    });
  }

  #records({ model, code, lines }: CodeNode): FindingNode[] {
    const shown = this.#shown.get(code) ?? PAGE;
    const records = lines.slice(0, shown).flatMap((line): FindingNode[] => {
      const found = this.#findings.of(model, line).find(({ finding }) => finding.code === code);
      return found === undefined ? [] : [{ kind: 'record', model, line, found }];
    });
    const left = lines.length - shown;
    return left > 0 ? [...records, { kind: 'more', code, left }] : records;
  }
}

const NONE: readonly FindingCode[] = [];
const knownCodes = new Map<string, readonly FindingCode[]>();

/** The same list for the same findings: of 100,000 records few differ. */
function codesOf(findings: readonly OpenFinding[]): readonly FindingCode[] {
  const key = findings.map(({ finding }) => findingKey(finding)).join();
  const known = knownCodes.get(key) ?? [...new Set(findings.map(({ finding }) => finding.code))];
  knownCodes.set(key, known);
  return known;
}

function recordItem({ model, line, found }: RecordNode): vscode.TreeItem {
  const { finding, assessment } = found;
  const item = new vscode.TreeItem(placeTitle(model.source, line));
  const sentence = findingSentence(finding.message);
  item.description = sentence;
  item.tooltip =
    finding.assessor === 'judge'
      ? vscode.l10n.t('{0}\n\nFound by the judge, which can be wrong.', sentence)
      : vscode.l10n.t('{0}\n\nFound by the rubric, which can be wrong.', sentence);
  item.accessibilityInformation = { label: `${String(item.label)}: ${sentence}` };
  const argument: RecordArgument = {
    uri: model.uri.toString(),
    line,
    response: assessment.response,
  };
  item.command = {
    command: 'rationale.reviewRecord',
    title: vscode.l10n.t('Review'),
    arguments: [argument],
  };
  return item;
}

function codeItem({ code, lines }: CodeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(FINDING_TITLES[code], vscode.TreeItemCollapsibleState.Collapsed);
  item.id = code;
  item.description = lines.length.toLocaleString(vscode.env.language);
  item.tooltip = `${FINDING_TITLES[code]} (${code}): ${lines.length === 1 ? vscode.l10n.t('{0} record', 1) : vscode.l10n.t('{0} records', lines.length.toLocaleString(vscode.env.language))}`;
  item.iconPath = new vscode.ThemeIcon(code === 'admirable-reasoning' ? 'star' : 'warning');
  item.contextValue = 'code';
  return item;
}

function moreItem({ code, left }: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Show More'));
  item.description = vscode.l10n.t('{0} more', left.toLocaleString(vscode.env.language));
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = {
    command: 'rationale.showMoreFindings',
    title: vscode.l10n.t('Show More'),
    arguments: [code],
  };
  return item;
}

/** What the view says above its rows; a tree without rows shows its welcome only where no dataset is open. */
function messageOf(model: DatasetModel, codes: number): string {
  const { scanning, stoppedAt } = model;
  if (scanning !== null) return vscode.l10n.t('Assessing: {0}%', Math.floor(scanning * 100));
  if (stoppedAt !== null) return vscode.l10n.t('Assessing was stopped at {0}%.', Math.floor(stoppedAt * 100));
  if (model.isNoChat) return vscode.l10n.t('The file holds no chats.');
  return codes === 0 ? vscode.l10n.t('No findings.') : '';
}

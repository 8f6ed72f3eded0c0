import * as vscode from 'vscode';
import type { CurationState } from '../core/curation/state.ts';
import { paidWords } from '../core/text/money.ts';
import { Coalesced } from './coalesce.ts';
import type { CurationEditors } from './curationEditor.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { Datasets } from './datasets.ts';
import { Disposables } from './disposables.ts';
import type { OpenFindings } from './openFindings.ts';
import { shapeLabel } from './shapeLabel.ts';
import type { Spending } from './spending.ts';

/** Counts of the dataset in front, and the shape of its records. */
export class StatusBar implements vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #logs: CurationLogs;
  readonly #editors: CurationEditors;
  readonly #findings: OpenFindings;
  readonly #spending: Spending;
  readonly #disposables = new Disposables();
  readonly #item = this.#disposables.add(
    vscode.window.createStatusBarItem('rationale.counts', vscode.StatusBarAlignment.Left, 50.2),
  );
  readonly #shape = this.#disposables.add(
    vscode.window.createStatusBarItem('rationale.shape', vscode.StatusBarAlignment.Left, 50.1),
  );

  constructor(
    datasets: Datasets,
    logs: CurationLogs,
    editors: CurationEditors,
    findings: OpenFindings,
    spending: Spending,
  ) {
    this.#findings = findings;
    this.#spending = spending;
    this.#datasets = datasets;
    this.#logs = logs;
    this.#editors = editors;
    this.#item.name = vscode.l10n.t('Rationale: dataset');
    this.#shape.name = vscode.l10n.t('Rationale: record shape');
    this.#shape.command = 'rationale.chooseShape';
    const later = this.#disposables.add(new Coalesced(() => this.#show(), 50));
    this.#disposables.add(datasets.onDidChange(() => later.call()));
    this.#disposables.add(datasets.onDidClose(() => later.call()));
    this.#disposables.add(logs.onDidChange(() => later.call()));
    this.#disposables.add(spending.onDidChange(() => later.call()));
    this.#disposables.add(editors.onDidChangeActive(() => later.call()));
    this.#disposables.add(vscode.window.onDidChangeActiveTextEditor(() => later.call()));
    later.call();
  }

  /** What models were paid: for rewrites of this dataset in all, and since VS Code was opened; nothing where nothing was. */
  #costs(uri: vscode.Uri, state: CurationState): readonly string[] {
    const { usd, answers, unpriced } = this.#spending.of(uri, state);
    const { session } = this.#spending;
    return [
      ...(answers === 0 ? [] : [vscode.l10n.t('Rewrites of this dataset: {0}', paidWords(usd, unpriced))]),
      ...(session.answers === 0
        ? []
        : [vscode.l10n.t('Model answers in this session: {0}', paidWords(session.usd, session.unpriced))]),
    ];
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #show(): void {
    const session = this.#editors.active;
    const uri = session?.model.uri ?? vscode.window.activeTextEditor?.document.uri;
    const model = uri === undefined ? undefined : this.#datasets.get(uri);
    if (model === undefined) {
      this.#item.hide();
      this.#shape.hide();
      return;
    }
    const { records, problems } = model.counts;
    const flagged = this.#findings.flagged(model);
    const { scanning, stoppedAt } = model;
    const { state } = this.#logs.for(model.uri);
    const decided = state.decidedRecords;
    const ready = state.waitingRecords.size;
    const number = (value: number) => value.toLocaleString(vscode.env.language);
    if (scanning !== null) {
      this.#item.text = vscode.l10n.t('$(sync~spin) Assessing {0}%', Math.floor(scanning * 100));
    } else if (stoppedAt !== null) {
      this.#item.text = vscode.l10n.t('$(debug-pause) Assessed {0}%', Math.floor(stoppedAt * 100));
    } else if (model.isNoChat) {
      this.#item.text = vscode.l10n.t('$(law) Not chat data');
    } else {
      this.#item.text =
        ready === 0
          ? vscode.l10n.t('$(law) {0} flagged · {1} decided', number(flagged), number(decided))
          : vscode.l10n.t(
              '$(law) {0} flagged · {1} decided · {2} ready',
              number(flagged),
              number(decided),
              number(ready),
            );
    }
    this.#item.tooltip = model.isNoChat
      ? model.format.summary
      : [
          vscode.l10n.t(
            '{0} records, {1} flagged, {2} decided',
            number(records),
            number(flagged),
            number(decided),
          ),
          ...(ready === 0
            ? []
            : [vscode.l10n.t('{0} with rewrites of a bulk run that wait for a decision', number(ready))]),
          ...this.#costs(model.uri, state),
          ...(problems > 0
            ? [vscode.l10n.t('{0} lines could not be read as transcripts', number(problems))]
            : []),
          ...(scanning === null ? [] : [vscode.l10n.t('Click to stop assessing')]),
          ...(stoppedAt === null ? [] : [vscode.l10n.t('Assessing was stopped. Click to go on')]),
          vscode.l10n.t('Flags are aids: they come from the offline rubric and can be wrong.'),
        ].join('\n');
    this.#item.command =
      scanning !== null
        ? 'rationale.stopScan'
        : stoppedAt !== null
          ? 'rationale.resumeScan'
          : session === null
            ? 'rationale.openCurationEditor'
            : 'rationale.nextFlagged';
    this.#item.show();
    const { text, tooltip } = shapeLabel(model);
    this.#shape.text = text;
    this.#shape.tooltip = tooltip;
    if (scanning === null) this.#shape.show();
    else this.#shape.hide();
  }
}

import * as vscode from 'vscode';
import { Coalesced } from './coalesce.ts';
import type { CurationEditors } from './curationEditor.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { Datasets } from './datasets.ts';
import { Disposables } from './disposables.ts';
import { shapeLabel } from './shapeLabel.ts';

/** Counts of the dataset in front, and the shape of its records. */
export class StatusBar implements vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #logs: CurationLogs;
  readonly #editors: CurationEditors;
  readonly #disposables = new Disposables();
  readonly #item = this.#disposables.add(
    vscode.window.createStatusBarItem('rationale.counts', vscode.StatusBarAlignment.Left, 50.2),
  );
  readonly #shape = this.#disposables.add(
    vscode.window.createStatusBarItem('rationale.shape', vscode.StatusBarAlignment.Left, 50.1),
  );

  constructor(datasets: Datasets, logs: CurationLogs, editors: CurationEditors) {
    this.#datasets = datasets;
    this.#logs = logs;
    this.#editors = editors;
    this.#item.name = 'Rationale: dataset';
    this.#shape.name = 'Rationale: record shape';
    this.#shape.command = 'rationale.chooseShape';
    const later = this.#disposables.add(new Coalesced(() => this.#show(), 50));
    this.#disposables.add(datasets.onDidChange(() => later.call()));
    this.#disposables.add(datasets.onDidClose(() => later.call()));
    this.#disposables.add(logs.onDidChange(() => later.call()));
    this.#disposables.add(editors.onDidChangeActive(() => later.call()));
    this.#disposables.add(vscode.window.onDidChangeActiveTextEditor(() => later.call()));
    later.call();
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
    const { records, flagged, problems } = model.counts;
    const { scanning } = model;
    const decided = this.#logs.for(model.uri).state.decidedRecords;
    const number = (value: number) => value.toLocaleString(vscode.env.language);
    if (scanning !== null) {
      this.#item.text = `$(sync~spin) Assessing ${Math.floor(scanning * 100)}%`;
    } else if (model.isNoChat) {
      this.#item.text = '$(law) Not chat data';
    } else {
      this.#item.text = `$(law) ${number(flagged)} flagged · ${number(decided)} decided`;
    }
    this.#item.tooltip = model.isNoChat
      ? model.format.summary
      : [
          `${number(records)} records, ${number(flagged)} flagged, ${number(decided)} decided`,
          ...(problems > 0 ? [`${number(problems)} lines could not be read as transcripts`] : []),
          'Flags are aids: they come from the offline rubric and can be wrong.',
        ].join('\n');
    this.#item.command = session === null ? 'rationale.openCurationEditor' : 'rationale.nextFlagged';
    this.#item.show();
    const { text, tooltip } = shapeLabel(model);
    this.#shape.text = text;
    this.#shape.tooltip = tooltip;
    if (scanning === null) this.#shape.show();
    else this.#shape.hide();
  }
}

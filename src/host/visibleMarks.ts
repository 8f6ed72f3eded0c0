import * as vscode from 'vscode';
import { Coalesced } from './coalesce.ts';
import type { Datasets } from './datasets.ts';
import { MOST_DIAGNOSTICS } from './diagnostics.ts';
import { Disposables } from './disposables.ts';
import { FindingRanges } from './findingRanges.ts';
import type { OpenFindings } from './openFindings.ts';
import { visibleRecords } from './places.ts';
import type { Settings } from './settings.ts';

/** Underlines findings in sight in datasets with more of them than VS Code shows as diagnostics. */
export class VisibleMarks implements vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #findings: OpenFindings;
  readonly #settings: Settings;
  readonly #disposables = new Disposables();
  readonly #underline = this.#disposables.add(
    vscode.window.createTextEditorDecorationType({
      textDecoration: 'underline wavy',
      color: new vscode.ThemeColor('editorWarning.foreground'),
      overviewRulerColor: new vscode.ThemeColor('editorWarning.foreground'),
    }),
  );

  constructor(datasets: Datasets, findings: OpenFindings, settings: Settings) {
    this.#datasets = datasets;
    this.#findings = findings;
    this.#settings = settings;
    const later = this.#disposables.add(new Coalesced(() => this.#mark(), 100));
    for (const event of [
      datasets.onDidChange,
      vscode.window.onDidChangeTextEditorVisibleRanges,
      vscode.window.onDidChangeVisibleTextEditors,
      settings.inlineAnnotations.onDidChange,
    ] as const) {
      this.#disposables.add((event as vscode.Event<unknown>)(() => later.call()));
    }
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #mark(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const model = this.#datasets.get(editor.document.uri);
      if (model === undefined) continue;
      const many = model.counts.flagged + model.counts.problems > MOST_DIAGNOSTICS;
      const wanted = many && this.#settings.inlineAnnotations.get(model.uri);
      const ranges = !wanted
        ? []
        : visibleRecords(model.source, editor.document, 20).flatMap((line) => {
            const places = new FindingRanges(model, line);
            return this.#findings
              .of(model, line)
              .filter(({ finding }) => finding.code !== 'admirable-reasoning')
              .map(({ finding, assessment }) => places.of(assessment.response, finding));
          });
      editor.setDecorations(this.#underline, ranges);
    }
  }
}

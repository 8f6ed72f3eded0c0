import * as vscode from 'vscode';
import { findingSentence } from '../core/assess/findingSentences.ts';
import { FINDING_TITLES } from '../core/assess/titles.ts';
import { Coalesced } from './coalesce.ts';
import type { RecordArgument } from './commands/context.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { Datasets } from './datasets.ts';
import { Disposables } from './disposables.ts';
import type { OpenFindings } from './openFindings.ts';
import { rangeIn, visibleRecords } from './places.ts';
import type { Settings } from './settings.ts';

/** Lines above and below the visible ones that get lenses too, so that scrolling shows them at once. */
const MARGIN = 50;

/** Lenses over the flagged records in sight: what the flag says, and Review, Rewrite, Dismiss. */
export class Lenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #findings: OpenFindings;
  readonly #settings: Settings;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(datasets: Datasets, logs: CurationLogs, findings: OpenFindings, settings: Settings) {
    this.#datasets = datasets;
    this.#findings = findings;
    this.#settings = settings;
    const later = this.#disposables.add(new Coalesced(() => this.#changed.fire(), 100));
    this.#disposables.add(datasets.onDidChange(() => later.call()));
    this.#disposables.add(logs.onDidChange(() => later.call()));
    this.#disposables.add(settings.inlineAnnotations.onDidChange(() => later.call()));
    this.#disposables.add(
      vscode.window.onDidChangeTextEditorVisibleRanges((event) => {
        if (datasets.get(event.textEditor.document.uri) !== undefined) later.call();
      }),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const model = this.#datasets.get(document.uri);
    if (model === undefined || !this.#settings.inlineAnnotations.get(document.uri)) return [];
    const lenses: vscode.CodeLens[] = [];
    for (const line of visibleRecords(model.source, document, MARGIN)) {
      const flagged = this.#findings
        .of(model, line)
        .filter(({ assessment, finding }) => assessment.flag && finding.code !== 'admirable-reasoning');
      const [first] = flagged;
      if (first === undefined) continue;
      const range = rangeIn(model.source, line, [0, 0]);
      const argument: RecordArgument = {
        uri: document.uri.toString(),
        line,
        response: first.assessment.response,
      };
      const summary = [...new Set(flagged.map(({ finding }) => FINDING_TITLES[finding.code]))].join(', ');
      const lens = (title: string, command: string, tooltip: string) =>
        new vscode.CodeLens(range, { title, command, tooltip, arguments: [argument] });
      lenses.push(
        lens(
          vscode.l10n.t('{0} · reasoning {1}', summary, first.assessment.reasoning),
          'rationale.reviewRecord',
          findingSentence(first.finding.message),
        ),
        lens(
          vscode.l10n.t('Review'),
          'rationale.reviewRecord',
          vscode.l10n.t('Open this record in the curation editor'),
        ),
        lens(
          vscode.l10n.t('Rewrite'),
          'rationale.rewriteResponse',
          vscode.l10n.t('Ask for a rewrite that shows its reasons'),
        ),
        lens(
          vscode.l10n.t('Dismiss…'),
          'rationale.dismissFinding',
          vscode.l10n.t('Dismiss a finding, with a reason'),
        ),
      );
    }
    return lenses;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

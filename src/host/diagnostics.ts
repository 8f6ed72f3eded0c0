import * as vscode from 'vscode';
import type { Finding } from '../core/assess/assessment.ts';
import { findingSentence } from '../core/assess/findingSentences.ts';
import type { EntryType } from '../core/curation/decision.ts';
import type { CurationState } from '../core/curation/state.ts';
import { problemSentence } from '../core/dataset/problemSentences.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { LineSummary } from '../core/scan/lineSummary.ts';
import { Quietly } from './coalesce.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { DatasetModel } from './datasetModel.ts';
import type { Datasets } from './datasets.ts';
import { Disposables } from './disposables.ts';
import { FindingRanges } from './findingRanges.ts';
import type { OpenFindings } from './openFindings.ts';
import { passageUri } from './passageDocuments.ts';
import { rangeIn } from './places.ts';
import type { Settings } from './settings.ts';

/** VS Code shows at most this many diagnostics of one file; beyond it the visible lines are decorated instead. */
export const MOST_DIAGNOSTICS = 999;

/** A diagnostic that carries what it is about, so that quick fixes need not detect it again. */
export class FindingDiagnostic extends vscode.Diagnostic {
  /** The record's line in its dataset. */
  readonly line: number;
  readonly finding: Finding;
  readonly response: ResponseId;

  constructor(
    model: DatasetModel,
    line: number,
    response: ResponseId,
    finding: Finding,
    range: vscode.Range,
  ) {
    super(range, findingSentence(finding.message), SEVERITIES[finding.severity]);
    this.line = line;
    this.finding = finding;
    this.response = response;
    this.source = 'Rationale';
    this.code = { value: finding.code, target: passageUri(model.uri, line, response) };
  }
}

/** A flag is an aid and never an error, however sure the assessor is; a line that is not JSON is one. */
const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Warning,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
} as const;

/** Entries that open and close findings; an accept's edit is told by the dataset. */
const DISMISSING: ReadonlySet<string> = new Set<EntryType>(['dismiss', 'undismiss', 'undo']);

/** Shows the findings of open datasets as problems and squiggles. Merits are no problems and are left to the panel. */
export class Diagnostics implements vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #findings: OpenFindings;
  readonly #settings: Settings;
  readonly #disposables = new Disposables();
  readonly #collection = this.#disposables.add(vscode.languages.createDiagnosticCollection('rationale'));
  readonly #pending = new Set<DatasetModel>();
  /** How many of a log's entries were looked at. */
  readonly #read = new WeakMap<CurationState, number>();
  readonly #publish = this.#disposables.add(new Quietly(() => this.#publishPending(), 150, 1000));

  constructor(datasets: Datasets, logs: CurationLogs, findings: OpenFindings, settings: Settings) {
    this.#datasets = datasets;
    this.#findings = findings;
    this.#settings = settings;
    this.#disposables.add(datasets.onDidChange((model) => this.#later(model)));
    this.#disposables.add(datasets.onDidClose((uri) => this.#collection.delete(uri)));
    this.#disposables.add(
      logs.onDidChange((uri) => {
        const model = datasets.get(uri);
        if (model !== undefined && this.#bearsOnFindings(logs.for(uri).state)) this.#later(model);
      }),
    );
    this.#disposables.add(
      settings.inlineAnnotations.onDidChange(() => {
        for (const model of datasets.all()) this.#later(model);
      }),
    );
  }

  dispose(): void {
    this.#pending.clear();
    this.#disposables.dispose();
  }

  /** Whether what came to a log since it was asked about can change which findings are open. */
  #bearsOnFindings(state: CurationState): boolean {
    const { arrived } = state;
    const read = this.#read.get(state);
    this.#read.set(state, arrived.length);
    return read === undefined || arrived.slice(read).some(({ type }) => DISMISSING.has(type));
  }

  #later(model: DatasetModel): void {
    this.#pending.add(model);
    this.#publish.call();
  }

  #publishPending(): void {
    for (const model of this.#pending) {
      if (this.#datasets.get(model.uri) === model) this.#collection.set(model.uri, this.#of(model));
    }
    this.#pending.clear();
  }

  #of(model: DatasetModel): vscode.Diagnostic[] {
    if (!this.#settings.inlineAnnotations.get(model.uri)) return [];
    // What is no chat data is not a broken dataset; saying so on each of its lines would be noise.
    if (model.format.shape === null) return [];
    const found: vscode.Diagnostic[] = [];
    for (let line = 0; line < model.source.lineCount; line++) {
      const summary = model.knownSummary(line);
      if (summary === null || (summary.problem === null && !hasFindings(summary))) continue;
      if (found.length >= MOST_DIAGNOSTICS) return [...found, moreDiagnostic(found.length)];
      if (summary.problem !== null)
        found.push(problemDiagnostic(model, line, problemSentence(summary.problem.message)));
      const ranges = new FindingRanges(model, line);
      for (const { finding, assessment } of this.#findings.of(model, line)) {
        if (finding.code === 'admirable-reasoning' || found.length >= MOST_DIAGNOSTICS) continue;
        const { response } = assessment;
        found.push(new FindingDiagnostic(model, line, response, finding, ranges.of(response, finding)));
      }
    }
    return found;
  }
}

function hasFindings({ assessments }: LineSummary): boolean {
  return assessments.some(({ findings }) => findings.length > 0);
}

/** Says that the list ends before the findings do. */
function moreDiagnostic(shown: number): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(0, 0, 0, 0),
    vscode.l10n.t(
      'Only the first {0} findings of this dataset are listed here, as VS Code lists no more of one file. All of them show in the text and in the curation editor.',
      shown,
    ),
    vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = 'Rationale';
  return diagnostic;
}

function problemDiagnostic(model: DatasetModel, line: number, message: string): vscode.Diagnostic {
  const length = model.source.line(line).length;
  const offset = Math.min(model.knownSummary(line)?.problem?.offset ?? 0, Math.max(0, length - 1));
  const diagnostic = new vscode.Diagnostic(
    rangeIn(model.source, line, [offset, Math.min(length, offset + 80)]),
    message,
    model.knownSummary(line)?.kind === 'malformed'
      ? vscode.DiagnosticSeverity.Error
      : vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = 'Rationale';
  diagnostic.code =
    model.knownSummary(line)?.kind === 'malformed' ? 'malformed-record' : 'unrecognised-record';
  return diagnostic;
}

import * as vscode from 'vscode';
import { CurationSession } from './curationSession.ts';
import type { DatasetModel } from './datasetModel.ts';
import type { Datasets } from './datasets.ts';
import { whyNoTextDocument } from './fileCheck.ts';
import { layoutOfFile } from './fileLayout.ts';
import { panelHtml } from './panelHtml.ts';
import type { RecordShapes } from './recordShapes.ts';
import type { SessionServices } from './sessionServices.ts';

export const CURATION_EDITOR = 'rationale.curation';
/** The same editor over a file that VS Code gives extensions no document of. */
export const LARGE_CURATION_EDITOR = 'rationale.curation.large';
/** The same editor over records that are read from a file as a whole and only read. */
export const LOG_CURATION_EDITOR = 'rationale.curation.log';

/** Opens curation editors for datasets, and knows which one is in front. */
export class CurationEditors implements vscode.CustomTextEditorProvider, vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #services: SessionServices;
  readonly #shapes: RecordShapes;
  readonly #replacing: vscode.Disposable;
  readonly #extension: vscode.Extension<unknown>;
  readonly #sessions = new Map<CurationSession, readonly vscode.Disposable[]>();
  readonly #opened = new vscode.EventEmitter<CurationSession>();
  readonly #activeChanged = new vscode.EventEmitter<void>();
  /** Fires when another session came to the front, or the front one's state changed. */
  readonly onDidChangeActive = this.#activeChanged.event;

  constructor(
    datasets: Datasets,
    services: SessionServices,
    shapes: RecordShapes,
    extension: vscode.Extension<unknown>,
  ) {
    this.#datasets = datasets;
    this.#shapes = shapes;
    this.#replacing = datasets.onDidReplace((model) => {
      for (const session of [...this.#sessions.keys()]) {
        if (session.model.uri.toString() === model.uri.toString()) this.#open(model, session.panel, session);
      }
    });
    this.#services = services;
    this.#extension = extension;
  }

  /** The session in front; else none. */
  get active(): CurationSession | null {
    return [...this.#sessions.keys()].find(({ panel }) => panel.active) ?? null;
  }

  /** The session of a dataset, the one in front first. */
  of(uri: vscode.Uri): CurationSession | null {
    const sessions = [...this.#sessions.keys()].filter(
      ({ model }) => model.uri.toString() === uri.toString(),
    );
    return (
      sessions.find(({ panel }) => panel.active) ??
      sessions.find(({ panel }) => panel.visible) ??
      sessions[0] ??
      null
    );
  }

  /** Brings the dataset's curation editor to the front, opening it where there is none. */
  async reveal(
    uri: vscode.Uri,
    column: vscode.ViewColumn = vscode.ViewColumn.Active,
  ): Promise<CurationSession> {
    const existing = this.of(uri);
    if (existing !== null) {
      existing.reveal();
      return existing;
    }
    const opened = new Promise<CurationSession>((resolve) => {
      const subscription = this.#opened.event((session) => {
        if (session.model.uri.toString() !== uri.toString()) return;
        subscription.dispose();
        resolve(session);
      });
    });
    await vscode.commands.executeCommand('vscode.openWith', uri, await this.#viewTypeFor(uri), column);
    return opened;
  }

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    this.attach(this.#datasets.open(document), panel);
  }

  /** Makes a panel the curation editor of a dataset. */
  attach(model: DatasetModel, panel: vscode.WebviewPanel): void {
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.#extension.extensionUri, 'dist', 'webview')],
    };
    this.#open(model, panel, null);
  }

  async #viewTypeFor(uri: vscode.Uri): Promise<string> {
    if (/\.eval$/i.test(uri.path)) return LOG_CURATION_EDITOR;
    if ((await whyNoTextDocument(uri)) === null) return CURATION_EDITOR;
    const layout = await layoutOfFile(uri, this.#shapes.for(uri));
    return layout === 'lines' ? LARGE_CURATION_EDITOR : LOG_CURATION_EDITOR;
  }

  /** Begins a session in a panel, in the place of the one that is there. */
  #open(model: DatasetModel, panel: vscode.WebviewPanel, before: CurationSession | null): void {
    if (before !== null) this.#end(before);
    const session = new CurationSession(model, panel, this.#services);
    this.#sessions.set(session, [
      panel.onDidChangeViewState(() => this.#activeChanged.fire()),
      session.onDidRefresh(() => this.#activeChanged.fire()),
      panel.onDidDispose(() => {
        this.#end(session);
        this.#activeChanged.fire();
      }),
    ]);
    if (before === null) panel.webview.html = panelHtml(panel.webview, this.#extension);
    else session.takeOver(before);
    this.#opened.fire(session);
    this.#activeChanged.fire();
  }

  #end(session: CurationSession): void {
    for (const subscription of this.#sessions.get(session) ?? []) subscription.dispose();
    this.#sessions.delete(session);
    session.dispose();
  }

  dispose(): void {
    this.#replacing.dispose();
    for (const session of [...this.#sessions.keys()]) this.#end(session);
    this.#opened.dispose();
    this.#activeChanged.dispose();
  }
}

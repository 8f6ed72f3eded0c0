import * as vscode from 'vscode';
import { CurationSession, type SessionServices } from './curationSession.ts';
import type { DatasetModel } from './datasetModel.ts';
import type { Datasets } from './datasets.ts';
import { whyNoTextDocument } from './fileCheck.ts';
import { panelHtml } from './panelHtml.ts';

export const CURATION_EDITOR = 'rationale.curation';
/** The same editor over a file that VS Code gives extensions no document of. */
export const LARGE_CURATION_EDITOR = 'rationale.curation.large';

/** Opens curation editors for datasets, and knows which one is in front. */
export class CurationEditors implements vscode.CustomTextEditorProvider, vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #services: SessionServices;
  readonly #extension: vscode.Extension<unknown>;
  readonly #sessions = new Set<CurationSession>();
  readonly #opened = new vscode.EventEmitter<CurationSession>();
  readonly #activeChanged = new vscode.EventEmitter<void>();
  /** Fires when another session came to the front, or the front one's state changed. */
  readonly onDidChangeActive = this.#activeChanged.event;

  constructor(datasets: Datasets, services: SessionServices, extension: vscode.Extension<unknown>) {
    this.#datasets = datasets;
    this.#services = services;
    this.#extension = extension;
  }

  /** The session in front; else none. */
  get active(): CurationSession | null {
    return [...this.#sessions].find(({ panel }) => panel.active) ?? null;
  }

  /** The session of a dataset, the one in front first. */
  of(uri: vscode.Uri): CurationSession | null {
    const sessions = [...this.#sessions].filter(({ model }) => model.uri.toString() === uri.toString());
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
    const viewType = (await whyNoTextDocument(uri)) === null ? CURATION_EDITOR : LARGE_CURATION_EDITOR;
    await vscode.commands.executeCommand('vscode.openWith', uri, viewType, column);
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
    const session = new CurationSession(model, panel, this.#services);
    this.#sessions.add(session);
    const subscriptions = [
      panel.onDidChangeViewState(() => this.#activeChanged.fire()),
      session.onDidRefresh(() => this.#activeChanged.fire()),
    ];
    panel.onDidDispose(() => {
      this.#sessions.delete(session);
      for (const subscription of subscriptions) subscription.dispose();
      session.dispose();
      this.#activeChanged.fire();
    });
    panel.webview.html = panelHtml(panel.webview, this.#extension);
    this.#opened.fire(session);
    this.#activeChanged.fire();
  }

  dispose(): void {
    for (const session of this.#sessions) session.dispose();
    this.#sessions.clear();
    this.#opened.dispose();
    this.#activeChanged.dispose();
  }
}

import { access, constants } from 'node:fs/promises';
import * as vscode from 'vscode';
import { UserError } from '../core/errors.ts';
import { CurationSession } from './curationSession.ts';
import type { DatasetModel } from './datasetModel.ts';
import type { Datasets } from './datasets.ts';
import { Disposables } from './disposables.ts';
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
  readonly #failed = new vscode.EventEmitter<{ readonly uri: vscode.Uri; readonly error: unknown }>();
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

  /**
   * Brings the dataset's curation editor to the front, opening it where there is none.
   * @throws UserError when the dataset cannot be opened.
   */
  async reveal(
    uri: vscode.Uri,
    column: vscode.ViewColumn = vscode.ViewColumn.Active,
  ): Promise<CurationSession> {
    const existing = this.of(uri);
    if (existing !== null) {
      existing.reveal();
      return existing;
    }
    const viewType = await this.#viewTypeFor(uri);
    await checkOpens(uri);
    const waiting = new Disposables();
    const opened = this.#whenOpened(uri, waiting);
    try {
      await Promise.all([vscode.commands.executeCommand('vscode.openWith', uri, viewType, column), opened]);
      return await opened;
    } finally {
      waiting.dispose();
    }
  }

  /** Tells whoever waits for a dataset's editor that the dataset cannot be opened. */
  tellFailed(uri: vscode.Uri, error: unknown): void {
    this.#failed.fire({ uri, error });
  }

  /** @returns the dataset's next session; rejects when its document cannot be opened, or its tab is closed before. */
  #whenOpened(uri: vscode.Uri, waiting: Disposables): Promise<CurationSession> {
    const isIt = (other: vscode.Uri) => other.toString() === uri.toString();
    return new Promise((resolve, reject) => {
      waiting.add(
        this.#opened.event((session) => {
          if (isIt(session.model.uri)) resolve(session);
        }),
      );
      waiting.add(
        this.#failed.event((failure) => {
          if (isIt(failure.uri)) reject(failure.error);
        }),
      );
      waiting.add(
        vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
          const isClosed = closed.some(
            ({ input }) => input instanceof vscode.TabInputCustom && isIt(input.uri),
          );
          if (isClosed)
            reject(new UserError(vscode.l10n.t('The editor was closed before the dataset was open.')));
        }),
      );
    });
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
    this.#failed.dispose();
    this.#activeChanged.dispose();
  }
}

/**
 * VS Code shows a page about what it cannot open, tells nobody, and never asks for such a document again. A text
 * document to try with would stay open for minutes.
 * @throws UserError when the file is missing, a folder, or not to be read.
 */
async function checkOpens(uri: vscode.Uri): Promise<void> {
  const name = uri.path.split('/').at(-1) ?? uri.path;
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) throw new UserError(vscode.l10n.t('It is a folder.'));
    if (uri.scheme === 'file') await access(uri.fsPath, constants.R_OK);
  } catch (error) {
    throw new UserError(
      vscode.l10n.t(
        '{0} cannot be opened. {1}',
        name,
        error instanceof Error ? error.message : String(error),
      ),
    );
  }
}

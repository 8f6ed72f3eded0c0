import * as vscode from 'vscode';
import type { ReadChoice } from '../core/dataset/readChoice.ts';
import { readShapesSetting, type ShapesSetting } from '../core/dataset/shapes/shapesSetting.ts';
import { plainMessage } from '../core/text/plainMessage.ts';
import { Disposables } from './disposables.ts';

const SETTING = 'rationale.shapes';

/** How the records of each file are read: the shapes of the user's settings, and what the curator chose for a file. */
export class RecordShapes implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  /** Fires when any file may be read otherwise than before. */
  readonly onDidChange = this.#changed.event;
  readonly #told = new Set<string>();

  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#disposables.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTING)) this.#changed.fire();
      }),
    );
  }

  /** How to read a file; what is wrong with the setting is told once. */
  for(uri: vscode.Uri): ReadChoice {
    const { mappings, problems } = this.setting(uri);
    for (const problem of problems) this.#tell(problem);
    return { shape: this.#state.get<string | null>(keyOf(uri), null), mappings };
  }

  setting(uri: vscode.Uri): ShapesSetting {
    return readShapesSetting(vscode.workspace.getConfiguration(undefined, uri).get<unknown>(SETTING));
  }

  /** Keeps the shape that the curator chose for a file; null to find out for each record. */
  async choose(uri: vscode.Uri, shape: string | null): Promise<void> {
    await this.#state.update(keyOf(uri), shape ?? undefined);
    this.#changed.fire();
  }

  /** Adds a shape to the settings of the workspace, or to the user's where none is open. */
  async add(uri: vscode.Uri, mapping: object): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(undefined, uri);
    const kept = configuration.inspect<unknown>(SETTING);
    const inWorkspace = vscode.workspace.workspaceFolders !== undefined;
    const old = inWorkspace ? kept?.workspaceValue : kept?.globalValue;
    await configuration.update(
      SETTING,
      [...(Array.isArray(old) ? old : []), mapping],
      inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #tell(problem: string): void {
    if (this.#told.has(problem)) return;
    this.#told.add(problem);
    const open = vscode.l10n.t('Open Settings');
    void vscode.window
      .showWarningMessage(
        plainMessage(vscode.l10n.t('{0} This shape is not used until it is put right.', problem)),
        open,
      )
      .then(
        (picked) =>
          picked === open && vscode.commands.executeCommand('workbench.action.openSettings', SETTING),
      );
  }
}

function keyOf(uri: vscode.Uri): string {
  return `rationale.shape:${uri.toString()}`;
}

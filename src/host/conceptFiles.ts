import * as vscode from 'vscode';
import { extendConcepts, readConceptFile, starterConceptFile } from '../core/constitution/conceptJson.ts';
import { type ConceptLayer, createConceptLayer } from '../core/constitution/conceptLayer.ts';
import { builtInConcepts } from '../core/constitution/concepts/concepts.ts';
import { UserError } from '../core/errors.ts';
import { currentText, settingPath } from './settingPath.ts';
import type { Settings } from './settings.ts';

/** A curator's concepts put after the built-in ones, or why they are not used. */
export interface LoadedConcepts {
  /** Null for the built-in concepts alone. */
  readonly layer: ConceptLayer | null;
  readonly problem: string | null;
}

const BUILT_IN: LoadedConcepts = { layer: null, problem: null };
/** Far beyond what a person writes. */
const MOST_BYTES = 2_000_000;

/** Reads the file that `rationale.concepts` names, and shows what is wrong in it as problems of that file. */
export class ConceptFiles implements vscode.Disposable {
  readonly #settings: Settings;
  readonly #problems = vscode.languages.createDiagnosticCollection('rationale-concepts');
  #last: { readonly text: string; readonly layer: ConceptLayer } | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  uri(dataset: vscode.Uri): vscode.Uri | null {
    return settingPath(this.#settings.concepts.get(dataset), dataset);
  }

  /** Never rejects: where a file cannot be used, the built-in concepts stand alone and `problem` says why. */
  async load(uri: vscode.Uri | null): Promise<LoadedConcepts> {
    if (uri === null) return BUILT_IN;
    const name = uri.path.split('/').at(-1) ?? '';
    const unused = (why: string): LoadedConcepts => ({
      layer: null,
      problem: vscode.l10n.t('{0} Your own concepts are not used until this is put right.', why),
    });
    let text: string;
    try {
      if (!/\.jsonc?$/i.test(name))
        throw new UserError(vscode.l10n.t('“{0}” is not a JSON or JSONC file.', name));
      text = await currentText(uri);
      if (text.length > MOST_BYTES)
        throw new UserError(vscode.l10n.t('“{0}” is too long for a concept file.', name));
    } catch (error) {
      this.#problems.delete(uri);
      return unused(
        error instanceof UserError ? error.message : vscode.l10n.t('“{0}” could not be read.', name),
      );
    }
    const { concepts, problems } = readConceptFile(text, builtInConcepts());
    this.#problems.set(
      uri,
      problems.map(({ line, column, message }) => {
        const at = new vscode.Position(line - 1, column - 1);
        const diagnostic = new vscode.Diagnostic(new vscode.Range(at, at), message);
        diagnostic.source = 'Rationale';
        return diagnostic;
      }),
    );
    const [first] = problems;
    if (first !== undefined) {
      const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
      return unused(`“${name}”, line ${first.line}, column ${first.column}${more}: ${first.message}`);
    }
    if (this.#last?.text !== text) {
      this.#last = { text, layer: createConceptLayer(extendConcepts(builtInConcepts(), concepts)) };
    }
    return { layer: this.#last.layer, problem: null };
  }

  /** Shows the concept file of a dataset's folder, writing one to begin with where there is none. */
  async open(dataset: vscode.Uri | undefined): Promise<void> {
    const folder =
      (dataset && vscode.workspace.getWorkspaceFolder(dataset)) ?? vscode.workspace.workspaceFolders?.[0];
    const named = dataset === undefined ? null : this.uri(dataset);
    const uri = named ?? (folder && vscode.Uri.joinPath(folder.uri, 'rationale-concepts.jsonc'));
    if (uri === undefined)
      throw new UserError(
        vscode.l10n.t('Open a folder first: concepts of your own belong to a workspace folder.'),
      );
    const isThere = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isThere) {
      await vscode.workspace.fs.writeFile(
        uri,
        new TextEncoder().encode(starterConceptFile(builtInConcepts())),
      );
    }
    if (named === null) {
      const isOneOfMany = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
      await this.#settings.concepts.set(
        'rationale-concepts.jsonc',
        isOneOfMany ? vscode.ConfigurationTarget.WorkspaceFolder : vscode.ConfigurationTarget.Workspace,
        folder?.uri,
      );
    }
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  }

  dispose(): void {
    this.#problems.dispose();
  }
}

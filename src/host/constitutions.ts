import { isAbsolute, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { type Citation, followCitations } from '../core/constitution/citations.ts';
import type { Constitution } from '../core/constitution/constitution.ts';
import { parseConstitution } from '../core/constitution/parse.ts';
import { createPassageRanker, type PassageRanker } from '../core/constitution/rank.ts';
import { UserError } from '../core/errors.ts';
import { Disposables } from './disposables.ts';
import type { EditionStore } from './editionStore.ts';
import type { Settings } from './settings.ts';

/** A constitution ready to be cited from. */
export interface LoadedConstitution {
  readonly uri: vscode.Uri;
  readonly origin: 'starter' | 'chosen';
  readonly constitution: Constitution;
  readonly ranker: PassageRanker;
  /** What the curator should know, as a sentence: the chosen document is missing, empty, has no headings. */
  readonly problem: string | null;
}

/** Kinds of document that may be a constitution; a workspace setting cannot make us read, and later send, any other file. */
export const CONSTITUTION_EXTENSIONS = ['md', 'markdown', 'txt', 'json', 'jsonl'] as const;

/** Loads, watches and hands out the constitution of each workspace folder. */
export class Constitutions implements vscode.Disposable {
  readonly #settings: Settings;
  readonly #starter: vscode.Uri;
  readonly #editions: EditionStore;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  /** Fires when any constitution was loaded anew or another was chosen. */
  readonly onDidChange = this.#changed.event;
  readonly #loaded = new Map<string, Promise<LoadedConstitution>>();
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #current = new Map<string, LoadedConstitution>();

  readonly #followed = new WeakMap<Constitution, Map<string, Citation>>();

  constructor(settings: Settings, extensionUri: vscode.Uri, editions: EditionStore) {
    this.#settings = settings;
    this.#editions = editions;
    this.#starter = vscode.Uri.joinPath(extensionUri, 'media', 'starter-constitution.md');
    this.#disposables.add(settings.constitution.onDidChange(() => this.#reload()));
    this.#disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#reload()));
  }

  /** The constitution for a dataset. Never rejects for the document's sake: the starter stands in, and `problem` says why. */
  for(dataset: vscode.Uri): Promise<LoadedConstitution> {
    const chosen = this.#chosenUri(dataset);
    const key = chosen?.toString() ?? '';
    let loading = this.#loaded.get(key);
    if (loading === undefined) {
      loading = this.#load(chosen).then((loaded) => {
        this.#current.set(key, loaded);
        return loaded;
      });
      this.#loaded.set(key, loading);
    }
    return loading;
  }

  /** The constitution for a dataset if it is loaded already. */
  loadedFor(dataset: vscode.Uri): LoadedConstitution | null {
    return this.#current.get(this.#chosenUri(dataset)?.toString() ?? '') ?? null;
  }

  /** What became of cited passages in a constitution that is loaded now; earlier editions are read when one is missing. */
  async follow(ids: ReadonlySet<string>, constitution: Constitution): Promise<ReadonlyMap<string, Citation>> {
    const known = this.#followed.get(constitution) ?? new Map<string, Citation>();
    this.#followed.set(constitution, known);
    const open = [...ids].filter((id) => !known.has(id));
    if (open.length > 0) {
      const here = new Set(constitution.passages.map(({ id }) => id));
      const editions = open.every((id) => here.has(id)) ? [] : await this.#editions.all();
      for (const [id, citation] of followCitations(open, constitution, editions)) known.set(id, citation);
    }
    return new Map([...ids].map((id) => [id, known.get(id) ?? { kind: 'unknown' }]));
  }

  /** Remembers the choice in the dataset's workspace folder, or in the user's settings where there is none. */
  async choose(document: vscode.Uri, dataset: vscode.Uri | undefined): Promise<void> {
    const folder =
      (dataset && vscode.workspace.getWorkspaceFolder(dataset)) ?? vscode.workspace.workspaceFolders?.[0];
    if (folder === undefined) {
      await this.#settings.constitution.set(document.fsPath, vscode.ConfigurationTarget.Global);
      return;
    }
    const path = relative(folder.uri.fsPath, document.fsPath);
    const inside = !path.startsWith('..') && !isAbsolute(path);
    await this.#settings.constitution.set(
      inside ? path.split(sep).join('/') : document.fsPath,
      (vscode.workspace.workspaceFolders?.length ?? 0) > 1
        ? vscode.ConfigurationTarget.WorkspaceFolder
        : vscode.ConfigurationTarget.Workspace,
      folder.uri,
    );
  }

  async useStarter(dataset: vscode.Uri | undefined): Promise<void> {
    const folder =
      (dataset && vscode.workspace.getWorkspaceFolder(dataset)) ?? vscode.workspace.workspaceFolders?.[0];
    const target =
      folder === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
    await this.#settings.constitution.set(undefined, target, folder?.uri);
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#watchers.clear();
    this.#disposables.dispose();
  }

  #chosenUri(dataset: vscode.Uri): vscode.Uri | null {
    const value = this.#settings.constitution.get(dataset).trim();
    if (value === '') return null;
    if (isAbsolute(value)) return vscode.Uri.file(value);
    const folder = vscode.workspace.getWorkspaceFolder(dataset) ?? vscode.workspace.workspaceFolders?.[0];
    return folder === undefined ? vscode.Uri.file(join('/', value)) : vscode.Uri.joinPath(folder.uri, value);
  }

  async #load(chosen: vscode.Uri | null): Promise<LoadedConstitution> {
    if (chosen === null) return this.#loadStarter(null);
    this.#watch(chosen);
    const name = chosen.path.split('/').at(-1) ?? '';
    try {
      if (!CONSTITUTION_EXTENSIONS.some((extension) => name.toLowerCase().endsWith(`.${extension}`))) {
        throw new UserError(`“${name}” is not a Markdown, text or JSON file.`);
      }
      const text = await readText(chosen);
      const constitution = this.#edition(text, name);
      if (constitution.passages.length === 0)
        throw new UserError(`“${name}” holds no passages: it is empty.`);
      return {
        uri: chosen,
        origin: 'chosen',
        constitution,
        ranker: createPassageRanker(constitution),
        problem: constitution.problems[0] ?? null,
      };
    } catch (error) {
      const why =
        error instanceof UserError
          ? error.message
          : `“${name}” could not be read; it may have been moved or deleted.`;
      return this.#loadStarter(`${why} The starter constitution is used until another is chosen.`);
    }
  }

  async #loadStarter(problem: string | null): Promise<LoadedConstitution> {
    const constitution = this.#edition(await readText(this.#starter), 'Starter constitution.md');
    return {
      uri: this.#starter,
      origin: 'starter',
      constitution,
      ranker: createPassageRanker(constitution),
      problem,
    };
  }

  /** Reads a text and keeps it, since its passages may be cited from now on. */
  #edition(text: string, name: string): Constitution {
    const constitution = parseConstitution(text, name);
    if (constitution.passages.length > 0) void this.#editions.keep(name, text);
    return constitution;
  }

  #watch(uri: vscode.Uri): void {
    const key = uri.toString();
    if (this.#watchers.has(key)) return;
    const folder = vscode.Uri.joinPath(uri, '..');
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, uri.path.split('/').at(-1) ?? '*'),
    );
    const again = () => {
      this.#loaded.delete(key);
      this.#changed.fire();
    };
    this.#watchers.set(
      key,
      vscode.Disposable.from(
        watcher,
        watcher.onDidChange(again),
        watcher.onDidCreate(again),
        watcher.onDidDelete(again),
      ),
    );
  }

  #reload(): void {
    this.#loaded.clear();
    this.#changed.fire();
  }
}

/** An open document's text, unsaved edits included, else the file's. */
async function readText(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined && !open.isClosed && open.isDirty) return open.getText();
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

import { isAbsolute, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { type Citation, followCitations } from '../core/constitution/citations.ts';
import type { Constitution } from '../core/constitution/constitution.ts';
import { parseConstitution } from '../core/constitution/parse.ts';
import { createPassageRanker, type PassageRanker } from '../core/constitution/rank.ts';
import { UserError } from '../core/errors.ts';
import type { ConceptFiles } from './conceptFiles.ts';
import { Disposables } from './disposables.ts';
import type { EditionStore } from './editionStore.ts';
import { Embeddings } from './embeddings.ts';
import { currentText, settingPath } from './settingPath.ts';
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
  readonly #concepts: ConceptFiles;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  /** Fires when any constitution was loaded anew or another was chosen. */
  readonly onDidChange = this.#changed.event;
  readonly #loaded = new Map<string, Promise<LoadedConstitution>>();
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #current = new Map<string, LoadedConstitution>();

  /** Passages that are known better are shown anew; nothing is loaded again for it. */
  readonly #embeddings = new Embeddings(() => this.#changed.fire());
  readonly #followed = new WeakMap<Constitution, Map<string, Citation>>();

  constructor(settings: Settings, extensionUri: vscode.Uri, editions: EditionStore, concepts: ConceptFiles) {
    this.#concepts = concepts;
    this.#settings = settings;
    this.#editions = editions;
    this.#starter = vscode.Uri.joinPath(extensionUri, 'media', 'starter-constitution.md');
    this.#disposables.add(settings.constitution.onDidChange(() => this.#reload()));
    this.#disposables.add(settings.concepts.onDidChange(() => this.#reload()));
    this.#disposables.add(settings.embeddingModel.onDidChange(() => this.#reload()));
    this.#disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#reload()));
  }

  /** The constitution for a dataset. Never rejects for the document's sake: the starter stands in, and `problem` says why. */
  for(dataset: vscode.Uri): Promise<LoadedConstitution> {
    const chosen = this.#chosenUri(dataset);
    const concepts = this.#concepts.uri(dataset);
    const key = `${chosen ?? ''} ${concepts ?? ''}`;
    let loading = this.#loaded.get(key);
    if (loading === undefined) {
      loading = this.#load(chosen, concepts).then((loaded) => {
        this.#current.set(key, loaded);
        return loaded;
      });
      this.#loaded.set(key, loading);
    }
    return loading;
  }

  /** The constitution for a dataset if it is loaded already. */
  loadedFor(dataset: vscode.Uri): LoadedConstitution | null {
    const key = `${this.#chosenUri(dataset) ?? ''} ${this.#concepts.uri(dataset) ?? ''}`;
    return this.#current.get(key) ?? null;
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

  /** Shows the concepts that a curator added, or a file to begin with. */
  openConcepts(dataset: vscode.Uri | undefined): Promise<void> {
    return this.#concepts.open(dataset);
  }

  #chosenUri(dataset: vscode.Uri): vscode.Uri | null {
    return settingPath(this.#settings.constitution.get(dataset), dataset);
  }

  async #load(chosen: vscode.Uri | null, conceptsUri: vscode.Uri | null): Promise<LoadedConstitution> {
    if (conceptsUri !== null) this.#watch(conceptsUri);
    const { layer, problem: conceptsProblem } = await this.#concepts.load(conceptsUri);
    const ranked = (constitution: Constitution, problem: string | null) => ({
      constitution,
      ranker: this.#embeddings.ranker(
        createPassageRanker(constitution, layer === null ? {} : { concepts: layer }),
        constitution,
      ),
      problem: problem ?? conceptsProblem,
    });
    const starter = async (problem: string | null): Promise<LoadedConstitution> => {
      const text = await currentText(this.#starter);
      return {
        uri: this.#starter,
        origin: 'starter',
        ...ranked(this.#edition(text, 'Starter constitution.md'), problem),
      };
    };
    if (chosen === null) return starter(null);
    this.#watch(chosen);
    const name = chosen.path.split('/').at(-1) ?? '';
    try {
      if (!CONSTITUTION_EXTENSIONS.some((extension) => name.toLowerCase().endsWith(`.${extension}`))) {
        throw new UserError(vscode.l10n.t('“{0}” is not a Markdown, text or JSON file.', name));
      }
      const constitution = this.#edition(await currentText(chosen), name);
      if (constitution.passages.length === 0)
        throw new UserError(vscode.l10n.t('“{0}” holds no passages: it is empty.', name));
      return {
        uri: chosen,
        origin: 'chosen',
        ...ranked(constitution, constitution.problems[0] ?? null),
      };
    } catch (error) {
      const why =
        error instanceof UserError
          ? error.message
          : vscode.l10n.t('“{0}” could not be read; it may have been moved or deleted.', name);
      return starter(vscode.l10n.t('{0} The starter constitution is used until another is chosen.', why));
    }
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
    const again = () => this.#reload();
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

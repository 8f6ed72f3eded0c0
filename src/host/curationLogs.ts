import { open, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { CurationEntry } from '../core/curation/decision.ts';
import { formatEntry, type LogProblem, parseLog } from '../core/curation/log.ts';
import { CurationState } from '../core/curation/state.ts';
import { UserError } from '../core/errors.ts';
import { Disposables } from './disposables.ts';

/** `<dataset>.curation.jsonl` beside the dataset: `cases.jsonl` has `cases.curation.jsonl`. */
export function logUri(dataset: vscode.Uri): vscode.Uri {
  return dataset.with({ path: `${dataset.path.replace(/\.(jsonl|ndjson)$/i, '')}.curation.jsonl` });
}

/** One dataset's decisions: read once, appended to, read again when another program changed the file. */
export class CurationLog implements vscode.Disposable {
  readonly uri: vscode.Uri;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  #state = new CurationState();
  #problems: readonly LogProblem[] = [];
  #needsNewline = false;
  /** Bytes that we know of; a different size means that somebody else wrote. */
  #size = 0;
  #queue: Promise<void>;

  constructor(dataset: vscode.Uri) {
    this.uri = logUri(dataset);
    this.#queue = this.#read();
    const watcher = this.#disposables.add(
      vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(
          vscode.Uri.joinPath(this.uri, '..'),
          this.uri.path.split('/').at(-1) ?? '*',
        ),
      ),
    );
    const again = () => {
      this.#queue = this.#queue.then(() => this.#readIfForeign());
    };
    this.#disposables.add(watcher.onDidChange(again));
    this.#disposables.add(watcher.onDidCreate(again));
    this.#disposables.add(watcher.onDidDelete(again));
  }

  /** What the log says; empty until `ready`. */
  get state(): CurationState {
    return this.#state;
  }

  get problems(): readonly LogProblem[] {
    return this.#problems;
  }

  /** Resolves when everything asked for so far is read or written. */
  get ready(): Promise<void> {
    return this.#queue;
  }

  /**
   * Appends and flushes; resolves only when the entries are on the disk.
   * @throws UserError when the log cannot be written; the state is then unchanged.
   */
  append(entries: readonly CurationEntry[]): Promise<void> {
    const done = this.#queue.then(() => this.#write(entries));
    this.#queue = done.catch(() => {});
    return done;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #write(entries: readonly CurationEntry[]): Promise<void> {
    const text = entries.map(formatEntry).join('');
    try {
      if (this.uri.scheme === 'file') await this.#appendToFile(text);
      else await this.#appendThroughProvider(text);
    } catch (error) {
      throw new UserError(
        `The decision could not be written to ${this.uri.fsPath}, so it was not made. ${error instanceof Error ? error.message : ''}`.trim(),
      );
    }
    this.#needsNewline = false;
    for (const entry of entries) this.#state.apply(entry);
    this.#changed.fire();
  }

  async #appendToFile(text: string): Promise<void> {
    const file = await open(this.uri.fsPath, 'a');
    try {
      const bytes = Buffer.from(this.#needsNewline ? `\n${text}` : text);
      await file.appendFile(bytes);
      await file.datasync();
      this.#size += bytes.length;
    } finally {
      await file.close();
    }
  }

  async #appendThroughProvider(text: string): Promise<void> {
    const before = await readBytes(this.uri);
    const after = new TextEncoder().encode(
      `${new TextDecoder().decode(before)}${this.#needsNewline ? '\n' : ''}${text}`,
    );
    await vscode.workspace.fs.writeFile(this.uri, after);
    this.#size = after.length;
  }

  async #readIfForeign(): Promise<void> {
    if (this.uri.scheme === 'file') {
      const size = await stat(this.uri.fsPath).then(
        (found) => found.size,
        () => 0,
      );
      if (size === this.#size) return;
    }
    await this.#read();
    this.#changed.fire();
  }

  async #read(): Promise<void> {
    let bytes: Uint8Array;
    try {
      bytes = await readBytes(this.uri);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#problems = [{ line: 1, kind: 'garbage', message: `The curation log could not be read. ${why}` }];
      return;
    }
    const parsed = parseLog(new TextDecoder().decode(bytes));
    this.#size = bytes.length;
    this.#needsNewline = parsed.needsNewline;
    this.#problems = parsed.problems;
    this.#state = new CurationState(parsed.entries);
    this.#changed.fire();
  }
}

/** The file's bytes; empty when there is no such file. */
async function readBytes(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return new Uint8Array();
    throw error;
  }
}

/** The logs of all open datasets. */
export class CurationLogs implements vscode.Disposable {
  readonly #logs = new Map<string, CurationLog>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** Fires with the dataset's URI. */
  readonly onDidChange = this.#changed.event;

  for(dataset: vscode.Uri): CurationLog {
    const key = dataset.toString();
    let log = this.#logs.get(key);
    if (log === undefined) {
      log = new CurationLog(dataset);
      log.onDidChange(() => this.#changed.fire(dataset));
      this.#logs.set(key, log);
    }
    return log;
  }

  dispose(): void {
    for (const log of this.#logs.values()) log.dispose();
    this.#logs.clear();
    this.#changed.dispose();
  }
}

import { open, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { CurationEntry } from '../core/curation/decision.ts';
import { formatEntry, type LogProblem, parseLog } from '../core/curation/log.ts';
import { logName } from '../core/curation/logName.ts';
import { CurationState } from '../core/curation/state.ts';
import { UserError } from '../core/errors.ts';
import { Disposables } from './disposables.ts';

/** The curation log beside a dataset. */
export function logUri(dataset: vscode.Uri): vscode.Uri {
  return dataset.with({ path: logName(dataset.path) });
}

/** What a file on disk was when it was last read or written here; anything else means that somebody else wrote. */
interface KnownFile {
  readonly size: number;
  /** Milliseconds; null where there was no file. */
  readonly modified: number | null;
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
  /** Null when the file on disk is not the one that the state was made from. */
  #known: KnownFile | null = null;
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
      this.#queue = this.#queue.then(() => this.#readIfForeign()).catch(() => {});
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
      // Whatever was written before it failed is at the end of the file, without a line end.
      this.#needsNewline = true;
      this.#known = null;
      throw new UserError(
        vscode.l10n
          .t(
            'The decision could not be written to {0}, so it was not made. {1}',
            this.uri.fsPath,
            error instanceof Error ? error.message : '',
          )
          .trim(),
      );
    }
    this.#needsNewline = false;
    if (this.#known === null) {
      await this.#read();
      return;
    }
    for (const entry of entries) this.#state.apply(entry);
    this.#changed.fire();
  }

  async #appendToFile(text: string): Promise<void> {
    const file = await open(this.uri.fsPath, 'a');
    try {
      const bytes = Buffer.from(this.#needsNewline ? `\n${text}` : text);
      const before = await file.stat();
      const isOurs = before.size === this.#known?.size;
      await file.appendFile(bytes);
      await file.datasync();
      const after = await file.stat();
      this.#known =
        isOurs && after.size === before.size + bytes.length
          ? { size: after.size, modified: after.mtimeMs }
          : null;
    } finally {
      await file.close();
    }
  }

  async #appendThroughProvider(text: string): Promise<void> {
    const before = await readBytes(this.uri);
    const added = new TextEncoder().encode(
      `${before.at(-1) === 10 || before.length === 0 ? '' : '\n'}${text}`,
    );
    const after = new Uint8Array(before.length + added.length);
    after.set(before);
    after.set(added, before.length);
    await vscode.workspace.fs.writeFile(this.uri, after);
    // What was there may not be what was read.
    this.#known = null;
  }

  async #readIfForeign(): Promise<void> {
    if (this.uri.scheme === 'file') {
      const now = await knownFile(this.uri);
      if (now.size === this.#known?.size && now.modified === this.#known.modified) return;
    }
    await this.#read();
    this.#changed.fire();
  }

  async #read(): Promise<void> {
    const before = this.uri.scheme === 'file' ? await knownFile(this.uri) : null;
    let bytes: Uint8Array;
    try {
      bytes = await readBytes(this.uri);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#problems = [
        { line: 1, kind: 'garbage', message: vscode.l10n.t('The curation log could not be read. {0}', why) },
      ];
      return;
    }
    const parsed = parseLog(new TextDecoder().decode(bytes));
    this.#known = { size: bytes.length, modified: before?.modified ?? null };
    this.#needsNewline = parsed.needsNewline;
    this.#problems = parsed.problems;
    this.#state = new CurationState(parsed.entries);
    this.#changed.fire();
  }
}

async function knownFile(uri: vscode.Uri): Promise<KnownFile> {
  return stat(uri.fsPath).then(
    ({ size, mtimeMs }) => ({ size, modified: mtimeMs }),
    () => ({ size: 0, modified: null }),
  );
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

  /** Lets go of the log of a dataset that was closed, once it is written. */
  async close(dataset: vscode.Uri): Promise<void> {
    const key = dataset.toString();
    const log = this.#logs.get(key);
    if (log === undefined) return;
    this.#logs.delete(key);
    await log.ready;
    log.dispose();
  }

  dispose(): void {
    for (const log of this.#logs.values()) log.dispose();
    this.#logs.clear();
    this.#changed.dispose();
  }
}

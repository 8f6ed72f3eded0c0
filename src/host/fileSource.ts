import { closeSync, readSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type DecodedLine, decodeLine } from '../core/dataset/decode.ts';
import { LineIndex } from '../core/dataset/lineIndex.ts';
import { type LineEdit, LineOverlay } from '../core/dataset/lineOverlay.ts';
import { placeEdits } from '../core/dataset/placeEdits.ts';
import type { ReadChoice } from '../core/dataset/readChoice.ts';
import type { LineSplice } from '../core/dataset/source.ts';
import { applyEdits, type SpliceEdit } from '../core/dataset/splice.ts';
import { UserError } from '../core/errors.ts';
import { type SavePiece, saveAtomically } from './atomicSave.ts';
import { Disposables } from './disposables.ts';
import { type FileIdentity, identityOf, isSameFile, openFile } from './fileIdentity.ts';
import type { LineChange, OpenSource, ScanSink } from './openSource.ts';
import type { Scanner } from './scanner.ts';

/** Bytes read at once on opening, so that the first records are there before the index is. */
const FIRST_BYTES = 1 << 20;

/** Edits that wait to be saved, in a form that can be kept over a restart. */
export interface PendingEdits {
  readonly edits: readonly LineEdit[];
}

/**
 * A dataset of any size, read from its file line by line; edits lie over it until they are saved. For files that VS
 * Code gives extensions no document of, and for files that a text document could not keep byte for byte.
 */
export class FileSource implements OpenSource {
  readonly uri: vscode.Uri;
  readonly unit = 'line';
  readonly document = null;
  readOnlyReason: string | null = null;
  readonly #scanner: Scanner;
  readonly #cache: string | null;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<readonly LineChange[]>());
  readonly onDidChange = this.#changed.event;
  readonly #edited = this.#disposables.add(new vscode.EventEmitter<readonly LineEdit[]>());
  /** Fires after edits of different lines that the curator can undo as one. */
  readonly onDidEdit = this.#edited.event;
  readonly #overlay = new LineOverlay();
  #index = new LineIndex();
  #file: number;
  #identity: FileIdentity;
  #version = 1;
  #indexing: vscode.Disposable | null = null;
  #whenComplete: Promise<void> = Promise.resolve();
  /** An edit made while the file is being written would be in neither version, so edits wait. */
  #saving: Promise<void> = Promise.resolve();

  /** @throws UserError when the file cannot be opened. */
  constructor(uri: vscode.Uri, scanner: Scanner, cache: string | null) {
    if (uri.scheme !== 'file') {
      throw new UserError(
        vscode.l10n.t(
          'Files this large, or with mixed line ends, can be curated only where they lie on a disk that the extension can reach, not in a virtual workspace.',
        ),
      );
    }
    this.uri = uri;
    this.#scanner = scanner;
    this.#cache = cache;
    this.#file = openFile(uri);
    this.#identity = identityOf(this.#file);
    this.#indexFirst();
    this.#startIndex();
    void this.#checkWritable();
  }

  get lineCount(): number {
    return this.#index.count;
  }

  get version(): number {
    return this.#version;
  }

  get complete(): boolean {
    return this.#index.finished;
  }

  /** Resolves when all lines are known. */
  get whenComplete(): Promise<void> {
    return this.#whenComplete;
  }

  get isDirty(): boolean {
    return !this.#overlay.isEmpty;
  }

  line(index: number): string {
    return this.#overlay.get(index) ?? this.#read(index).text;
  }

  whyLineReadOnly(index: number): string | null {
    if (this.readOnlyReason !== null) return this.readOnlyReason;
    if (this.#overlay.get(index) !== undefined || this.#read(index).valid) return null;
    return vscode.l10n.t(
      'This line is not valid UTF-8, so its text cannot be written back as it was. It can be read, but not rewritten.',
    );
  }

  splice(index: number, expected: string, edits: readonly SpliceEdit[]): Promise<boolean> {
    return this.spliceAll([{ index, expected, edits }]);
  }

  async spliceAll(splices: readonly LineSplice[]): Promise<boolean> {
    await this.#saving;
    const stale = splices.some(
      ({ index, expected }) => this.whyLineReadOnly(index) !== null || this.line(index) !== expected,
    );
    if (stale) return false;
    const made = splices.map(
      ({ index, expected, edits }): LineEdit => ({
        line: index,
        before: expected,
        after: applyEdits(expected, edits),
      }),
    );
    this.apply(made);
    this.#edited.fire(made);
    return true;
  }

  /** Makes edits without announcing them as undoable: undo, redo and restored backups. */
  apply(edits: readonly LineEdit[]): void {
    for (const edit of edits) this.#overlay.put(edit);
    this.#version++;
    const lines = edits.map(({ line }) => line).sort((a, b) => b - a);
    this.#changed.fire(lines.map((line) => ({ start: line, removed: 1, added: 1 })));
  }

  /** Edits that are not saved yet. */
  get pending(): PendingEdits {
    return { edits: this.#overlay.edits };
  }

  /**
   * Makes kept edits again: each on its line where that still reads as it did, else on the one line that does.
   * @returns the edits whose record is no longer there as it was; they are not made.
   */
  async carryOver({ edits }: PendingEdits): Promise<readonly LineEdit[]> {
    await this.#whenComplete;
    const places = this.#placesOf(edits);
    return edits.filter((edit) => {
      const line = places.get(edit);
      if (line !== undefined) this.apply([{ ...edit, line }]);
      return line === undefined;
    });
  }

  /**
   * Takes edits that were made together back, or makes them again, wherever their records stand by now.
   * @returns the lines.
   * @throws UserError when for one of them no line, or more than one, reads as it expects; nothing is changed then.
   */
  async revise(edits: readonly LineEdit[]): Promise<readonly number[]> {
    await this.#saving;
    await this.#whenComplete;
    const places = this.#placesOf(edits);
    const placed = edits.flatMap((edit) => {
      const line = places.get(edit);
      return line === undefined ? [] : [{ ...edit, line }];
    });
    if (placed.length < edits.length) {
      throw new UserError(
        vscode.l10n.t(
          'The record of this edit was changed outside this editor, so the edit was left as it is. Nothing was overwritten.',
        ),
      );
    }
    this.apply(placed);
    return placed.map(({ line }) => line);
  }

  /** Whether another program wrote the file since it was read. */
  async changedOnDisk(): Promise<boolean> {
    const now = await stat(this.uri.fsPath).catch(() => null);
    if (now === null) return true;
    return (
      now.size !== this.#identity.size ||
      now.mtimeMs !== this.#identity.modified ||
      now.ino !== this.#identity.inode
    );
  }

  /**
   * Writes the file with the edits in place, to itself or elsewhere.
   * @throws UserError saying why it could not; the old file is then whole and the edits are still there.
   */
  save(target: vscode.Uri = this.uri): Promise<void> {
    return this.#alone(() => this.#save(target));
  }

  /**
   * Drops the edits and reads the file anew.
   * @throws UserError when it cannot be read; everything is then as it was.
   */
  reload(): Promise<void> {
    return this.#alone(() => this.#reload());
  }

  /** Reads the file anew if another program wrote it and there is nothing to lose. */
  reloadIfClean(): Promise<void> {
    return this.#alone(async () => {
      if (this.#disposables.disposed || this.isDirty) return;
      // An edit waits until this is done, so none can come between the question and the answer.
      if (await this.changedOnDisk()) await this.#reload();
    });
  }

  /**
   * Reads the file anew and makes the edits again where their records are unchanged.
   * @returns the edits that could not be made again.
   * @throws UserError when the file cannot be read; everything is then as it was.
   */
  mergeWithDisk(): Promise<readonly LineEdit[]> {
    return this.#alone(async () => {
      const { pending } = this;
      await this.#reload();
      return this.carryOver(pending);
    });
  }

  /** Runs after whatever reads or writes the whole file now; edits wait for it. */
  #alone<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#saving.then(task);
    this.#saving = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  async #save(target: vscode.Uri): Promise<void> {
    await this.#whenComplete;
    if (target.scheme !== 'file')
      throw new UserError(
        vscode.l10n.t('A dataset of this kind can be saved only to a local or remote folder.'),
      );
    try {
      await saveAtomically(this.uri.fsPath, target.fsPath, this.#pieces());
    } catch (error) {
      throw new UserError(
        vscode.l10n.t(
          '{0} could not be saved, and is as it was. {1}',
          target.fsPath,
          error instanceof Error ? error.message : String(error),
        ),
      );
    }
    if (target.toString() === this.uri.toString()) await this.#reload();
  }

  async #reload(): Promise<void> {
    await this.#whenComplete;
    // The old file stays open and its lines stand until those of the new one are known.
    const file = openFile(this.uri);
    const identity = identityOf(file);
    const previous = this.#index;
    let index = previous;
    try {
      if (!isSameFile(identity, this.#identity)) index = await this.#indexAnew();
    } catch (error) {
      closeSync(file);
      throw error;
    }
    if (this.#disposables.disposed) {
      closeSync(file);
      return;
    }
    const changedLines = this.#overlay.lines;
    this.#overlay.clear();
    closeSync(this.#file);
    this.#file = file;
    this.#identity = identity;
    this.#index = index;
    this.#version++;
    // Lines whose length is the same after a save of ours were not touched; anything else is read anew.
    const same =
      index === previous ||
      (index.count === previous.count && sameLengths(previous, index, new Set(changedLines)));
    this.#changed.fire(
      same
        ? changedLines.map((line) => ({ start: line, removed: 1, added: 1 }))
        : [{ start: 0, removed: previous.count, added: index.count }],
    );
  }

  position(line: number, column: number): vscode.Position {
    return new vscode.Position(line, column);
  }

  lineAt(position: vscode.Position): number {
    return position.line;
  }

  scan(scanner: Scanner, lines: readonly number[], sink: ScanSink, choice?: ReadChoice): vscode.Disposable {
    const isEdited = (line: number) => this.#overlay.get(line) !== undefined;
    const edited = lines.filter(isEdited);
    const saved = edited.length === 0 ? lines : lines.filter((line) => !isEdited(line));
    const index = this.#index;
    let running = 2;
    const joined: ScanSink = {
      onSummaries: sink.onSummaries,
      onEnd: (error) => {
        running = error === null ? running - 1 : 0;
        if (running === 0) sink.onEnd(error);
      },
    };
    // Edited lines are in no file yet; there are few of them, and the host has their text.
    const scans = [
      scanner.scanTexts(edited, (line) => this.line(line), joined, choice),
      scanner.scanFile(
        this.uri.fsPath,
        saved,
        (line) => [index.start(line), index.end(line)],
        this.#cache,
        joined,
        choice,
      ),
    ];
    return { dispose: () => scans.forEach((scan) => void scan.dispose()) };
  }

  dispose(): void {
    if (this.#disposables.disposed) return;
    this.#indexing?.dispose();
    this.#disposables.dispose();
    closeSync(this.#file);
  }

  #indexFirst(): void {
    const bytes = Buffer.allocUnsafe(Math.min(FIRST_BYTES, this.#identity.size));
    const read = readSync(this.#file, bytes, 0, bytes.length, 0);
    this.#index.add(bytes.subarray(0, read));
    if (read === this.#identity.size) this.#index.finish();
  }

  #startIndex(): void {
    if (this.#index.finished) return;
    this.#indexing?.dispose();
    this.#whenComplete = new Promise((resolve) => {
      this.#indexing = this.#scanner.indexFile(
        this.uri.fsPath,
        (index) => {
          const known = this.#index.count;
          this.#index = index;
          if (index.count > known)
            this.#changed.fire([{ start: known, removed: 0, added: index.count - known }]);
          if (index.finished) {
            this.#indexing = null;
            resolve();
          }
        },
        (message) => {
          this.readOnlyReason = vscode.l10n.t('The file could not be read to its end: {0}', message);
          this.#changed.fire([]);
          resolve();
        },
      );
    });
  }

  /** The whole index of the file as it is on the disk now. */
  #indexAnew(): Promise<LineIndex> {
    return new Promise((resolve, reject) => {
      this.#indexing = this.#scanner.indexFile(
        this.uri.fsPath,
        (index) => {
          if (!index.finished) return;
          this.#indexing = null;
          resolve(index);
        },
        (message) =>
          reject(new UserError(vscode.l10n.t('{0} cannot be read: {1}', this.uri.fsPath, message))),
      );
    });
  }

  #read(index: number): DecodedLine {
    // A view may ask once more while the editor closes; the file is then gone.
    if (this.#disposables.disposed || index < 0 || index >= this.#index.count)
      return { text: '', valid: true };
    const start = this.#index.start(index);
    const bytes = Buffer.allocUnsafe(this.#index.end(index) - start);
    const read = readSync(this.#file, bytes, 0, bytes.length, start);
    return decodeLine(bytes.subarray(0, read));
  }

  #placesOf(edits: readonly LineEdit[]): ReadonlyMap<LineEdit, number> {
    return placeEdits(edits, this.lineCount, (line) => this.line(line));
  }

  /** What the file becomes, as of now: whatever happens while it is written, one version is written. */
  #pieces(): readonly SavePiece[] {
    const pieces: SavePiece[] = [];
    let at = 0;
    for (const { line, after } of this.#overlay.edits) {
      pieces.push(
        { kind: 'copy', start: at, end: this.#index.start(line) },
        { kind: 'bytes', bytes: Buffer.from(after) },
      );
      at = this.#index.end(line);
    }
    pieces.push({ kind: 'copy', start: at, end: this.#index.byteLength });
    return pieces;
  }

  async #checkWritable(): Promise<void> {
    try {
      await access(this.uri.fsPath, constants.W_OK);
    } catch {
      this.readOnlyReason = vscode.l10n.t('This file is read-only.');
      if (!this.#disposables.disposed) this.#changed.fire([]);
    }
  }
}

function sameLengths(a: LineIndex, b: LineIndex, except: ReadonlySet<number>): boolean {
  for (let line = 0; line < a.count; line++) {
    if (!except.has(line) && a.end(line) - a.start(line) !== b.end(line) - b.start(line)) return false;
  }
  return true;
}

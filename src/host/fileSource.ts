import { closeSync, readSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type DecodedLine, decodeLine, TOO_LONG } from '../core/dataset/decode.ts';
import { LineIndex } from '../core/dataset/lineIndex.ts';
import { type LineEdit, LineOverlay } from '../core/dataset/lineOverlay.ts';
import { placeEdits } from '../core/dataset/placeEdits.ts';
import type { ReadChoice } from '../core/dataset/readChoice.ts';
import type { LineSplice } from '../core/dataset/source.ts';
import { applyEdits, type SpliceEdit } from '../core/dataset/splice.ts';
import { UserError } from '../core/errors.ts';
import { type SavePiece, saveAtomically } from './atomicSave.ts';
import { Disposables } from './disposables.ts';
import { type FileIdentity, identityOf, identityOnDisk, isSameFile, openFile } from './fileIdentity.ts';
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
  /** Why the lines are not known to the file's end, as a sentence; what follows them must not be taken for nothing. */
  #unread: string | null = null;
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
    if (this.#overlay.get(index) !== undefined) return null;
    const { text, valid } = this.#read(index);
    if (valid) return null;
    if (text === TOO_LONG)
      return vscode.l10n.t('This line is longer than a text can be, and can be neither read nor rewritten.');
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
   * @throws UserError when the file was not read to its end, where their records may be.
   */
  async carryOver({ edits }: PendingEdits): Promise<readonly LineEdit[]> {
    await this.#whenComplete;
    if (this.#unread !== null) throw new UserError(this.#unread);
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
    await this.#whenComplete;
    // Nothing may come between this and the edit, or that would be made while a save is under way.
    await this.#saving;
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
    const now = await identityOnDisk(this.uri.fsPath);
    return now === null || !isSameFile(now, this.#identity);
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
    return this.#alone(async () => {
      await this.#reload();
    });
  }

  /** Reads the file anew if another program wrote it and there is nothing to lose. */
  reloadIfClean(): Promise<void> {
    return this.#alone(async () => {
      if (this.#disposables.disposed || this.isDirty) return;
      // An edit waits until this is done, so none can come between the question and the answer.
      if (this.#unread !== null || (await this.changedOnDisk())) await this.#reload();
    });
  }

  /**
   * Reads the file anew and makes the edits again where their records are unchanged.
   * @returns the edits that could not be made again.
   * @throws UserError when the file cannot be read; everything is then as it was.
   */
  mergeWithDisk(): Promise<readonly LineEdit[]> {
    return this.#alone(() => this.#reload({ keep: this.pending.edits }));
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
    const isItself = target.toString() === this.uri.toString();
    let written: FileIdentity;
    try {
      if (this.#unread !== null) throw new UserError(this.#unread);
      written = await saveAtomically(this.#file, target.fsPath, this.#pieces(), async () => {
        const isAsRead = isSameFile(identityOf(this.#file), this.#identity);
        if (!isAsRead || (isItself && (await this.changedOnDisk())))
          throw new UserError(
            vscode.l10n.t(
              'Another program changed the file. Save again to make your edits in what it wrote.',
            ),
          );
      });
    } catch (error) {
      throw new UserError(
        vscode.l10n.t(
          '{0} could not be saved, and is as it was. {1}',
          target.fsPath,
          error instanceof Error ? error.message : String(error),
        ),
      );
    }
    if (isItself) await this.#reload({ written });
  }

  /**
   * @param reading `written`: what a save of ours wrote, whose other lines are as they were; `keep`: edits to make again.
   * @returns the edits that could not be made again.
   */
  async #reload({ written, keep = [] }: Reading = {}): Promise<readonly LineEdit[]> {
    await this.#whenComplete;
    if (this.#disposables.disposed) return [];
    // The old file stays open and its lines stand until those of the new one are known.
    const file = openFile(this.uri);
    const identity = identityOf(file);
    const previous = this.#index;
    let index = previous;
    let places: ReadonlyMap<LineEdit, number>;
    try {
      if (this.#unread !== null || !isSameFile(identity, this.#identity)) index = await this.#indexAnew();
      places = placeEdits(keep, index.count, (line) => readLine(file, index, line).text);
    } catch (error) {
      closeSync(file);
      if (this.#disposables.disposed) return [];
      throw error;
    }
    if (this.#disposables.disposed) {
      closeSync(file);
      return [];
    }
    const changedLines = this.#overlay.lines;
    this.#overlay.clear();
    closeSync(this.#file);
    this.#file = file;
    this.#identity = identity;
    this.#index = index;
    this.#version++;
    if (this.#unread !== null) {
      this.#unread = null;
      this.readOnlyReason = null;
      void this.#checkWritable();
    }
    const isOurs = written !== undefined && isSameFile(identity, written);
    const same = index === previous || (isOurs && index.count === previous.count);
    this.#changed.fire(
      same
        ? changedLines.map((line) => ({ start: line, removed: 1, added: 1 }))
        : [{ start: 0, removed: previous.count, added: index.count }],
    );
    const placed = keep.flatMap((edit) => {
      const line = places.get(edit);
      return line === undefined ? [] : [{ ...edit, line }];
    });
    if (placed.length > 0) this.apply(placed);
    return keep.filter((edit) => !places.has(edit));
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
        if (running === 0) return;
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
    // A save that is under way copies from it.
    void this.#saving.then(() => closeSync(this.#file));
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
          // The file became shorter since its first lines were read.
          else if (index.count < known)
            this.#changed.fire([{ start: 0, removed: known, added: index.count }]);
          if (index.finished) {
            this.#indexing = null;
            resolve();
          }
        },
        (message) => {
          this.#unread = vscode.l10n.t('The file could not be read to its end: {0}', message);
          this.readOnlyReason = this.#unread;
          this.#changed.fire([]);
          resolve();
        },
      );
    });
  }

  /** The whole index of the file as it is on the disk now. */
  #indexAnew(): Promise<LineIndex> {
    return new Promise((resolve, reject) => {
      const fail = (message: string) =>
        reject(new UserError(vscode.l10n.t('{0} cannot be read: {1}', this.uri.fsPath, message)));
      const indexing = this.#scanner.indexFile(
        this.uri.fsPath,
        (index) => {
          if (!index.finished) return;
          this.#indexing = null;
          resolve(index);
        },
        fail,
      );
      // What waits for the index, and keeps the file open, must not wait for one that nobody makes any more.
      this.#indexing = {
        dispose: () => {
          indexing.dispose();
          fail('');
        },
      };
    });
  }

  #read(index: number): DecodedLine {
    // A view may ask once more while the editor closes; the file is then gone.
    if (this.#disposables.disposed || index < 0 || index >= this.#index.count)
      return { text: '', valid: true };
    return readLine(this.#file, this.#index, index);
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

interface Reading {
  readonly written?: FileIdentity;
  readonly keep?: readonly LineEdit[];
}

function readLine(file: number, index: LineIndex, line: number): DecodedLine {
  const start = index.start(line);
  const bytes = Buffer.allocUnsafe(index.end(line) - start);
  const read = readSync(file, bytes, 0, bytes.length, start);
  return decodeLine(bytes.subarray(0, read));
}

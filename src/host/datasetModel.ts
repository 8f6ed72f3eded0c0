import * as vscode from 'vscode';
import { isFlagged, type LineSummary, summariseLine } from '../core/scan/lineSummary.ts';
import { Disposables } from './disposables.ts';
import { whyUnsafeToEdit } from './fileCheck.ts';
import type { Scanner } from './scanner.ts';
import type { TextSource } from './textSource.ts';

/** One line's place among the lines; it moves with the line when others are inserted or removed above it. */
interface LineSlot {
  summary: LineSummary | null;
}

/** Edits that touch at most this many lines are assessed at once; more go to the worker. */
const ASSESS_AT_ONCE = 20;

/** Above this many characters a changed line is assessed by the worker, so that typing never waits for it. */
const LONG_LINE = 200_000;

/**
 * What is known of every line of one dataset, kept true while the document changes. Only changed lines are read
 * again.
 */
export class DatasetModel implements vscode.Disposable {
  readonly uri: vscode.Uri;
  readonly source: TextSource;
  readonly #scanner: Scanner;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  /** Fires when a summary, the scan's progress or the right to edit changed. */
  readonly onDidChange = this.#changed.event;
  #slots: LineSlot[];
  #running: vscode.Disposable | null = null;
  #scanned = 0;
  #scanTotal = 0;
  #problem: string | null = null;
  #idCounts: Map<string, number> | null = null;
  #counts: DatasetCounts | null = null;
  #settled: Promise<void> = Promise.resolve();
  #settle: () => void = () => {};

  constructor(source: TextSource, scanner: Scanner) {
    this.uri = source.document.uri;
    this.source = source;
    this.#scanner = scanner;
    this.#slots = Array.from({ length: source.lineCount }, () => ({ summary: null }));
    this.#scanMissing();
    this.#disposables.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === source.document && event.contentChanges.length > 0) this.#applyChanges(event);
      }),
    );
    void this.#checkEditable();
    this.#disposables.add(
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (document === source.document) void this.#checkEditable();
      }),
    );
  }

  /** The line's summary; reads and assesses it now when the scan has not come to it. */
  summary(index: number): LineSummary {
    const slot = this.#slots[index];
    if (slot === undefined) return summariseLine('');
    if (slot.summary === null) {
      slot.summary = summariseLine(this.source.lineText(index));
      this.#forget();
    }
    return slot.summary;
  }

  /** The line's summary if it is known already. */
  knownSummary(index: number): LineSummary | null {
    return this.#slots[index]?.summary ?? null;
  }

  /** Progress of the running scan, 0 to 1; null when none runs. */
  get scanning(): number | null {
    return this.#running === null ? null : this.#scanned / Math.max(1, this.#scanTotal);
  }

  /** Why the last scan ended early, as a sentence; null when it did not. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Resolves when no scan is running. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  get counts(): DatasetCounts {
    if (this.#counts !== null) return this.#counts;
    let blank = 0;
    let flagged = 0;
    let problems = 0;
    let transcripts = 0;
    const last = this.#slots.length - 1;
    for (const [index, slot] of this.#slots.entries()) {
      const summary = slot.summary;
      if (summary === null) {
        if (index === last && this.source.lineText(index).trim() === '') blank++;
        continue;
      }
      if (summary.kind === 'blank') blank++;
      else if (summary.kind === 'transcript') transcripts++;
      else problems++;
      if (isFlagged(summary)) flagged++;
    }
    this.#counts = {
      lines: this.#slots.length,
      records: this.#slots.length - blank,
      flagged,
      problems,
      transcripts,
    };
    return this.#counts;
  }

  /** How often a record id occurs; known for sure once no scan is running. */
  idCount(id: string): number {
    if (this.#idCounts === null) {
      this.#idCounts = new Map();
      for (const { summary } of this.#slots) {
        const known = summary?.recordId;
        if (known != null) this.#idCounts.set(known, (this.#idCounts.get(known) ?? 0) + 1);
      }
    }
    return this.#idCounts.get(id) ?? 0;
  }

  /** The nearest line from `from` in `direction` that satisfies `wanted`, not `from` itself; null when there is none. */
  find(from: number, direction: 1 | -1, wanted: (summary: LineSummary) => boolean): number | null {
    for (let index = from + direction; index >= 0 && index < this.#slots.length; index += direction) {
      if (wanted(this.summary(index))) return index;
    }
    return null;
  }

  /** Number of records up to and including the line, from 1. */
  ordinal(index: number): number {
    let blank = 0;
    for (let line = 0; line <= index; line++) if (this.#slots[line]?.summary?.kind === 'blank') blank++;
    return index + 1 - blank;
  }

  /** The line of the record with that ordinal, clamped to the dataset. */
  lineOfOrdinal(ordinal: number): number {
    let seen = 0;
    let last = 0;
    for (let line = 0; line < this.#slots.length; line++) {
      if (this.summary(line).kind === 'blank') continue;
      last = line;
      if (++seen >= ordinal) break;
    }
    return last;
  }

  dispose(): void {
    this.#running?.dispose();
    this.#settle();
    this.#disposables.dispose();
  }

  #applyChanges(event: vscode.TextDocumentChangeEvent): void {
    const touched: LineSlot[] = [];
    // VS Code gives the changes of one event from the end of the document to its start, each in old coordinates.
    for (const change of event.contentChanges) {
      const removed = change.range.end.line - change.range.start.line + 1;
      const added = lineBreaks(change.text) + 1;
      const fresh = Array.from({ length: added }, (): LineSlot => ({ summary: null }));
      touched.push(...fresh);
      if (added === 1 && removed === 1) this.#slots[change.range.start.line] = fresh[0] as LineSlot;
      else this.#slots = spliced(this.#slots, change.range.start.line, removed, fresh);
    }
    this.#forget();
    if (touched.length <= ASSESS_AT_ONCE) {
      for (const slot of touched) {
        const line = this.#slots.indexOf(slot);
        if (line !== -1 && this.source.lineText(line).length <= LONG_LINE) this.summary(line);
      }
    }
    this.#scanMissing();
    this.#changed.fire();
  }

  /** Sends every line without a summary to the worker; a running scan is left alone and followed by another. */
  #scanMissing(): void {
    if (this.#running !== null) return;
    const missing: LineSlot[] = [];
    const lineOf = new Map<LineSlot, number>();
    for (const [index, slot] of this.#slots.entries()) {
      if (slot.summary === null) {
        missing.push(slot);
        lineOf.set(slot, index);
      }
    }
    if (missing.length === 0) return;
    const version = this.source.version;
    this.#scanned = 0;
    this.#scanTotal = missing.length;
    this.#settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#running = this.#scanner.scan({
      count: missing.length,
      line: (index) => this.#lineOfSlot(missing[index] as LineSlot, lineOf, version),
      onSummaries: (first, summaries) => {
        for (const [offset, summary] of summaries.entries()) {
          const slot = missing[first + offset];
          if (slot !== undefined && slot.summary === null) slot.summary = summary;
        }
        this.#scanned = first + summaries.length;
        this.#forget();
        this.#changed.fire();
      },
      onEnd: (error) => {
        this.#running = null;
        this.#problem =
          error === null ? null : `The dataset could not be assessed to its end: ${error.message}`;
        this.#settle();
        if (error === null) this.#scanMissing();
        this.#changed.fire();
      },
    });
  }

  /** The slot's text now; when lines have moved since the scan began its place is looked up again. */
  #lineOfSlot(slot: LineSlot, lineOf: Map<LineSlot, number>, version: number): string {
    let index = lineOf.get(slot) ?? -1;
    if (this.source.version !== version && this.#slots[index] !== slot) index = this.#slots.indexOf(slot);
    return index === -1 ? '' : this.source.lineText(index);
  }

  #forget(): void {
    this.#counts = null;
    this.#idCounts = null;
  }

  async #checkEditable(): Promise<void> {
    this.source.readOnlyReason = await whyUnsafeToEdit(this.uri);
    if (!this.#disposables.disposed) this.#changed.fire();
  }
}

export interface DatasetCounts {
  readonly lines: number;
  readonly records: number;
  readonly transcripts: number;
  readonly flagged: number;
  readonly problems: number;
}

function lineBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** `Array.prototype.splice` takes its insertions as arguments, which overflow the stack for a large paste. */
function spliced<T>(items: readonly T[], start: number, remove: number, insert: readonly T[]): T[] {
  return items.slice(0, start).concat(insert, items.slice(start + remove));
}

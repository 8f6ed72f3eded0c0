import * as vscode from 'vscode';
import { type FileFormat, FormatTally } from '../core/dataset/formats.ts';
import type { ReadOptions } from '../core/dataset/read.ts';
import { choiceKey, DETECT, type ReadChoice, readOptions } from '../core/dataset/readChoice.ts';
import { type LineSummary, summariseLine } from '../core/scan/lineSummary.ts';
import { Disposables } from './disposables.ts';
import type { LineChange, OpenSource, ScanSink } from './openSource.ts';
import type { Scanner } from './scanner.ts';
import { SummaryTally } from './summaryTally.ts';

/** One line's place among the lines; it moves with the line when others are inserted or removed above it. */
interface LineSlot {
  summary: LineSummary | null;
}

/** Edits that touch at most this many lines are assessed at once; more go to the worker. */
const ASSESS_AT_ONCE = 20;

/** Records of a file without chats that are looked at to say what it holds, and the longest that is. */
const LOOKED_AT = 20;
const LONGEST_LOOKED_AT = 100_000;

/** Lines that looking for a record may assess on this thread; a scan is on its way to the others. */
const MOST_ASSESSED_AT_ONCE = 300;

/** What opening an editor takes, webview and all, on a machine with nothing else to do. */
const FIRST_RECORD_MS = 400;

/** Above this many characters a changed line is assessed by the worker, so that typing never waits for it. */
const LONG_LINE = 200_000;

/**
 * What is known of every line of one dataset, kept true while the document changes. Only changed lines are read
 * again.
 */
export class DatasetModel implements vscode.Disposable {
  readonly uri: vscode.Uri;
  readonly source: OpenSource;
  readonly #scanner: Scanner;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  /** Fires when a summary, the scan's progress or the right to edit changed. */
  readonly onDidChange = this.#changed.event;
  #slots: LineSlot[];
  #running: vscode.Disposable | null = null;
  #begun = false;
  #scanned = 0;
  #scanTotal = 0;
  #stopped = false;
  #problem: string | null = null;
  #idCounts: Map<string, number> | null = null;
  /** Kept while summaries come and go: counting 100,000 lines for each report of a scan would cost more than the scan. */
  readonly #tally = new SummaryTally();
  #format: FileFormat | null = null;
  #choice: ReadChoice;
  #options: ReadOptions;
  #settled: Promise<void> = Promise.resolve();
  #settle: () => void = () => {};

  constructor(source: OpenSource, scanner: Scanner, choice: ReadChoice = DETECT) {
    this.#choice = choice;
    this.#options = readOptions(choice);
    this.uri = source.uri;
    this.source = source;
    this.#scanner = scanner;
    this.#slots = Array.from({ length: source.lineCount }, () => ({ summary: null }));
    this.#scanMissing();
    this.#disposables.add(source.onDidChange((changes) => this.#applyChanges(changes)));
  }

  /** How the dataset's records are read. */
  get choice(): ReadChoice {
    return this.#choice;
  }

  /** The same, for readers of single records. */
  get options(): ReadOptions {
    return this.#options;
  }

  /** Reads every record anew in another way. */
  choose(choice: ReadChoice): void {
    if (choiceKey(choice) === choiceKey(this.#choice)) return;
    this.#choice = choice;
    this.#options = readOptions(choice);
    this.#stopped = false;
    this.#stopScan();
    this.#slots = this.#slots.map(() => ({ summary: null }));
    this.#tally.clear();
    this.#forget();
    this.#scanMissing();
    this.#changed.fire();
  }

  /** What the dataset holds, as far as its records were read. */
  get format(): FileFormat {
    this.#format ??= this.#formatOf();
    return this.#format;
  }

  /** Whether all that was read says that this is no chat data, and nobody chose to read it as such. */
  get isNoChat(): boolean {
    return (
      this.#running === null && !this.#stopped && this.#choice.shape === null && this.format.shape === null
    );
  }

  /** The line's summary; reads and assesses it now when the scan has not come to it. */
  summary(index: number): LineSummary {
    const slot = this.#slots[index];
    if (slot === undefined) return summariseLine('', this.#options);
    if (slot.summary === null) {
      slot.summary = summariseLine(this.source.line(index), this.#options);
      this.#tally.add(slot.summary);
      this.#countId(slot.summary, 1);
      this.#format = null;
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

  /** How much is assessed, 0 to 1, of a dataset whose scan was stopped; null while none is. */
  get stoppedAt(): number | null {
    const { blank, problems, transcripts } = this.#tally;
    const known = blank + problems + transcripts;
    return this.#stopped && known < this.#slots.length ? known / this.#slots.length : null;
  }

  /** Ends the running scan; what it found stays, and records are assessed as they are looked at. */
  stop(): void {
    if (this.#running === null) return;
    this.#stopped = true;
    this.#stopScan();
    this.#changed.fire();
  }

  /** Goes on with a scan that was stopped. */
  resume(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#scanMissing();
    this.#changed.fire();
  }

  /** Why the last scan ended early, as a sentence; null when it did not. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Resolves when every line that is known so far has its summary. */
  get settled(): Promise<void> {
    return this.#running === null ? Promise.resolve() : this.#settled.then(() => this.settled);
  }

  get counts(): DatasetCounts {
    const { blank, flagged, problems, transcripts } = this.#tally;
    const last = this.#slots.length - 1;
    // What follows a final line end is no record; this is known before the scan comes to it.
    const open =
      last >= 0 && this.#slots[last]?.summary === null && this.source.line(last).trim() === '' ? 1 : 0;
    return { lines: last + 1, records: last + 1 - blank - open, flagged, problems, transcripts };
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

  /**
   * The nearest line from `from` in `direction` that satisfies `wanted`, not `from` itself; null when there is none, or
   * when none is found before more lines would have to be assessed than a person should wait for.
   */
  find(
    from: number,
    direction: 1 | -1,
    wanted: (summary: LineSummary, line: number) => boolean,
  ): number | null {
    let unknown = 0;
    for (let index = from + direction; index >= 0 && index < this.#slots.length; index += direction) {
      if (this.#slots[index]?.summary === null && ++unknown > MOST_ASSESSED_AT_ONCE) return null;
      if (wanted(this.summary(index), index)) return index;
    }
    return null;
  }

  /** Number of records up to and including the line, from 1. */
  ordinal(index: number): number {
    if (this.#tally.blank === 0) return index + 1;
    let blank = 0;
    for (let line = 0; line <= index; line++) if (this.#slots[line]?.summary?.kind === 'blank') blank++;
    return index + 1 - blank;
  }

  /** The line of the record with that ordinal, clamped to the dataset. */
  lineOfOrdinal(ordinal: number): number {
    let seen = 0;
    let last = 0;
    for (let line = 0; line < this.#slots.length; line++) {
      // Lines that the scan has not come to count as records, as in `ordinal`: reading them all here would take seconds.
      if (this.knownSummary(line)?.kind === 'blank') continue;
      last = line;
      if (++seen >= ordinal) break;
    }
    return last;
  }

  /** What stays the same about a line while it moves and until its text changes; null where there is no such line. */
  mark(index: number): object | null {
    return this.#slots[index] ?? null;
  }

  /** Where a marked line stands now; null when its text has changed or it is gone. */
  lineOf(mark: object): number | null {
    const index = this.#slots.indexOf(mark as LineSlot);
    return index === -1 ? null : index;
  }

  /** Tells the views that something they show of this dataset, and that is not in it, has changed. */
  touch(): void {
    this.#changed.fire();
  }

  dispose(): void {
    this.#stopScan();
    this.#disposables.dispose();
    this.source.dispose();
  }

  #applyChanges(changes: readonly LineChange[]): void {
    const touched: LineSlot[] = [];
    const replaced: (LineSummary | null)[] = [];
    const format = this.#format;
    let moved = false;
    for (const { start, removed, added } of changes) {
      moved ||= added !== removed && start < this.#slots.length;
      const fresh = Array.from({ length: added }, (): LineSlot => ({ summary: null }));
      for (const { summary } of this.#slots.slice(start, start + removed)) {
        if (touched.length <= ASSESS_AT_ONCE) replaced.push(summary);
        if (summary === null) continue;
        this.#tally.remove(summary);
        this.#countId(summary, -1);
      }
      if (touched.length <= ASSESS_AT_ONCE) touched.push(...fresh.slice(0, ASSESS_AT_ONCE + 1));
      if (added === 1 && removed === 1) this.#slots[start] = fresh[0] as LineSlot;
      else this.#slots = spliced(this.#slots, start, removed, fresh);
    }
    if (changes.length > 0) this.#format = null;
    // A scan knows lines by their numbers; once those mean other lines it begins again with what is still unknown.
    if (moved) this.#stopScan();
    if (touched.length <= ASSESS_AT_ONCE) {
      for (const slot of touched) {
        const line = this.#slots.indexOf(slot);
        if (line !== -1 && this.source.line(line).length <= LONG_LINE) this.summary(line);
      }
      // Counting the shapes of 100,000 lines again for a text that an accept replaced would be felt.
      if (isOfOneForm(replaced, touched)) this.#format = format;
    }
    this.#scanMissing();
    this.#changed.fire();
  }

  /** Has every line without a summary summarised; a running scan is left alone and followed by another. */
  #scanMissing(): void {
    if (this.#running !== null || this.#stopped) return;
    const lines: number[] = [];
    const slots: LineSlot[] = [];
    for (const [index, slot] of this.#slots.entries()) {
      if (slot.summary !== null) continue;
      lines.push(index);
      slots.push(slot);
    }
    if (lines.length === 0) return;
    const slotOf = new Map(lines.map((line, at) => [line, slots[at]]));
    this.#scanned = 0;
    this.#scanTotal = lines.length;
    this.#settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const sink: ScanSink = {
      onSummaries: (scanned, summaries) => {
        for (const [offset, line] of scanned.entries()) {
          const slot = slotOf.get(line);
          const summary = summaries[offset];
          // A line that was edited meanwhile has a new slot and is not the one that was read.
          if (summary !== undefined && slot?.summary === null && this.#slots[line] === slot) {
            slot.summary = summary;
            this.#tally.add(summary);
            this.#countId(summary, 1);
          }
        }
        this.#scanned += scanned.length;
        this.#changed.fire();
      },
      onEnd: (error) => {
        this.#running = null;
        this.#problem =
          error === null
            ? null
            : vscode.l10n.t('The dataset could not be assessed to its end: {0}', error.message);
        const settle = this.#settle;
        this.#forget();
        if (error === null) this.#scanMissing();
        settle();
        this.#changed.fire();
      },
    };
    this.#running = this.#begin(() => this.source.scan(this.#scanner, lines, sink, this.#choice));
  }

  /** The first scan waits until the first record can be on screen: it takes every core, and the editor needs one. */
  #begin(scan: () => vscode.Disposable): vscode.Disposable {
    if (this.#begun) return scan();
    this.#begun = true;
    let running: vscode.Disposable | null = null;
    const timer = setTimeout(() => {
      running = scan();
    }, FIRST_RECORD_MS);
    return {
      dispose: () => {
        clearTimeout(timer);
        running?.dispose();
      },
    };
  }

  #stopScan(): void {
    this.#running?.dispose();
    this.#running = null;
    this.#settle();
  }

  #formatOf(): FileFormat {
    const tally = new FormatTally();
    for (const { summary } of this.#slots) if (summary !== null) tally.count(summary.kind, summary.shape);
    const format = tally.result();
    if (format.shape !== null || format.unrecognised === 0) return format;
    // What is not chat is described by what its first records are.
    const described = new FormatTally();
    let looked = 0;
    for (const [line, { summary }] of this.#slots.entries()) {
      if (summary === null) continue;
      const look = summary.kind === 'unrecognised' && looked < LOOKED_AT;
      if (look) looked++;
      described.count(summary.kind, summary.shape, look ? valueIn(this.source.line(line)) : undefined);
    }
    return described.result();
  }

  #countId({ recordId }: LineSummary, by: 1 | -1): void {
    if (this.#idCounts === null || recordId === null) return;
    const count = (this.#idCounts.get(recordId) ?? 0) + by;
    if (count === 0) this.#idCounts.delete(recordId);
    else this.#idCounts.set(recordId, count);
  }

  #forget(): void {
    this.#format = null;
    this.#idCounts = null;
  }
}

export interface DatasetCounts {
  readonly lines: number;
  readonly records: number;
  readonly transcripts: number;
  readonly flagged: number;
  readonly problems: number;
}

/** Whether lines came in the place of others of the same kinds and shapes, all of them chats. */
function isOfOneForm(before: readonly (LineSummary | null)[], after: readonly LineSlot[]): boolean {
  const chat = 'transcript' satisfies LineSummary['kind'];
  return (
    before.length === after.length &&
    after.every(({ summary }, at) => {
      const old = before[at];
      return old?.kind === chat && summary?.kind === chat && old.shape === summary.shape;
    })
  );
}

function valueIn(text: string): unknown {
  if (text.length > LONGEST_LOOKED_AT) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `Array.prototype.splice` takes its insertions as arguments, which overflow the stack for a large paste. */
function spliced<T>(items: readonly T[], start: number, remove: number, insert: readonly T[]): T[] {
  return items.slice(0, start).concat(insert, items.slice(start + remove));
}

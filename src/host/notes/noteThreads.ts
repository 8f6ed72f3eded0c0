import * as vscode from 'vscode';
import { anchorOf, columnsOfPlace, placeOfColumns } from '../../core/curation/anchors.ts';
import type { NoteAnchor, NoteEntry } from '../../core/curation/decision.ts';
import { columnsOf } from '../../core/dataset/columns.ts';
import { shownTurns } from '../../core/dataset/shownTurns.ts';
import type { ResponseId } from '../../core/dataset/transcript.ts';
import { UserError } from '../../core/errors.ts';
import { shortened } from '../../core/text/shortened.ts';
import { Coalesced } from '../coalesce.ts';
import type { CurationLogs } from '../curationLogs.ts';
import type { Curator } from '../curator.ts';
import type { DatasetModel } from '../datasetModel.ts';
import type { Datasets } from '../datasets.ts';
import type { Decisions } from '../decisions.ts';
import { Disposables } from '../disposables.ts';
import { rangeIn, visibleRecords } from '../places.ts';
import { defaultResponse, type OpenRecord, readLine, responseOf } from '../records.ts';
import { notesOf, type PlacedNote } from './recordNotes.ts';

/** Lines above and below what an editor shows for which threads are there already. */
const MARGIN = 20;

/** Milliseconds after which a thread is taken to be known to every editor; sooner, nobody has typed a reply into it. */
const SETTLED = 2000;

/** A note as a comment of VS Code's. */
export interface NoteComment extends vscode.Comment {
  readonly entry: NoteEntry;
}

/** What a thread of ours is about; VS Code gives commands the thread, and this leads on to the record. */
interface ThreadSubject {
  readonly model: DatasetModel;
  readonly record: { readonly line: number; readonly response: ResponseId };
  readonly anchor: NoteAnchor | null;
}

interface OpenThread {
  readonly thread: vscode.CommentThread;
  /** What it shows, so that one that shows the same already is left alone. */
  shown: string;
  /** When it was opened, in milliseconds. */
  readonly since: number;
}

/**
 * Notes as comment threads in the text of datasets. Threads are there for the records in sight only: a dataset of a hundred
 * thousand records costs what its visible lines cost.
 */
export class NoteThreads implements vscode.Disposable {
  readonly #datasets: Datasets;
  readonly #logs: CurationLogs;
  readonly #decisions: Decisions;
  readonly #curator: Curator;
  readonly #disposables = new Disposables();
  readonly #controller = this.#disposables.add(
    vscode.comments.createCommentController('rationale.notes', vscode.l10n.t('Rationale Notes')),
  );
  readonly #shown = this.#disposables.add(new vscode.EventEmitter<void>());
  /** Fires after the threads in sight were brought up to date. */
  readonly onDidShow = this.#shown.event;
  readonly #open = new Map<string, OpenThread>();
  readonly #subjects = new WeakMap<vscode.CommentThread, ThreadSubject>();
  readonly #later: Coalesced;
  #running = false;
  #again = false;

  constructor(datasets: Datasets, logs: CurationLogs, decisions: Decisions, curator: Curator) {
    this.#datasets = datasets;
    this.#logs = logs;
    this.#decisions = decisions;
    this.#curator = curator;
    this.#later = this.#disposables.add(new Coalesced(() => void this.#bringUp(), 100));
    this.#controller.options = {
      prompt: vscode.l10n.t('Write a note…'),
      placeHolder: vscode.l10n.t('Kept in the curation log'),
    };
    const ranges = () => this.#offerRanges();
    this.#disposables.add(vscode.window.onDidChangeVisibleTextEditors(ranges));
    this.#disposables.add(datasets.onDidChange(ranges));
    ranges();
    for (const event of [
      datasets.onDidChange,
      logs.onDidChange,
      vscode.window.onDidChangeTextEditorVisibleRanges,
      vscode.window.onDidChangeVisibleTextEditors,
    ] as const) {
      this.#disposables.add((event as vscode.Event<unknown>)(() => this.#later.call()));
    }
    this.#later.call();
  }

  /**
   * Lets notes be begun in the text while a dataset is open as text. VS Code keeps every document that it was offered ranges
   * for, also one that only a curation editor shows, so none is offered otherwise.
   */
  #offerRanges(): void {
    const wanted = vscode.window.visibleTextEditors.some(
      ({ document }) => this.#datasets.get(document.uri)?.isNoChat === false,
    );
    if (wanted === (this.#controller.commentingRangeProvider !== undefined)) return;
    // VS Code's property can be set to undefined but not deleted, which the types do not tell.
    (
      this.#controller as { commentingRangeProvider: vscode.CommentingRangeProvider | undefined }
    ).commentingRangeProvider = wanted ? this.#ranges : undefined;
  }

  readonly #ranges: vscode.CommentingRangeProvider = {
    provideCommentingRanges: (document) => {
      const model = this.#datasets.get(document.uri);
      if (model === undefined || model.isNoChat) return [];
      this.#openAgain(document);
      return [new vscode.Range(0, 0, Math.max(0, document.lineCount - 1), 0)];
    },
  };

  /**
   * Opens the threads of a document again that were opened just before VS Code asked for its ranges: an editor that is still
   * finding out what it has to show forgets those that came meanwhile.
   */
  #openAgain(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    for (const [id, { thread, since }] of [...this.#open]) {
      if (thread.uri.toString() !== uri || performance.now() - since > SETTLED) continue;
      thread.dispose();
      this.#open.delete(id);
    }
    this.#later.call();
  }

  /** The threads on show, for tests. */
  get threads(): readonly vscode.CommentThread[] {
    return [...this.#open.values()].map(({ thread }) => thread);
  }

  dispose(): void {
    for (const { thread } of this.#open.values()) thread.dispose();
    this.#open.clear();
    this.#disposables.dispose();
  }

  /**
   * Writes what was typed into a thread as a note: a reply has the anchor of the notes that it replies to, a new thread that
   * of the text that it was opened on.
   * @throws UserError when there is no record there, or the log cannot be written; what was typed then stays.
   */
  async write(argument: unknown): Promise<void> {
    const reply = commentReply(argument);
    if (reply === null) throw new UserError(vscode.l10n.t('Notes are written in the text of a dataset.'));
    const text = reply.text.trim();
    if (text === '') return;
    const known = this.#subjects.get(reply.thread);
    if (known !== undefined) {
      const record = this.#recordAt(known.model, known.record.line);
      await this.#decisions.note(record, known.record.response, text, known.anchor);
      return;
    }
    const { record, response, anchor } = this.#opened(reply.thread);
    await this.#decisions.note(record, response, text, anchor);
    // The note is shown by a thread of ours.
    reply.thread.dispose();
  }

  /**
   * Takes back the curator's own note: an entry in the log, so that it is never lost.
   * @throws UserError for another's note.
   */
  async takeBack(argument: unknown): Promise<void> {
    const entry = noteOf(argument);
    const found = entry === null ? undefined : this.#threadOf(entry);
    if (entry === null || found === undefined)
      throw new UserError(vscode.l10n.t('Notes are deleted in the text of a dataset, one by one.'));
    const { model } = found;
    if (entry.by !== (await this.#curator.name(model.uri)))
      throw new UserError(vscode.l10n.t('The note is {0}’s; only {0} can take it back.', entry.by));
    const record = this.#recordAt(model, found.record.line);
    await this.#decisions.takeBack(model, [{ record, entries: [entry], edits: [] }]);
  }

  #threadOf(entry: NoteEntry): ThreadSubject | undefined {
    const open = [...this.#open.values()].find(({ thread }) =>
      thread.comments.some((comment) => (comment as NoteComment).entry.id === entry.id),
    );
    return open === undefined ? undefined : this.#subjects.get(open.thread);
  }

  #recordAt(model: DatasetModel, line: number): OpenRecord {
    const { record } = readLine(model, line);
    if (record === null || record.transcript.responses.length === 0)
      throw new UserError(vscode.l10n.t('There is no response at that place to write a note on.'));
    return record;
  }

  /** What a thread that VS Code opened is about: the record there, and the text that is selected. */
  #opened(thread: vscode.CommentThread) {
    const model = this.#datasets.get(thread.uri);
    const document = model?.source.document;
    if (model === undefined || document == null)
      throw new UserError(vscode.l10n.t('The dataset is no longer open. Open it and try again.'));
    const { source } = model;
    const { start, end } = thread.range ?? new vscode.Range(0, 0, 0, 0);
    const record = this.#recordAt(model, source.lineAt(start));
    const from = document.offsetAt(source.position(record.line, 0));
    const columns = [document.offsetAt(start) - from, document.offsetAt(end) - from] as const;
    for (const { id } of record.transcript.responses) {
      const turns = shownTurns(record.transcript, id);
      const place = placeOfColumns(record.text, turns, columns);
      const anchor = place === null ? null : anchorOf(turns, place);
      if (anchor !== null) return { record, response: id, anchor };
    }
    return { record, response: defaultResponse(record), anchor: null };
  }

  async #bringUp(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      await this.#bringUpOnce();
    } finally {
      this.#running = false;
      if (this.#again && !this.#disposables.disposed) {
        this.#again = false;
        this.#later.call();
      }
    }
  }

  async #bringUpOnce(): Promise<void> {
    const wanted = new Map<string, () => OpenThread>();
    const documents = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    for (const document of documents) {
      const model = this.#datasets.get(document.uri);
      if (model?.source.document !== document) continue;
      const log = this.#logs.for(model.uri);
      await log.ready;
      if (!log.state.hasNotes || this.#disposables.disposed) continue;
      const me = await this.#curator.name(model.uri);
      for (const line of visibleRecords(model.source, document, MARGIN)) {
        const { record } = readLine(model, line);
        if (record === null) continue;
        for (const [key, notes] of byAnchor(notesOf(record, log.state))) {
          const id = `${document.uri.toString()}|${key}`;
          wanted.set(id, () => this.#show(this.#open.get(id), record, notes, me));
        }
      }
    }
    if (this.#disposables.disposed) return;
    for (const [id, { thread }] of [...this.#open]) {
      if (wanted.has(id)) continue;
      thread.dispose();
      this.#open.delete(id);
    }
    for (const [id, show] of wanted) this.#open.set(id, show());
    this.#shown.fire();
  }

  /** Brings a thread up to date, or opens it. */
  #show(
    open: OpenThread | undefined,
    record: OpenRecord,
    notes: readonly PlacedNote[],
    me: string,
  ): OpenThread {
    const { model, line } = record;
    const first = notes[0] as PlacedNote;
    const { response, anchor } = first.entry;
    const outdated = anchor !== null && first.place === null;
    const range = rangeIn(model.source, line, columnsOfNote(record, first));
    const key = JSON.stringify([line, range, outdated, me, notes.map(({ entry }) => entry.id)]);
    const thread = open?.thread ?? this.#controller.createCommentThread(model.uri, range, []);
    this.#subjects.set(thread, { model, record: { line, response: response.id }, anchor });
    if (open?.shown === key) return open;
    thread.range = range;
    thread.label = outdated
      ? vscode.l10n.t('Outdated: the text of this note has changed. It was “{0}”', shortened(anchor.quote))
      : anchor === null
        ? vscode.l10n.t('Note on the record')
        : vscode.l10n.t('Note');
    thread.canReply = true;
    thread.collapsibleState ??= vscode.CommentThreadCollapsibleState.Collapsed;
    thread.comments = notes.map(({ entry }): NoteComment => {
      return {
        entry,
        // A plain string is shown as it is; as Markdown it could hold links and pictures.
        body: entry.text,
        mode: vscode.CommentMode.Preview,
        author: { name: entry.by },
        timestamp: new Date(entry.at),
        contextValue: entry.by === me ? 'own' : 'other',
        ...(outdated ? { label: 'outdated' } : {}),
      };
    });
    return { thread, shown: key, since: open?.since ?? performance.now() };
  }
}

/** Where a note stands in the raw line: its quote, else where the response begins. */
function columnsOfNote(record: OpenRecord, { entry, place }: PlacedNote): readonly [number, number] {
  const turns = shownTurns(record.transcript, entry.response.id);
  const found = place === null ? null : columnsOfPlace(record.text, turns, place);
  if (found !== null) return found;
  const [start] = columnsOf(record.text, responseOf(record, entry.response.id), [0, 1]);
  return [start, start];
}

/** Notes on the same text of the same response are one thread. */
function byAnchor(notes: readonly PlacedNote[]): ReadonlyMap<string, readonly PlacedNote[]> {
  const threads = new Map<string, PlacedNote[]>();
  for (const note of notes) {
    const { record, response, anchor } = note.entry;
    const { turn, start, end, quote } = anchor ?? { turn: '', start: 0, end: 0, quote: '' };
    const key = JSON.stringify([record.key, response.id, turn, start, end, quote]);
    threads.set(key, [...(threads.get(key) ?? []), note]);
  }
  return threads;
}

/** VS Code's own argument for what was typed into a thread; another extension can run the command with anything. */
function commentReply(argument: unknown): vscode.CommentReply | null {
  if (typeof argument !== 'object' || argument === null) return null;
  const { text, thread } = argument as Partial<vscode.CommentReply>;
  return typeof text === 'string' && thread?.uri instanceof vscode.Uri ? { text, thread } : null;
}

function noteOf(argument: unknown): NoteEntry | null {
  if (typeof argument !== 'object' || argument === null || !('entry' in argument)) return null;
  const { entry } = argument as NoteComment;
  return typeof entry === 'object' && entry !== null && entry.type === 'note' ? entry : null;
}

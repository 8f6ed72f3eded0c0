import * as vscode from 'vscode';
import type { ResponseId } from '../core/dataset/transcript.ts';
import { type LeftChanges, type MixedText, mixedTexts } from '../core/rewrite/mixture.ts';
import type { Proposal } from '../core/rewrite/proposal.ts';
import { isFlagged } from '../core/scan/lineSummary.ts';
import type {
  DraftView,
  HostMessage,
  PanelState,
  SelectedText,
  TypedDraft,
  WebviewMessage,
} from '../protocol/panel.ts';
import { readWebviewMessage } from '../protocol/webviewMessages.ts';
import { Coalesced } from './coalesce.ts';
import type { DatasetModel } from './datasetModel.ts';
import { Disposables } from './disposables.ts';
import { acceptOf, beginDraft, type Draft, type DraftTexts, draftKey, originalsOf } from './draft.ts';
import { Drafts } from './drafts.ts';
import { LeftOut } from './leftOut.ts';
import { panelSnapshot } from './panelSnapshot.ts';
import { wholeSegment } from './panelState.ts';
import { Preselection } from './preselection.ts';
import { placedProposals } from './proposalViews.ts';
import { defaultResponse, type OpenRecord, readLine } from './records.ts';
import type { SessionServices } from './sessionServices.ts';

/** What of a session outlives hiding, reloading and a restart. */
interface Remembered {
  readonly line: number;
  readonly response: ResponseId;
  /** What an earlier version kept, which knew one text for all records. */
  readonly draft?: Draft | null;
  readonly drafts?: readonly Draft[];
  /** Changes that were left out, by proposal; absent in what an earlier version kept. */
  readonly left?: Readonly<Record<string, LeftChanges>>;
}

/** One curation editor: where it stands in its dataset, and what its webview shows. */
export class CurationSession implements vscode.Disposable {
  readonly model: DatasetModel;
  readonly panel: vscode.WebviewPanel;
  readonly #services: SessionServices;
  readonly #disposables = new Disposables();
  readonly #refreshed = this.#disposables.add(new vscode.EventEmitter<PanelState>());
  /** Fires after a state was sent to the webview. */
  readonly onDidRefresh = this.#refreshed.event;
  #line: number;
  /** The line on show, wherever it moves. */
  #mark: object | null;
  /** Where the curator was, in a file whose lines up to there are not known yet. */
  #wantedLine: number | null;
  #response: ResponseId | null;
  #proposal: string | null = null;
  readonly preselection = new Preselection();
  #selected: SelectedText | null = null;
  readonly #drafts: Drafts;
  readonly #left: LeftOut;
  #ready = false;
  #revision = 0;
  #refreshing = false;
  #refreshAgain = false;
  /** To be called when the panel shows what came of the keys that were pressed in it. */
  readonly #keysAnswered: (() => void)[] = [];

  constructor(model: DatasetModel, panel: vscode.WebviewPanel, services: SessionServices) {
    this.model = model;
    this.panel = panel;
    this.#services = services;
    const remembered = services.workspaceState.get<Remembered>(this.#memoryKey);
    this.#line = Math.min(remembered?.line ?? this.#firstRecord(), model.source.lineCount - 1);
    this.#mark = model.mark(this.#line);
    this.#wantedLine = remembered !== undefined && !model.source.complete ? remembered.line : null;
    this.#response = remembered?.response ?? null;
    this.#drafts = new Drafts(remembered?.drafts ?? (remembered?.draft ? [remembered.draft] : []));
    this.#left = new LeftOut(remembered?.left ?? {});

    const refresh = () => this.refresh();
    const here = model.uri.toString();
    this.#disposables.add(panel.webview.onDidReceiveMessage((value: unknown) => this.receive(value)));
    // A scan tells of its progress many times a second, far more often than anyone can read.
    const soon = this.#disposables.add(new Coalesced(refresh, 100));
    this.#disposables.add(
      model.onDidChange(() => {
        this.#follow();
        soon.call();
      }),
    );
    this.#disposables.add(services.constitutions.onDidChange(refresh));
    this.#disposables.add(services.provider.onDidChange(refresh));
    this.#disposables.add(services.logs.onDidChange((uri) => uri.toString() === here && refresh()));
    this.#disposables.add(services.judgements.onDidChange((of) => of === model && refresh()));
    this.#disposables.add(services.calibration.onDidChange((uri) => uri.toString() === here && refresh()));
    this.#disposables.add(services.store.onDidChange(({ dataset }) => dataset === here && refresh()));
    this.#disposables.add(
      services.rewriter.onText((piece) => this.#post({ type: 'proposal-text', ...piece })),
    );
    this.#disposables.add(services.segments.onDidChange(refresh));
    this.#disposables.add(
      vscode.workspace.onDidSaveTextDocument(({ uri }) => uri.toString() === here && refresh()),
    );
    this.#disposables.add(
      vscode.window.onDidChangeTextEditorSelection((event) => {
        const active = event.selections[0]?.active;
        if (event.textEditor.document.uri.toString() === here && active !== undefined)
          this.#show(this.model.source.lineAt(active));
      }),
    );
  }

  get line(): number {
    return this.#line;
  }

  /** The text being written for the open record. */
  get draft(): Draft | null {
    const { record } = this;
    return record === null ? null : this.draftOf(record);
  }

  /** The name by which messages speak of the draft; null when there is none. */
  get draftKey(): string | null {
    const { draft } = this;
    return draft === null ? null : draftKey(draft);
  }

  /** The same as the panel shows it. */
  draftView(record: OpenRecord): DraftView | null {
    const draft = this.draftOf(record);
    if (draft === null) return null;
    const model = draft.proposal?.provenance.model ?? null;
    const { text, reasoning } = draft;
    return { record: draftKey(draft), text, reasoning: reasoning?.text ?? null, edited: model !== null };
  }

  /** The text being written for a record. */
  draftOf(record: OpenRecord): Draft | null {
    return this.#drafts.of(record, this.responseOf(record));
  }

  /** The open record; null when the line is no transcript. */
  get record(): OpenRecord | null {
    return readLine(this.model, this.#line).record;
  }

  /** The response the curator looks at. */
  responseOf(record: OpenRecord): ResponseId {
    const chosen = this.#response;
    return chosen !== null && record.transcript.responses.some(({ id }) => id === chosen)
      ? chosen
      : defaultResponse(record);
  }

  /** The proposal on show: the one selected, else the one that was preselected. */
  proposalOf(record: OpenRecord): Proposal | null {
    const open = this.#open(record);
    return open.find(({ id }) => id === this.#proposal) ?? this.preselection.among(open);
  }

  /** The text of the open record's transcript that is selected in the panel; null when none is. */
  get selectedText(): SelectedText | null {
    return this.#selected;
  }

  /** Whether any rewrite of the response on show is being written. */
  get isRewriting(): boolean {
    const { record } = this;
    if (record === null) return false;
    return this.#services.store
      .open(record, this.responseOf(record))
      .some(({ state }) => state === 'pending');
  }

  /** Goes on in the panel of another session, whose page is loaded already. */
  takeOver(before: CurationSession): void {
    this.#ready = before.#ready;
    this.#revision = before.#revision;
    this.refresh();
  }

  /** Brings the editor to the front where it is; without its column VS Code would move it over the text beside it. */
  reveal(): void {
    this.panel.reveal(this.panel.viewColumn);
  }

  /** Opens the record on that line, here and in text editors of the same dataset. */
  goTo(line: number): void {
    this.#show(line);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() !== this.model.uri.toString()) continue;
      const { source } = this.model;
      if (source.lineAt(editor.selection.active) === this.#line) continue;
      const position = source.position(this.#line, 0);
      editor.selection = new vscode.Selection(position, position);
      editor.revealRange(
        new vscode.Range(position, position),
        vscode.TextEditorRevealType.InCenterIfOutsideViewport,
      );
    }
  }

  /** Moves to the nearest record in that direction, of flagged ones to one that is not settled; false when there is none. */
  step(direction: 1 | -1, flaggedOnly: boolean): boolean {
    const { findings } = this.#services;
    const line = this.model.find(this.#line, direction, (summary, at) =>
      flaggedOnly ? isFlagged(summary) && findings.needAttention(this.model, at) : summary.kind !== 'blank',
    );
    if (line === null) return false;
    this.goTo(line);
    return true;
  }

  selectResponse(response: ResponseId): void {
    this.#response = response;
    this.#proposal = null;
    this.#changed();
  }

  selectProposal(id: string | null): void {
    this.#proposal = id;
    this.#changed();
  }

  /** Moves to the next open proposal, or the one before, round the end. */
  stepProposal(by: 1 | -1): void {
    const { record } = this;
    if (record === null) return;
    const open = this.#open(record);
    const at = open.findIndex(({ id }) => id === this.proposalOf(record)?.id);
    const next = open[(at + by + open.length) % Math.max(1, open.length)];
    if (next !== undefined) this.selectProposal(next.id);
  }

  /** The changes of a proposal that the curator left out. */
  leftOf(proposal: string): LeftChanges {
    return this.#left.of(proposal);
  }

  /** The texts of a whole proposal as an accept would write them. */
  textsOf(proposal: Proposal): readonly MixedText[] {
    return mixedTexts(proposal, this.leftOf(proposal.id));
  }

  /**
   * Begins a hand-written text from the proposal as far as its changes are taken, or from the original where there is none.
   * A text that is being written for the response already is gone on with.
   * @param texts what to begin with instead, as when it was written in another editor, which then keeps the keyboard.
   */
  edit(record: OpenRecord, proposal: Proposal | null, texts: DraftTexts = {}): void {
    const elsewhere = texts.answer !== undefined || texts.reasoning !== undefined;
    const open = this.draftOf(record);
    if (!elsewhere && open?.target.response === this.responseOf(record)) {
      this.#drafts.put(open);
      this.#changed();
      this.post({ type: 'focus', where: 'rewrite', draft: draftKey(open) });
      return;
    }
    const begun =
      proposal === null
        ? originalsOf(record, this.responseOf(record), this.#services.segments.for(this.model.uri))
        : this.textsOf(proposal);
    const draft = beginDraft(record, proposal, begun, texts);
    this.#drafts.put(draft);
    this.#changed();
    if (!elsewhere) this.post({ type: 'focus', where: 'rewrite', draft: draftKey(draft) });
  }

  /** Puts other texts in the place of those being written, and shows them. */
  rewriteDraft(draft: Draft, texts: DraftTexts): void {
    this.#drafts.typed(draftKey(draft), texts);
    this.#changed();
  }

  endDraft(draft: Draft): void {
    this.#drafts.end(draftKey(draft));
    this.#changed();
  }

  post(message: Exclude<HostMessage, { type: 'state' }>): void {
    this.#post(message);
  }

  /** Sends the present state; calls made while one is being put together lead to one more. */
  refresh(): void {
    if (!this.#ready) return;
    if (this.#refreshing) {
      this.#refreshAgain = true;
      return;
    }
    this.#refreshing = true;
    void this.#sendState()
      .catch((error: unknown) => this.#services.log.error(error instanceof Error ? error : String(error)))
      .finally(() => {
        this.#refreshing = false;
        if (this.#refreshAgain) {
          this.#refreshAgain = false;
          this.refresh();
        } else this.#tellAnswered();
      });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  get #memoryKey(): string {
    return `rationale.session:${this.model.uri.toString()}`;
  }

  #firstRecord(): number {
    return this.model.find(-1, 1, (summary) => summary.kind !== 'blank') ?? 0;
  }

  #show(line: number): void {
    const bounded = Math.max(0, Math.min(line, this.model.source.lineCount - 1));
    this.#wantedLine = null;
    if (bounded === this.#line) return;
    this.#line = bounded;
    this.#mark = this.model.mark(bounded);
    this.#response = null;
    this.#proposal = null;
    this.#selected = null;
    this.#changed();
  }

  /** Stays with the record on show when lines come or go above it. */
  #follow(): void {
    const { lineCount, complete } = this.model.source;
    if (this.#wantedLine !== null && (complete || this.#wantedLine < lineCount)) this.#show(this.#wantedLine);
    const mark = this.model.mark(this.#line);
    if (mark !== null && mark === this.#mark) return;
    const line = this.#mark === null ? null : this.model.lineOf(this.#mark);
    this.#line = line ?? Math.max(0, Math.min(this.#line, lineCount - 1));
    this.#mark = this.model.mark(this.#line);
    this.#remember();
  }

  #changed(): void {
    this.#remember();
    this.refresh();
  }

  #remember(): void {
    const remembered: Remembered = {
      line: this.#line,
      response: this.#response ?? 'last',
      drafts: this.#drafts.kept,
      left: this.#left.kept,
    };
    void this.#services.workspaceState.update(this.#memoryKey, remembered);
  }

  /** Takes a message as the webview sends it; anything else is ignored. */
  receive(value: unknown): void {
    const message = readWebviewMessage(value);
    if (message !== null) void this.#handle(message);
  }

  async #handle(message: WebviewMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.refresh();
        return;
      case 'run':
        return this.#answer(() => this.#services.run(message.command, message.argument));
      case 'select-response':
        return this.selectResponse(message.response);
      case 'select-text':
        this.#selected = message.text;
        return;
      case 'select-proposal':
        return this.selectProposal(message.id);
      case 'draft':
        this.#setDraft(message);
        return;
      case 'accept-draft':
        if (this.#drafts.named(message.record) === null) return;
        this.#setDraft(message);
        return this.#answer(() => this.#services.run('rationale.acceptProposal', acceptOf(message.record)));
      case 'cancel-draft':
        this.#drafts.end(message.record);
        return this.#changed();
      case 'take-change': {
        const { record } = this;
        const open = record === null ? [] : this.#services.store.open(record, this.responseOf(record));
        const proposal = open.find(({ id }) => id === message.proposal);
        if (proposal === undefined) return;
        this.#left.take(proposal, message);
        return this.#changed();
      }
      case 'show-whole-segment': {
        const { record } = this;
        if (record === null) return;
        const text = wholeSegment(record, this.responseOf(record), message.turn, message.segment);
        if (text !== null)
          this.#post({ type: 'whole-segment', turn: message.turn, segment: message.segment, text });
        return;
      }
    }
  }

  /** Does what a key asked for; it is answered when the panel was sent what came of it. */
  async #answer(run: () => Promise<void>): Promise<void> {
    const answered = this.#services.keys.take();
    try {
      await run();
    } finally {
      this.#keysAnswered.push(answered);
      if (!this.#refreshing) this.#tellAnswered();
    }
  }

  #tellAnswered(): void {
    for (const answered of this.#keysAnswered.splice(0)) answered();
  }

  /** The proposals that the panel shows; a command must never reach one that it does not. */
  #open(record: OpenRecord): readonly Proposal[] {
    return placedProposals(this.#services, this, record).map(({ proposal }) => proposal);
  }

  /** Keeps the texts without sending them back: the webview has them already. */
  #setDraft({ record, text, reasoning }: TypedDraft): void {
    this.#drafts.typed(record, { answer: text, reasoning });
    this.#remember();
  }

  #post(message: HostMessage): void {
    if (this.#ready) void this.panel.webview.postMessage(message);
  }

  async #sendState(): Promise<void> {
    const state = await panelSnapshot(this.#services, this, ++this.#revision);
    if (this.#disposables.disposed) return;
    this.#post({ type: 'state', state });
    this.#refreshed.fire(state);
  }
}

import * as vscode from 'vscode';
import { parseFilter } from '../../core/curation/filter.ts';
import { statesOf, toggleState } from '../../core/curation/filterStates.ts';
import { decisionsPerHour } from '../../core/curation/pace.ts';
import { ORDER_TITLES, QUEUE_ORDERS } from '../../core/curation/queueOrder.ts';
import { UserError } from '../../core/errors.ts';
import {
  type QueueHostMessage,
  type QueueState,
  type QueueViewMessage,
  readQueueMessage,
} from '../../protocol/queue.ts';
import { Coalesced } from '../coalesce.ts';
import type { RecordArgument } from '../commands/context.ts';
import { Disposables } from '../disposables.ts';
import type { OpenFindings } from '../openFindings.ts';
import { viewHtml } from '../panelHtml.ts';
import { COUNTED, type Queue, type QueueServices } from './queue.ts';
import { queueRow } from './queueRows.ts';
import type { SavedFilters } from './savedFilters.ts';

/** Entries of the log that settle a record. */
const SETTLING: ReadonlySet<string> = new Set(['accept', 'accept-edited', 'reject', 'exemplar', 'skip']);
/** Settling entries that are looked at to tell the pace. */
const RECENT = 500;

/** The queue's view: its page shows the rows that are in sight, and asks the `Queue` for everything. */
export class QueueView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #queue: Queue;
  readonly #services: QueueServices;
  readonly #findings: OpenFindings;
  readonly #saved: SavedFilters;
  readonly #extension: vscode.Extension<unknown>;
  readonly #disposables = new Disposables();
  readonly #later = this.#disposables.add(new Coalesced(() => this.#send(), 20));
  #view: vscode.WebviewView | null = null;
  #ready = false;
  #focus = false;
  #revision = 0;
  #problem: string | null = null;
  #typed: string | null = null;

  constructor(
    queue: Queue,
    services: QueueServices,
    findings: OpenFindings,
    saved: SavedFilters,
    extension: vscode.Extension<unknown>,
  ) {
    this.#queue = queue;
    this.#services = services;
    this.#findings = findings;
    this.#saved = saved;
    this.#extension = extension;
    this.#disposables.add(
      queue.onDidChange(() => {
        this.#revision++;
        this.#later.call();
      }),
    );
    this.#disposables.add(services.editors.onDidChangeActive(() => this.#later.call()));
    this.#disposables.add(services.active.onDidSwitch(() => this.#forget()));
    this.#disposables.add(saved.onDidChange(() => this.#later.call()));
    this.#disposables.add(vscode.window.registerWebviewViewProvider('rationale.queue', this));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    this.#ready = false;
    const { webview } = view;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.#extension.extensionUri, 'dist', 'webview')],
    };
    webview.onDidReceiveMessage((value: unknown) => this.receive(value));
    view.onDidChangeVisibility(() => this.#later.call());
    view.onDidDispose(() => {
      this.#view = null;
      this.#ready = false;
    });
    webview.html = viewHtml(webview, this.#extension, 'queue', vscode.l10n.t('Queue'));
  }

  /** Brings the view up with the keyboard in its list. */
  async focus(): Promise<void> {
    this.#focus = true;
    await vscode.commands.executeCommand('rationale.queue.focus');
    this.#giveFocus();
  }

  /** Takes a message as the page sends it; anything else is ignored. */
  receive(value: unknown): void {
    const message = readQueueMessage(value);
    if (message !== null) void this.#handle(message);
  }

  /** What the page is told. */
  get state(): QueueState {
    const { choices, lines, counts, total, isNarrowed } = this.#queue;
    const { model } = this.#services.active;
    const session = model === null ? null : this.#services.editors.of(model.uri);
    const shown = session === null ? -1 : lines.indexOf(session.line);
    const asked = statesOf(parseFilter(choices.filter));
    return {
      dataset: model === null ? null : (model.uri.path.split('/').at(-1) ?? ''),
      filter: this.#typed ?? choices.filter,
      problem: this.#problem,
      order: choices.order,
      orders: QUEUE_ORDERS.map((order) => ({ order, title: ORDER_TITLES[order] })),
      sample: choices.sample,
      narrowed: isNarrowed,
      length: lines.length,
      total,
      counts: COUNTED.map((state) => ({ state, count: counts[state], on: asked.has(state) })),
      saved: this.#saved.all,
      shown: shown === -1 ? null : shown,
      pace: this.#pace(),
      revision: this.#revision,
    };
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #handle(message: QueueViewMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.#send();
        this.#giveFocus();
        return;
      case 'rows':
        return this.#sendRows(message.start, message.count);
      case 'open':
        return this.#open(message);
      case 'filter':
        return this.#filter(message.filter);
      case 'toggle':
        return this.#filter(toggleState(this.#queue.choices.filter, message.state));
      case 'order':
        return this.#queue.choose({ order: message.order });
      case 'run':
        await vscode.commands.executeCommand(RUNS[message.command]);
    }
  }

  /** What was typed stays in sight while it cannot be read; the queue is then still that of the last one that could. */
  #filter(filter: string): void {
    try {
      this.#problem = null;
      this.#typed = null;
      this.#queue.choose({ filter });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#problem = error.message;
      this.#typed = filter;
      this.#send();
    }
  }

  /** Opens what the curator saw: by now another record may be at its place in the queue. */
  async #open({ index, place, focus }: Extract<QueueViewMessage, { type: 'open' }>): Promise<void> {
    const line = place === null ? this.#queue.lines[index] : place - 1;
    const { model } = this.#services.active;
    if (line === undefined || model === null) return;
    const there = this.#services.editors.of(model.uri);
    if (there !== null && !focus) there.goTo(line);
    else {
      // The command tells where the dataset cannot be opened.
      const argument: RecordArgument = { uri: model.uri.toString(), line };
      await vscode.commands.executeCommand('rationale.reviewRecord', argument);
    }
  }

  #forget(): void {
    this.#problem = null;
    this.#typed = null;
    this.#later.call();
  }

  #pace(): string {
    const { model } = this.#services.active;
    if (model === null) return '';
    const { left } = this.#queue;
    const number = (value: number) => Math.round(value).toLocaleString(vscode.env.language);
    const { arrived } = this.#services.logs.for(model.uri).state;
    const times = arrived.slice(-RECENT).flatMap(({ type, at }) => (SETTLING.has(type) ? [at] : []));
    const rate = decisionsPerHour(times.sort(), new Date().toISOString());
    return rate === null
      ? vscode.l10n.t('{0} to decide', number(left))
      : vscode.l10n.t('{0} to decide, about {1} an hour', number(left), number(rate));
  }

  #send(): void {
    this.#post({ type: 'queue', state: this.state });
  }

  #sendRows(start: number, count: number): void {
    const { model } = this.#services.active;
    if (model === null) return;
    const services = this.#queue.factsOf(model);
    const rows = this.#queue.lines
      .slice(start, start + count)
      .map((line) => queueRow(services, this.#findings, line));
    this.#post({ type: 'rows', revision: this.#revision, start, rows });
  }

  #giveFocus(): void {
    if (!this.#focus || !this.#ready) return;
    this.#focus = false;
    this.#post({ type: 'focus' });
  }

  #post(message: QueueHostMessage): void {
    if (this.#ready && this.#view?.visible === true) void this.#view.webview.postMessage(message);
  }
}

const RUNS = {
  sample: 'rationale.sampleQueue',
  clear: 'rationale.clearQueue',
  save: 'rationale.saveQueueFilter',
  delete: 'rationale.deleteQueueFilter',
} as const;

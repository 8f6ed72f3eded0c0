import { render } from 'lit';
import type { QueueHostMessage, QueueRow, QueueState, QueueViewMessage } from '../../src/protocol/queue.ts';
import { keepLetters } from '../typing.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { queueView } from './queueView.ts';
import { ROW_HEIGHT, rowsInSight } from './rowsInSight.ts';

/** Milliseconds after the last key before a filter is tried. */
const TYPING_MS = 250;

/** The page of the queue: what the host says, which rows are there, and where the keyboard is. */
export class QueuePage {
  readonly #root: HTMLElement;
  readonly #api: VsCodeApi<QueueViewMessage>;
  #state: QueueState | null = null;
  /** Rows by index; those of an earlier revision are shown until the new ones are there. */
  #rows = new Map<number, QueueRow>();
  #asked = '';
  #active = 0;
  #typing: number | null = null;
  /** What was typed and the host has not taken yet. */
  #draft: string | null = null;
  #frame: number | null = null;

  constructor(root: HTMLElement, api: VsCodeApi<QueueViewMessage>) {
    this.#root = root;
    this.#api = api;
  }

  start(): void {
    window.addEventListener('resize', () => this.#draw());
    this.#root.addEventListener('keydown', keepLetters);
    this.#api.postMessage({ type: 'ready' });
    this.#draw();
  }

  receive(message: QueueHostMessage): void {
    switch (message.type) {
      case 'queue':
        this.#take(message.state);
        break;
      case 'rows':
        if (message.revision !== this.#state?.revision) return;
        for (const [offset, row] of message.rows.entries()) this.#rows.set(message.start + offset, row);
        this.#draw();
        break;
      case 'focus':
        this.#focus();
        break;
    }
  }

  #take(state: QueueState): void {
    const before = this.#state;
    this.#state = state;
    if (before?.dataset !== state.dataset) {
      this.#rows = new Map();
      this.#draft = null;
    }
    if (this.#typing === null && state.filter === this.#draft) this.#draft = null;
    if (before?.revision !== state.revision) this.#asked = '';
    this.#active = Math.max(0, Math.min(this.#active, state.length - 1));
    if (state.shown !== null && state.shown !== before?.shown) {
      this.#active = state.shown;
      this.#draw();
      this.#intoSight();
    }
    this.#draw();
  }

  #draw(): void {
    const list = this.#list;
    const sight = rowsInSight(list?.scrollTop ?? 0, list?.clientHeight ?? 600, this.#state?.length ?? 0);
    render(
      queueView({
        state: this.#state,
        filter: this.#draft ?? this.#state?.filter ?? '',
        rows: this.#rows,
        active: this.#active,
        ...sight,
        on: {
          scroll: () => this.#drawSoon(),
          key: (event) => this.#key(event),
          pick: (index) => this.#open(index, true),
          typed: (filter, now) => this.#typed(filter, now),
          toggle: (state) => {
            this.#draft = null;
            this.#api.postMessage({ type: 'toggle', state });
          },
          order: (order) => this.#api.postMessage({ type: 'order', order }),
          run: (command) => {
            this.#draft = null;
            this.#api.postMessage({ type: 'run', command });
          },
        },
      }),
      this.#root,
    );
    this.#ask(sight.first, sight.last);
  }

  #drawSoon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  /** Asks for the rows in sight that are not there, or were there before the queue changed. */
  #ask(first: number, last: number): void {
    const { length, revision } = this.#state ?? { length: 0, revision: 0 };
    if (length === 0 || last <= first) return;
    const wanted = `${revision}:${first}:${last}`;
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.#api.postMessage({ type: 'rows', start: first, count: last - first });
  }

  #key(event: KeyboardEvent): void {
    const { length } = this.#state ?? { length: 0 };
    if (length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((this.#list?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const to: Partial<Record<string, number>> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + page,
      PageUp: this.#active - page,
      Home: 0,
      End: length - 1,
    };
    const next = to[event.key];
    if (next !== undefined) {
      this.#active = Math.max(0, Math.min(next, length - 1));
      this.#intoSight();
      this.#draw();
      this.#open(this.#active, false);
    } else if (event.key === 'Enter') this.#open(this.#active, true);
    else return;
    event.preventDefault();
  }

  #open(index: number, focus: boolean): void {
    this.#active = index;
    this.#api.postMessage({ type: 'open', index, place: this.#rows.get(index)?.place ?? null, focus });
    this.#draw();
  }

  #typed(filter: string, now: boolean): void {
    if (this.#typing !== null) clearTimeout(this.#typing);
    this.#typing = null;
    this.#draft = filter;
    const send = () => {
      this.#typing = null;
      this.#api.postMessage({ type: 'filter', filter });
    };
    if (now) send();
    else this.#typing = window.setTimeout(send, TYPING_MS);
  }

  #intoSight(): void {
    const list = this.#list;
    if (list === null) return;
    const top = this.#active * ROW_HEIGHT;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + ROW_HEIGHT > list.scrollTop + list.clientHeight)
      list.scrollTop = top + ROW_HEIGHT - list.clientHeight;
  }

  #focus(): void {
    const filter = this.#root.querySelector<HTMLElement>('#filter');
    (this.#state?.length ? this.#list : filter)?.focus();
  }

  get #list(): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>('#list');
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { QueueRow, QueueState, QueueViewMessage } from '../../src/protocol/queue.ts';
import { count } from '../text/words.ts';
import { keepTyping } from '../typing.ts';
import { ROW_HEIGHT } from './rowsInSight.ts';

type State = Extract<QueueViewMessage, { type: 'toggle' }>['state'];
type Order = QueueState['order'];
type Run = Extract<QueueViewMessage, { type: 'run' }>['command'];

/** What the page shows, and what it does when it is used. */
export interface QueueProps {
  readonly state: QueueState | null;
  /** What the filter's box holds. */
  readonly filter: string;
  readonly rows: ReadonlyMap<number, QueueRow>;
  /** Index of the row that the keyboard is on. */
  readonly active: number;
  readonly first: number;
  readonly last: number;
  readonly on: {
    readonly scroll: () => void;
    readonly key: (event: KeyboardEvent) => void;
    readonly pick: (index: number) => void;
    readonly typed: (filter: string, now: boolean) => void;
    readonly toggle: (state: State) => void;
    readonly order: (order: Order) => void;
    readonly run: (command: Run) => void;
  };
}

export function queueView(props: QueueProps): TemplateResult | typeof nothing {
  const { state } = props;
  if (state === null) return nothing;
  if (state.dataset === null)
    return html`<p class="empty">Open a dataset: its records wait here to be worked through.</p>`;
  return html`
    <header>${filterBox(state, props)}${chips(state, props)}${tools(state, props)}</header>
    ${list(state, props)}
  `;
}

function filterBox({ problem }: QueueState, { filter, on }: QueueProps): TemplateResult {
  return html`<div class="filter">
    <input
      id="filter"
      type="text"
      spellcheck="false"
      autocomplete="off"
      placeholder="Filter: flagged -accepted &quot;rent&quot;"
      aria-label="Filter"
      aria-describedby="problem"
      aria-invalid=${problem !== null}
      .value=${live(filter)}
      @input=${(event: Event) => on.typed((event.target as HTMLInputElement).value, false)}
      @keydown=${(event: KeyboardEvent) => {
        const { value } = event.target as HTMLInputElement;
        keepTyping(event);
        if (event.key === 'Enter') on.typed(value, true);
        if (event.key === 'ArrowDown') document.getElementById('list')?.focus();
      }}
    />
    <p id="problem" role="alert">${problem ?? ''}</p>
  </div>`;
}

function chips({ counts }: QueueState, { on }: QueueProps): TemplateResult {
  return html`<div class="chips" role="group" aria-label="States">
    ${counts.map(
      ({ state, count: number, on: pressed }) =>
        html`<button
          type="button"
          class="chip"
          aria-pressed=${pressed}
          ?hidden=${number === 0 && !pressed && state !== 'undecided' && state !== 'flagged'}
          @click=${() => on.toggle(state)}
        >
          ${state} <span class="number">${count(number)}</span>
        </button>`,
    )}
  </div>`;
}

function tools(state: QueueState, { on }: QueueProps): TemplateResult {
  const { sample, narrowed, length, total, pace, orders, order } = state;
  return html`<div class="tools">
      <select
        id="order"
        aria-label="Order"
        title="Order"
        .value=${live(order)}
        @change=${(event: Event) => on.order((event.target as HTMLSelectElement).value as Order)}
      >
        ${orders.map(
          (one) => html`<option value=${one.order} ?selected=${one.order === order}>${one.title}</option>`,
        )}
      </select>
      <button type="button" class="link" @click=${() => on.run('sample')}>
        ${sample === null ? 'Sample…' : `${count(sample.count)} at random, seed ${sample.seed}`}
      </button>
      ${narrowed ? html`<button type="button" class="link" @click=${() => on.run('clear')}>Show all</button>` : nothing}
    </div>
    <p class="pace">
      <span role="status">${length === total ? `${count(total)} records` : `${count(length)} of ${count(total)}`}</span>
      · ${pace}
    </p>`;
}

function list(state: QueueState, props: QueueProps): TemplateResult {
  const { first, last, active, on } = props;
  const { length } = state;
  const shown = Array.from({ length: last - first }, (_, at) => first + at);
  return html`<div
    id="list"
    role="listbox"
    tabindex="0"
    aria-label="Queue"
    aria-activedescendant=${length === 0 ? nothing : `row-${active}`}
    @scroll=${on.scroll}
    @keydown=${on.key}
  >
    ${length === 0 ? html`<p class="empty">No record is left that the filter holds for.</p>` : nothing}
    <div class="space" role="presentation" style="height:${length * ROW_HEIGHT}px">
      ${repeat(
        shown,
        (index) => index,
        (index) => row(index, state, props),
      )}
    </div>
  </div>`;
}

function row(index: number, state: QueueState, { rows, active, on }: QueueProps): TemplateResult {
  const found = rows.get(index);
  return html`<div
    id="row-${index}"
    class="row ${index === active ? 'active' : ''}"
    role="option"
    aria-selected=${index === state.shown}
    aria-setsize=${state.length}
    aria-posinset=${index + 1}
    style="top:${index * ROW_HEIGHT}px;height:${ROW_HEIGHT}px"
    @click=${() => on.pick(index)}
  >
    ${found === undefined ? nothing : content(found)}
  </div>`;
}

function content(row: QueueRow): TemplateResult {
  const marks = [
    ...(row.finding === null ? [] : [{ text: row.finding, kind: row.flagged ? 'flag' : 'quiet' }]),
    ...(row.status === 'undecided' ? [] : [{ text: row.status, kind: 'done' }]),
    ...(row.ready ? [{ text: 'rewrite ready', kind: 'ready' }] : []),
    ...(row.noted ? [{ text: 'noted', kind: 'quiet' }] : []),
    ...(row.exemplar && row.status !== 'exemplar' ? [{ text: 'exemplar', kind: 'done' }] : []),
  ];
  return html`<div class="line">
      <span class="place">${count(row.place)}</span>
      <span class="text" dir="auto" title=${row.text}>${row.text || 'No words'}</span>
    </div>
    <div class="marks">${marks.map(({ text, kind }) => html`<span class="mark ${kind}">${text}</span>`)}</div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { recordStateWord } from '../../src/core/curation/stateWords.ts';
import { t } from '../../src/core/text/translate.ts';
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
    return html`<p class="empty">${t('Open a dataset: its records wait here to be worked through.')}</p>`;
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
      placeholder=${t('Filter: flagged -accepted "rent"')}
      aria-label=${t('Filter')}
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
  return html`<div class="chips" role="group" aria-label=${t('States')}>
    ${counts.map(
      ({ state, count: number, on: pressed }) =>
        html`<button
          type="button"
          class="chip"
          aria-pressed=${pressed}
          ?hidden=${number === 0 && !pressed && state !== 'undecided' && state !== 'flagged'}
          @click=${() => on.toggle(state)}
        >
          ${recordStateWord(state)} <span class="number">${count(number)}</span>
        </button>`,
    )}
  </div>`;
}

function tools(state: QueueState, { on }: QueueProps): TemplateResult {
  const { sample, narrowed, length, total, pace, orders, order } = state;
  return html`<div class="tools">
      <select
        id="order"
        aria-label=${t('Order')}
        title=${t('Order')}
        .value=${live(order)}
        @change=${(event: Event) => on.order((event.target as HTMLSelectElement).value as Order)}
      >
        ${orders.map(
          (one) => html`<option value=${one.order} ?selected=${one.order === order}>${one.title}</option>`,
        )}
      </select>
      <button type="button" class="link" @click=${() => on.run('sample')}>
        ${sample === null ? t('Sample…') : t('{0} at random, seed {1}', count(sample.count), sample.seed)}
      </button>
      ${narrowed ? html`<button type="button" class="link" @click=${() => on.run('clear')}>${t('Show all')}</button>` : nothing}
    </div>
    <p class="pace">
      <span role="status">${length === total ? t('{0} records', count(total)) : t('{0} of {1}', count(length), count(total))}</span>
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
    aria-label=${t('Queue')}
    aria-activedescendant=${length === 0 ? nothing : `row-${active}`}
    @scroll=${on.scroll}
    @keydown=${on.key}
  >
    ${length === 0 ? html`<p class="empty">${t('No record is left that the filter holds for.')}</p>` : nothing}
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

/** Decisions that take a response into the set. */
const KEPT: ReadonlySet<QueueRow['status']> = new Set(['accepted', 'exemplar']);

function content(row: QueueRow): TemplateResult {
  const marks = [
    ...(row.finding === null ? [] : [{ text: row.finding, kind: row.flagged ? 'finding flag' : 'finding' }]),
    ...(row.status === 'undecided'
      ? []
      : [{ text: recordStateWord(row.status), kind: KEPT.has(row.status) ? 'done' : 'quiet' }]),
    ...(row.ready ? [{ text: t('rewrite ready'), kind: 'ready' }] : []),
    ...(row.noted ? [{ text: t('noted'), kind: 'quiet' }] : []),
    ...(row.exemplar && row.status !== 'exemplar' ? [{ text: t('exemplar'), kind: 'done' }] : []),
  ];
  return html`<div class="line">
      <span class="place">${count(row.place)}</span>
      <span class="text" dir="auto" title=${row.text}>${row.text || t('No words')}</span>
    </div>
    <div class="marks">${marks.map(({ text, kind }) => html`<span class="mark ${kind}" title=${text}>${text}</span>`)}</div>`;
}

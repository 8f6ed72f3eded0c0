import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../src/core/text/translate.ts';
import type { PanelState, RecordView, TurnView } from '../../src/protocol/panel.ts';
import { isTranscriptOpen, recordMemory, type ViewState } from '../state.ts';
import { lengthInWords, plural } from '../text/words.ts';
import type { Tools } from './command.ts';
import { fold } from './fold.ts';
import { icon } from './icons.ts';
import { renderingToggle } from './renderingToggle.ts';
import { turn } from './turn.ts';

type TranscriptRecord = Extract<RecordView, { kind: 'transcript' }>;

/** The left side: the whole chat, the response under review marked, both sides of a preference beside each other. */
export function transcript(
  view: ViewState,
  panel: PanelState,
  record: TranscriptRecord,
  tools: Tools,
): TemplateResult {
  const sides = record.turns.filter(isSide);
  const draw = (t: TurnView) =>
    t.role === 'system' ? systemTurn(view, panel, tools, t) : turn(view, panel, tools, t);
  const inHead = record.labels.length > 0 && lengthOf(record) <= SHORT_LABELS;
  return html`<div class="pane-head ${inHead ? 'with-labels' : ''}">
      <h2>${t('Transcript')}</h2>
      <span class="muted ellipsis">${recordLine(record)}</span>
      <div class="pane-action">${foldAll(view, tools)} ${renderingToggle(panel, tools)}</div>
      ${inHead ? labels(record) : nothing}
    </div>
    ${inHead ? nothing : labels(record)} ${toolDefinitions(view, record, tools)}
    ${repeat(
      record.turns.filter((t) => !isSide(t)),
      (t) => t.key,
      draw,
    )}
    ${record.turns.length === 0 ? html`<p class="muted note">${t('The transcript has no turns.')}</p>` : nothing}
    ${sides.length > 0 ? preference(view, panel, record, sides, tools) : nothing}
    ${record.responses.length === 0 ? html`<p class="banner">${icon('info')}<span>${t('No assistant turn to review in this record.')}</span></p>` : nothing}`;
}

function isSide({ response }: TurnView): boolean {
  return response === 'chosen' || response === 'rejected';
}

function recordLine({ recordId, shape, place }: TranscriptRecord): string {
  return [place, ...(recordId === null ? [] : [recordId]), shape].join(' · ');
}

/** A few labels stay in sight with the heading; the labels of every step of a long answer would hide it. */
const SHORT_LABELS = 90;

function lengthOf({ labels: given }: TranscriptRecord): number {
  return given.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
}

/** What the record says about its own answers. */
function labels({ labels: given }: TranscriptRecord): TemplateResult | typeof nothing {
  if (given.length === 0) return nothing;
  return html`<dl class="labels small" aria-label=${t('Labels in the record')}>
    ${given.map(({ name, value }) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}
  </dl>`;
}

function foldAll(view: ViewState, { act }: Tools): TemplateResult {
  const { all, folds } = recordMemory(view);
  const expanded = all === true && Object.keys(folds).length === 0;
  return html`<button
    class="plain link"
    @click=${() => act.change({ type: 'fold-all', open: !expanded })}
  >${expanded ? t('Fold all') : t('Expand all')}</button>`;
}

function systemTurn(view: ViewState, panel: PanelState, tools: Tools, shown: TurnView): TemplateResult {
  const key = `${shown.key}:system`;
  const text = shown.segments.map((s) => s.text).join('\n');
  const summary = html`${icon('system')}<span class="fold-title">${t('System')}</span
    ><span class="muted fold-size">${lengthInWords(text)}</span
    ><span class="peek" dir="auto">${text.slice(0, 160)}</span>`;
  const set = (open: boolean) => tools.act.change({ type: 'fold', key, open });
  return html`<div class="turn-fold">
    ${fold(isTranscriptOpen(view, key, false), set, summary, () => turn(view, panel, tools, shown), 'system')}
  </div>`;
}

function toolDefinitions(view: ViewState, { tools: definitions }: TranscriptRecord, tools: Tools) {
  if (definitions.length === 0) return nothing;
  const names = definitions.map((d) => d.name).join(', ');
  const summary = html`${icon('tool')}<span class="fold-title">${plural(definitions.length, 'tool')}</span
    ><span class="peek"><code>${names}</code></span>`;
  const body = () =>
    html`<dl class="tools">
      ${definitions.map(
        (d) => html`<dt><code>${d.name}</code></dt>
          <dd dir="auto">
            ${d.description}
            <div class="code" tabindex="0" role="group" aria-label=${t('Parameters of {0}', d.name)}>${d.parameters}</div>
          </dd>`,
      )}
    </dl>`;
  const set = (open: boolean) => tools.act.change({ type: 'fold', key: 'tools', open });
  return html`<div class="turn-fold">${fold(isTranscriptOpen(view, 'tools', false), set, summary, body, 'tool')}</div>`;
}

function preference(
  view: ViewState,
  panel: PanelState,
  record: TranscriptRecord,
  sides: readonly TurnView[],
  tools: Tools,
): TemplateResult {
  const key = tools.keys['rationale.switchResponse'];
  return html`<section class="preference" aria-label=${t('Preference')}>
    <div class="preference-head">
    <div class="segmented" role="group" aria-label=${t('Response to look at')}>
      ${record.responses.map(
        (response) => html`<button
          class="plain segment-button"
          aria-pressed=${response.id === panel.response ? 'true' : 'false'}
          data-response=${response.id}
          title=${key === undefined ? t('Look at: {0}', response.title) : t('Look at: {0} ({1} switches)', response.title, key)}
          @click=${() => response.id !== panel.response && tools.act.send({ type: 'select-response', response: response.id })}
        >
          ${response.title}${response.assessment.flag ? html` <span class="flagged">${icon('flag')}<span class="sr">${t('flagged')}</span></span>` : nothing}
        </button>`,
      )}
    </div>
    ${key === undefined ? nothing : html`<span class="muted small"><kbd>${key}</kbd> ${t('switches')}</span>`}
    </div>
    <div class="sides">
      ${(['chosen', 'rejected'] as const).map((side) => {
        const title = record.responses.find((r) => r.id === side)?.title ?? side;
        const own = sides.filter((t) => t.response === side);
        return own.length === 0
          ? nothing
          : html`<div class="side-column" data-side=${side}>
              <p class="side-title">${title}</p>
              ${own.map((t) => turn(view, panel, tools, t))}
            </div>`;
      })}
    </div>
  </section>`;
}

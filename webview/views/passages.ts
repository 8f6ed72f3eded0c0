import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../src/core/text/translate.ts';
import type { PanelState, PassageView, ResponseView } from '../../src/protocol/panel.ts';
import { isOpen, type ViewState } from '../state.ts';
import { commandButton, type Tools } from './command.ts';
import { fold } from './fold.ts';
import { matchedText } from './markedText.ts';

/** The passages that bear on the response, best first, each readable in its context and openable in the document. */
export function passages(
  view: ViewState,
  panel: PanelState,
  response: ResponseView,
  tools: Tools,
): TemplateResult {
  return html`<section class="passages" id="passages" tabindex="-1" aria-labelledby="passages-title">
    <h3 id="passages-title" class="section-title">${t('Passages')} <span class="muted">${t('of {0}', panel.constitution.name)}</span></h3>
    ${
      response.passages.length === 0
        ? html`<p class="muted note">${t('No passage of the constitution shares words with this exchange.')}</p>`
        : html`<ol class="passage-list">
            ${repeat(
              response.passages,
              (p) => p.id,
              (p) => html`<li>${card(view, p, tools)}</li>`,
            )}
          </ol>`
    }
    ${response.citationNotes.map((note) => html`<p class="note muted citation-note">${note}</p>`)}
  </section>`;
}

function card(view: ViewState, passage: PassageView, tools: Tools): TemplateResult {
  const key = `passage:${passage.id}`;
  const open = isOpen(view, key, false);
  const path = passage.heading.length > 0 ? passage.heading : [passage.section];
  const context = passage.before !== '' || passage.after !== '';
  const set = (now: boolean) => tools.act.change({ type: 'fold', key, open: now });
  const rest = () => html`<div class="context" dir="auto">
    ${passage.before === '' ? nothing : html`<div class="text muted">${passage.before}</div>`}
    <div class="text">${matchedText(passage.text, passage.matches)}</div>
    ${passage.after === '' ? nothing : html`<div class="text muted">${passage.after}</div>`}
  </div>`;
  return html`<article class="card passage" data-passage=${passage.id} tabindex="-1" aria-label=${path.join(', ')}>
    <div class="passage-head">
      <h4 class="card-title heading-path">${path.map((part, index) => step(part, index, path.length))}</h4>
      ${commandButton(tools, {
        command: 'rationale.showPassage',
        label: t('Open in document'),
        icon: 'open',
        look: 'icon',
        argument: passage.id,
        about: `(${path.at(-1) ?? ''})`,
      })}
    </div>
    ${passage.cited === null ? nothing : html`<p class="muted note">${CITED[passage.cited]}</p>`}
    ${open ? nothing : html`<div class="text card-text" dir="auto">${matchedText(passage.text, passage.matches)}</div>`}
    ${context ? fold(open, set, html`<span>${open ? t('Less context') : t('In context')}</span>`, rest, 'bare') : nothing}
  </article>`;
}

const CITED = {
  same: t('Cited by a rewrite of this response'),
  changed: t('Cited by a rewrite of this response, in words that have changed since'),
} as const;

function step(part: string, index: number, length: number): TemplateResult {
  const divider = index === 0 ? nothing : html`<span class="muted" aria-hidden="true">›</span>`;
  return html`${divider}<span class=${index === length - 1 ? '' : 'muted'}>${part}</span>`;
}

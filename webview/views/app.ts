import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { t } from '../../src/core/text/translate.ts';
import type { PanelState, RecordView } from '../../src/protocol/panel.ts';
import type { Pane } from '../actions.ts';
import { recordMemory, type ViewState } from '../state.ts';
import { count } from '../text/words.ts';
import { commandButton, type Tools } from './command.ts';
import { banners, header } from './header.ts';
import { icon } from './icons.ts';
import { rewrite, rewriteIsOpen } from './rewrite.ts';
import { separator } from './separator.ts';
import { side } from './side.ts';
import { transcript } from './transcript.ts';

const MANY_TURNS = 60;

/** The whole panel. */
export function app(view: ViewState, tools: Tools): TemplateResult {
  const { panel } = view;
  if (panel === null) {
    return html`<main class="waiting"><vscode-progress-ring aria-label=${t('Opening the dataset')}></vscode-progress-ring></main>`;
  }
  return html`${header(panel, view.memory.side, tools)}
    <div class="banners">${banners(panel, tools)}</div>
    ${jumps(panel, tools)}
    ${panel.record.kind === 'transcript' ? panes(view, panel, panel.record, tools) : notice(panel.record, tools)}`;
}

/** Ways past the transcript: out of sight until focused, and a bar of its own where everything is one column. */
function jumps(panel: PanelState, { act }: Tools): TemplateResult | typeof nothing {
  const { record } = panel;
  if (record.kind !== 'transcript') return nothing;
  const response = record.responses.find((r) => r.id === panel.response);
  const targets: readonly (readonly [pane: Pane, label: string, count?: number | undefined])[] = [
    ['transcript', t('Transcript')],
    ['findings', t('Findings'), response?.findings.filter((f) => f.dismissed === null).length],
    ['passages', t('Passages'), response?.passages.length],
    ['rewrite', t('Rewrite')],
  ];
  return html`<nav class="jumps" aria-label=${t('Jump to')}>
    ${targets.map(
      ([pane, label, number]) =>
        html`<button class="plain jump" data-jump=${pane} @click=${() => act.focusPane(pane)}>${label}${number === undefined ? nothing : html` <span class="muted">${count(number)}</span>`}</button>`,
    )}
  </nav>`;
}

function panes(
  view: ViewState,
  panel: PanelState,
  record: Extract<RecordView, { kind: 'transcript' }>,
  tools: Tools,
): TemplateResult {
  const response = record.responses.find((r) => r.id === panel.response) ?? record.responses[0];
  const open = rewriteIsOpen(view, panel);
  // A streaming proposal changes the state with every word; the transcript and the findings do not depend on it.
  const { folds, all } = recordMemory(view);
  const own = [record, panel.response, panel.rendering, folds, all, view.whole, view.awaited];
  const besideTranscript = () => html`
      ${separator({ label: t('Width of the transcript'), axis: 'x', ratio: view.memory.split, what: 'split', act: tools.act })}
      <section class="pane side-pane" tabindex="0" aria-label=${t('Assessment and passages')} data-pane="side">
        <div class="pane-inner">
          ${guard([...own, view.activeFinding, panel.constitution, panel.agreement, panel.draft === null], () => side(view, panel, record, tools))}
        </div>
      </section>`;
  return html`<main class="panes ${open ? 'rewrite-open' : ''} ${view.memory.side ? '' : 'side-left-out'}">
    <div class="reading">
      <section class="pane transcript-pane" id="transcript" tabindex="0" aria-label=${t('Transcript')} data-pane="transcript">
        <div class="pane-inner ${record.turns.length > MANY_TURNS ? 'many-turns' : ''}">${guard(own, () => transcript(view, panel, record, tools))}</div>
      </section>
      ${view.memory.side ? besideTranscript() : nothing}
    </div>
    ${open ? separator({ label: t('Height of the rewrite'), axis: 'y', ratio: view.memory.rewrite, what: 'rewrite', act: tools.act }) : nothing}
    <section class="rewrite-pane" id="rewrite" tabindex="-1" aria-label=${t('Rewrite')} data-pane="rewrite">
      ${rewrite(view, panel, response, tools)}
    </section>
  </main>`;
}

/** A record that is no transcript still says what it is, and the way to the others stays open. */
function notice(record: Exclude<RecordView, { kind: 'transcript' }>, tools: Tools): TemplateResult {
  if (record.kind === 'empty') {
    return html`<main class="notice" tabindex="-1" data-pane="notice">
      <p>${record.message}</p>
      ${record.excerpt === undefined ? nothing : noChat(record.excerpt, tools)}
    </main>`;
  }
  return html`<main class="notice" tabindex="-1" data-pane="notice">
    <h2>${icon('error')}<span>${record.title}</span> <span class="muted">${record.place}</span></h2>
    <p>${record.message}</p>
    ${excerpt(record.excerpt)}
    <div class="actions">${openAsText(tools)}</div>
  </main>`;
}

/** A record of a file that holds no chats, and ways to read it as one where it is one all the same. */
function noChat(text: string, tools: Tools): TemplateResult {
  return html`${excerpt(text)}
    <div class="actions">
      ${openAsText(tools)}
      ${commandButton(tools, { command: 'rationale.chooseShape', label: t('Choose a shape…') })}
      ${commandButton(tools, { command: 'rationale.draftShape', label: t('Draft a shape from this record…') })}
    </div>`;
}

function excerpt(text: string): TemplateResult {
  return html`<div class="code" tabindex="0" role="group" aria-label=${t('The record as it stands')}>${text}</div>`;
}

function openAsText(tools: Tools): TemplateResult {
  return commandButton(tools, { command: 'rationale.openAsText', label: t('Open as text'), icon: 'code' });
}

import { html, nothing, type TemplateResult } from 'lit';
import type { DatasetView, PanelState } from '../../src/protocol/panel.ts';
import { count, plural } from '../text/words.ts';
import { commandButton, type Tools } from './command.ts';
import { icon } from './icons.ts';

/** The bar on top: where the curator is, how far the dataset is, and with which constitution and model. */
export function header(panel: PanelState, tools: Tools): TemplateResult {
  const { dataset } = panel;
  return html`<header class="bar">
    <nav class="bar-nav" aria-label="Records">
      ${commandButton(tools, { command: 'rationale.previousRecord', label: 'Previous record', icon: 'previous', look: 'icon' })}
      ${commandButton(tools, { command: 'rationale.nextRecord', label: 'Next record', icon: 'next', look: 'icon' })}
      ${commandButton(tools, { command: 'rationale.nextFlagged', label: 'Next flagged record', icon: 'flagNext', look: 'icon' })}
      ${commandButton(tools, { command: 'rationale.goToRecord', label: 'Go to record…', icon: 'goTo', look: 'icon' })}
    </nav>
    <h1 class="bar-name" title=${dataset.name}>${dataset.name}</h1>
    <p class="bar-counts">
      <strong class="position">${position(panel)}</strong>${counts(dataset).map((text) => html`<span>${text}</span>`)}
      ${scanProgress(dataset)}
    </p>
    <div class="bar-right">
      <button
        class="plain bar-button"
        data-command="rationale.chooseConstitution"
        title=${`Constitution: ${panel.constitution.name}, ${plural(panel.constitution.passages, 'passage')}. ${panel.constitution.origin === 'starter' ? 'It comes with Rationale; click to choose your own' : 'Click to choose another'}`}
        @click=${() => tools.act.run('rationale.chooseConstitution')}
      >
        ${icon('book')}<span class="ellipsis"><span class="sr">Constitution: </span>${panel.constitution.name}</span>
      </button>
      <span class="bar-provider" title=${`Rewrites come from: ${panel.provider.label}`}>
        ${icon('spark')}<span class="ellipsis"><span class="sr">Rewrites come from: </span>${panel.provider.label}</span>
      </span>
      <span class="bar-tools">
        ${commandButton(tools, { command: 'rationale.showKeys', label: 'Keys', icon: 'keyboard', look: 'icon' })}
        ${commandButton(tools, { command: 'rationale.openAsText', label: 'Open as text', icon: 'code', look: 'icon' })}
      </span>
    </div>
  </header>`;
}

/** What stands in the way, in plain words with the next step; nothing when nothing does. */
export function banners(panel: PanelState, tools: Tools): TemplateResult {
  const { dataset, constitution, provider } = panel;
  return html`${
    dataset.readOnlyReason === null
      ? nothing
      : html`<p class="banner">${icon('lock')}<span><strong>Read-only.</strong> ${dataset.readOnlyReason}</span></p>`
  }
  ${
    constitution.problem === null
      ? nothing
      : html`<p class="banner warning">
        ${icon('warning')}<span><strong>Constitution.</strong> ${constitution.problem}</span>
        ${commandButton(tools, { command: 'rationale.chooseConstitution', label: 'Choose constitution…' })}
      </p>`
  }
  ${
    provider.ready || provider.hint === null
      ? nothing
      : html`<p class="banner">
        ${icon('info')}<span>${provider.hint}</span>
        ${
          provider.action === 'trust'
            ? commandButton(tools, { command: 'rationale.manageTrust', label: 'Manage Trust…' })
            : provider.action === 'set-key'
              ? commandButton(tools, { command: 'rationale.setApiKey', label: 'Set API key…' })
              : nothing
        }
      </p>`
  }`;
}

function position({ ordinal, dataset }: PanelState): string {
  return ordinal === 0 ? plural(dataset.records, 'record') : `${count(ordinal)} of ${count(dataset.records)}`;
}

function counts({ flagged, decided, problems, scanning, stoppedAt }: DatasetView): readonly string[] {
  return [
    ...(flagged === null
      ? []
      : [`${count(flagged)} flagged${scanning === null && stoppedAt === null ? '' : ' so far'}`]),
    `${count(decided)} decided`,
    ...(problems === null || problems === 0 ? [] : [plural(problems, 'problem')]),
  ];
}

function scanProgress({ scanning, stoppedAt }: DatasetView): TemplateResult | typeof nothing {
  if (stoppedAt !== null) {
    return html`<span class="scan">assessing stopped at ${Math.floor(stoppedAt * 100)}%</span>`;
  }
  if (scanning === null) return nothing;
  const percent = Math.floor(scanning * 100);
  return html`<span class="scan"
    ><progress max="100" value=${percent} aria-label="Assessing the dataset"></progress> assessing ${percent}%</span
  >`;
}

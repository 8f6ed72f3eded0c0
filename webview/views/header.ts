import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type { DatasetView, PanelState } from '../../src/protocol/panel.ts';
import { count, plural } from '../text/words.ts';
import { commandButton, type Tools } from './command.ts';
import { icon } from './icons.ts';

/** The bar on top: where the curator is, how far the dataset is, and with which constitution and model. */
export function header(panel: PanelState, sideShown: boolean, tools: Tools): TemplateResult {
  const { dataset } = panel;
  return html`<header class="bar">
    <nav class="bar-nav" aria-label=${t('Records')}>
      ${commandButton(tools, { command: 'rationale.previousRecord', label: t('Previous record'), icon: 'previous', look: 'icon' })}
      ${commandButton(tools, { command: 'rationale.nextRecord', label: t('Next record'), icon: 'next', look: 'icon' })}
      ${commandButton(tools, { command: 'rationale.nextFlagged', label: t('Next flagged record'), icon: 'flagNext', look: 'icon' })}
      ${commandButton(tools, { command: 'rationale.goToRecord', label: t('Go to record…'), icon: 'goTo', look: 'icon' })}
    </nav>
    <h1 class="bar-name" title=${dataset.name}>${dataset.name}</h1>
    <p class="bar-counts">
      <strong class="position">${position(panel)}</strong>${counts(dataset).map((text) => html`<span>${text}</span>`)}
      ${unsaved(dataset)}${scanProgress(dataset)}
    </p>
    <div class="bar-right">
      <button
        class="plain bar-button"
        data-command="rationale.chooseConstitution"
        title=${`${t('Constitution: {0}, {1}.', panel.constitution.name, plural(panel.constitution.passages, 'passage'))} ${panel.constitution.origin === 'starter' ? t('It comes with Rationale; click to choose your own') : t('Click to choose another')}`}
        @click=${() => tools.act.run('rationale.chooseConstitution')}
      >
        ${icon('book')}<span class="ellipsis"><span class="sr">${t('Constitution:')} </span>${panel.constitution.name}</span>
      </button>
      <span class="bar-provider" title=${t('Rewrites come from: {0}', panel.provider.label)}>
        ${icon('spark')}<span class="ellipsis"><span class="sr">${t('Rewrites come from:')} </span>${panel.provider.label}</span>
      </span>
      <span class="bar-tools">
        ${commandButton(tools, { command: 'rationale.toggleSide', label: sideShown ? t('Leave out findings and passages') : t('Show findings and passages'), icon: sideShown ? 'side' : 'sideLeftOut', look: 'icon' })}
        ${commandButton(tools, { command: 'rationale.showKeys', label: t('Keys'), icon: 'keyboard', look: 'icon' })}
        ${commandButton(tools, { command: 'rationale.openAsText', label: t('Open as text'), icon: 'code', look: 'icon' })}
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
      : html`<p class="banner">${icon('lock')}<span><strong>${t('Read-only.')}</strong> ${dataset.readOnlyReason}</span>
        ${dataset.convertible ? commandButton(tools, { command: 'rationale.convertToJsonl', label: t('Convert to JSONL…') }) : nothing}</p>`
  }
  ${
    constitution.problem === null
      ? nothing
      : html`<p class="banner warning">
        ${icon('warning')}<span><strong>${t('Constitution.')}</strong> ${constitution.problem}</span>
        ${commandButton(tools, { command: 'rationale.chooseConstitution', label: t('Choose constitution…') })}
      </p>`
  }
  ${
    provider.ready || provider.hint === null
      ? nothing
      : html`<p class="banner">
        ${icon('info')}<span>${provider.hint}</span>
        ${
          provider.action === 'trust'
            ? commandButton(tools, { command: 'rationale.manageTrust', label: t('Manage Trust…') })
            : provider.action === 'set-key'
              ? commandButton(tools, { command: 'rationale.setApiKey', label: t('Set API key…') })
              : nothing
        }
      </p>`
  }`;
}

function position({ ordinal, dataset }: PanelState): string {
  return ordinal === 0
    ? plural(dataset.records, 'record')
    : t('{0} of {1}', count(ordinal), count(dataset.records));
}

function counts({ flagged, decided, problems, scanning, stoppedAt }: DatasetView): readonly string[] {
  return [
    ...(flagged === null
      ? []
      : [
          scanning === null && stoppedAt === null
            ? t('{0} flagged', count(flagged))
            : t('{0} flagged so far', count(flagged)),
        ]),
    t('{0} decided', count(decided)),
    ...(problems === null || problems === 0 ? [] : [plural(problems, 'problem')]),
  ];
}

/** An accept is in the log at once; the file on the disk waits for its save. */
function unsaved({ unsaved: isUnsaved, decided }: DatasetView): TemplateResult | typeof nothing {
  if (!isUnsaved) return nothing;
  const hint = t(
    'Your decisions are in the curation log. The dataset itself changes on the disk when you save it.',
  );
  return html`<span class="unsaved muted" title=${hint}>${decided > 0 ? t('in the log; file not saved yet') : t('file not saved yet')}</span>`;
}

function scanProgress({ scanning, stoppedAt }: DatasetView): TemplateResult | typeof nothing {
  if (stoppedAt !== null) {
    return html`<span class="scan">${t('assessing stopped at {0}%', Math.floor(stoppedAt * 100))}</span>`;
  }
  if (scanning === null) return nothing;
  const percent = Math.floor(scanning * 100);
  return html`<span class="scan"
    ><progress max="100" value=${percent} aria-label=${t('Assessing the dataset')}></progress> ${t('assessing {0}%', percent)}</span
  >`;
}

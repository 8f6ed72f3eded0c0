import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../src/core/text/translate.ts';
import type { FindingView, PanelState, ResponseView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../state.ts';
import { commandButton, type Tools } from './command.ts';
import { type IconName, icon } from './icons.ts';

const SEVERITIES: Record<FindingView['severity'], string> = {
  error: t('Error'),
  warning: t('Warning'),
  info: t('Note'),
};
const ASSESSORS: Record<FindingView['assessor'], string> = { rubric: t('rubric'), judge: t('judge') };

/** The findings on the response as cards, numbered like their spans; dismissed ones last and greyed. */
export function findings(
  view: ViewState,
  panel: PanelState,
  response: ResponseView,
  tools: Tools,
): TemplateResult {
  const numbered = response.findings.map((finding, index) => ({ finding, number: index + 1 }));
  const sorted = [...numbered.filter(isOpenFinding), ...numbered.filter((n) => !isOpenFinding(n))];
  return html`<section class="findings" id="findings" tabindex="-1" aria-labelledby="findings-title">
    <h3 id="findings-title" class="section-title">${t('Findings')}</h3>
    ${
      sorted.length === 0
        ? html`<p class="muted note">${response.notAssessed === null ? t('Nothing found.') : t('None, since it was not assessed.')}</p>`
        : repeat(
            sorted,
            ({ finding }) => finding.key,
            ({ finding, number }) => card(view, panel, response, finding, number, tools),
          )
    }
  </section>`;
}

function isOpenFinding({ finding }: { readonly finding: FindingView }): boolean {
  return finding.dismissed === null;
}

function card(
  view: ViewState,
  panel: PanelState,
  response: ResponseView,
  finding: FindingView,
  number: number,
  tools: Tools,
): TemplateResult {
  const merit = finding.code === 'admirable-reasoning';
  const dismissed = finding.dismissed !== null;
  const symbol: IconName = merit ? 'merit' : finding.severity;
  const about = t('(finding {0})', number);
  return html`<article
    class="card finding ${merit ? 'merit' : finding.severity} ${dismissed ? 'dismissed' : ''} ${view.activeFinding === finding.key ? 'active' : ''}"
    data-finding=${finding.key}
    tabindex="-1"
    aria-labelledby=${`finding-${number}`}
  >
    <h4 class="card-title" id=${`finding-${number}`}>
      <span class="number" aria-hidden="true">${number}</span>${icon(symbol)}<span class="sr">${number}, ${merit ? t('Merit') : SEVERITIES[finding.severity]}:</span>
      <span class="finding-title">${finding.title}</span>
    </h4>
    <p class="card-text" dir="auto">${finding.message}</p>
    <p class="muted small card-meta"><code>${finding.code}</code> <span>${ASSESSORS[finding.assessor]}</span>${passageLinks(response, finding, tools)}</p>
    ${dismissed ? html`<p class="small"><strong>${t('Dismissed:')}</strong> <span dir="auto">${finding.dismissed}</span></p>` : nothing}
    ${dismissed ? nothing : actions(panel, response, finding, about, tools)}
  </article>`;
}

function actions(
  panel: PanelState,
  response: ResponseView,
  finding: FindingView,
  about: string,
  tools: Tools,
): TemplateResult {
  const rewritable = finding.code !== 'admirable-reasoning' && response.editable && panel.draft === null;
  return html`<div class="card-actions">
    ${rewritable ? commandButton(tools, { command: 'rationale.rewriteResponse', label: t('Rewrite'), about }) : nothing}
    ${commandButton(tools, { command: 'rationale.dismissFinding', label: t('Dismiss…'), argument: finding.key, about })}
    <button class="plain link" aria-label=${t('Show in text {0}', about)} @click=${() => tools.act.showSpan(finding.key)}>
      ${t('Show in text')}
    </button>
  </div>`;
}

/** The passages that say why, as far as they are among those listed. */
function passageLinks(response: ResponseView, finding: FindingView, { act }: Tools) {
  return finding.passages.flatMap((id) => {
    const passage = response.passages.find((p) => p.id === id);
    if (passage === undefined) return [];
    const label = passage.heading.at(-1) ?? passage.section;
    return [
      html`<button class="plain link" title=${t('Show the passage')} @click=${() => act.showPassage(id)}>§ ${label}</button>`,
    ];
  });
}

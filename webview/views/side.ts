import { html, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type { PanelState, RecordView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../state.ts';
import { assessment, flagTag } from './assessment.ts';
import type { Tools } from './command.ts';
import { decisions } from './decisions.ts';
import { findings } from './findings.ts';
import { passages } from './passages.ts';

/** The right side: the verdict on the response, what was decided, what was found, and the passages that bear on it. */
export function side(
  view: ViewState,
  panel: PanelState,
  record: Extract<RecordView, { kind: 'transcript' }>,
  tools: Tools,
): TemplateResult {
  const response = record.responses.find((r) => r.id === panel.response) ?? record.responses[0];
  if (response === undefined) {
    return html`<div class="pane-head"><h2>${t('Assessment')}</h2></div>
      <p class="muted note">${t('There is no response to assess in this record.')}</p>
      ${decisions(view, record.decisions, tools)}`;
  }
  return html`<div class="pane-head">
      <h2>${t('Assessment')}</h2>
      <span class="muted ellipsis">${response.title}</span>
      <span class="pane-action">${flagTag(response)}</span>
    </div>
    ${assessment(panel, response, tools)} ${decisions(view, record.decisions, tools)}
    ${findings(view, panel, response, tools)} ${passages(view, panel, response, tools)}`;
}

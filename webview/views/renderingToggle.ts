import { html, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import type { Tools } from './command.ts';

/** Texts exactly as written, or as rendered Markdown. */
export function renderingToggle({ rendering }: PanelState, { act, keys }: Tools): TemplateResult {
  const key = keys['rationale.toggleMarkdown'];
  const option = (value: PanelState['rendering'], label: string, hint: string) => html`<button
    class="plain segment-button"
    aria-pressed=${rendering === value ? 'true' : 'false'}
    title=${key === undefined ? hint : `${hint} (${key})`}
    @click=${() => rendering !== value && act.run('rationale.toggleMarkdown')}
  >
    ${label}
  </button>`;
  return html`<div class="segmented" role="group" aria-label=${t('Show texts as')}>
    ${option('text', t('Text'), t('Show texts exactly as written'))}
    ${option('markdown', 'Markdown', t('Show texts as rendered Markdown'))}
  </div>`;
}

import { html, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import { markdown } from './markdown.ts';

/** A text that is still being written; who reads its end is kept there. */
export function streamed(text: string): TemplateResult {
  return html`<div class="text streaming" dir="auto" aria-busy="true" data-stream>${text}</div>`;
}

/** A whole text, rendered as the reader chose. */
export function plain({ rendering }: Pick<PanelState, 'rendering'>, text: string): TemplateResult {
  return rendering === 'markdown' ? markdown(text) : html`<div class="text" dir="auto">${text}</div>`;
}

/** Small costs keep two significant digits, so that a tenth of a cent does not read as nothing. */
export function cost(usd: number): string {
  if (usd === 0) return t('free');
  return usd >= 0.01 ? `$${usd.toFixed(2)}` : `$${usd.toPrecision(2)}`;
}

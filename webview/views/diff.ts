import { html, type TemplateResult } from 'lit';
import type { DiffPartView } from '../../src/protocol/panel.ts';

/** A word-level difference. Added and removed words differ by underline and strike-through too, and are spoken. */
export function diff(parts: readonly DiffPartView[]): TemplateResult {
  return html`<div class="text diff" dir="auto">${parts.map(part)}</div>`;
}

function part({ kind, text }: DiffPartView): TemplateResult {
  switch (kind) {
    case 'same':
      return html`${text}`;
    case 'added':
      return html`<ins><span class="sr">[added: </span>${text}<span class="sr">]</span></ins>`;
    case 'removed':
      return html`<del><span class="sr">[removed: </span>${text}<span class="sr">]</span></del>`;
  }
}

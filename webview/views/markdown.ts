import { html, type TemplateResult } from 'lit';
import { parseBlocks } from '../markdown/blocks.ts';
import type { Block, Inline } from '../markdown/tokens.ts';

/** A text as rendered Markdown. Links are not followed and images not loaded: their addresses are shown as text. */
export function markdown(text: string): TemplateResult {
  return html`<div class="markdown">${parseBlocks(text).map(block)}</div>`;
}

function block(token: Block): TemplateResult {
  switch (token.kind) {
    case 'heading':
      // A transcript's headings are text in it, not sections of the panel, so they stay out of its outline.
      return html`<p class="md-heading md-h${token.level}" dir="auto">${token.inline.map(inline)}</p>`;
    case 'paragraph':
      return html`<p dir="auto">${token.inline.map(inline)}</p>`;
    case 'code':
      return html`<pre class="code" dir="ltr" tabindex="0" aria-label=${`Code ${token.language}`.trim()} role="group"><code>${token.text}</code></pre>`;
    case 'quote':
      return html`<blockquote>${token.blocks.map(block)}</blockquote>`;
    case 'list': {
      const items = token.items.map((item) => html`<li dir="auto">${item.map(block)}</li>`);
      return token.ordered ? html`<ol start=${token.start}>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case 'rule':
      return html`<hr />`;
  }
}

function inline(token: Inline): TemplateResult {
  switch (token.kind) {
    case 'text':
      return html`${token.text}`;
    case 'code':
      return html`<code>${token.text}</code>`;
    case 'strong':
      return html`<strong>${token.inline.map(inline)}</strong>`;
    case 'emphasis':
      return html`<em>${token.inline.map(inline)}</em>`;
    case 'deleted':
      return html`<s>${token.inline.map(inline)}</s>`;
    case 'link':
      return html`<span class="md-link">${token.inline.map(inline)}</span
        ><span class="md-address"> (${token.address})</span>`;
    case 'image':
      return html`<span class="md-image">[image: ${token.description}]</span
        ><span class="md-address"> (${token.address})</span>`;
  }
}

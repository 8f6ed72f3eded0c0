import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { MarkedToken, Tokens } from 'marked';
import { t } from '../../src/core/text/translate.ts';
import { known, lex } from '../markdown/lex.ts';

/** Quotes, lists and emphasis nested deeper than this are shown as they are written. */
const DEPTH_LIMIT = 16;

/**
 * A text as rendered Markdown. HTML shows as the text it is; links are not followed and images not loaded: their
 * addresses are shown.
 */
export function markdown(text: string): TemplateResult {
  return html`<div class="markdown">${guard([text], () => blocks(lex(text), 0))}</div>`;
}

function blocks(tokens: readonly MarkedToken[], depth: number): readonly unknown[] {
  return tokens.map((token) => block(token, depth));
}

function block(token: MarkedToken, depth: number): unknown {
  if (depth > DEPTH_LIMIT) return paragraph(token.raw);
  switch (token.type) {
    case 'space':
      return nothing;
    case 'heading':
      // A transcript's headings are text in it, not sections of the panel, so they stay out of its outline.
      return html`<p class="md-heading md-h${token.depth}" dir="auto">${inlines(token.tokens, depth)}</p>`;
    case 'paragraph':
      return paragraph(inlines(token.tokens, depth));
    case 'text':
      return paragraph(token.tokens === undefined ? token.text : inlines(token.tokens, depth));
    case 'code':
      return code(token);
    case 'blockquote':
      return html`<blockquote>${blocks(known(token.tokens), depth + 1)}</blockquote>`;
    case 'list':
      return list(token, depth);
    case 'table':
      return table(token, depth);
    case 'hr':
      return html`<hr />`;
    case 'html':
      return paragraph(token.raw.trim());
    case 'def':
      return html`<p class="md-address" dir="auto">${token.raw.trim()}</p>`;
    default:
      return paragraph(inline(token, depth));
  }
}

function paragraph(content: unknown): TemplateResult {
  return html`<p dir="auto">${content}</p>`;
}

function code({ lang = '', text }: Tokens.Code): TemplateResult {
  const label = t('Code {0}', lang).trim();
  return html`${lang === '' ? nothing : html`<p class="md-language" aria-hidden="true">${lang}</p>`}<pre
      class="code" dir="ltr" tabindex="0" role="group" aria-label=${label}><code>${text}</code></pre>`;
}

function list({ items, ordered, start }: Tokens.List, depth: number): TemplateResult {
  const drawn = items.map((item) => {
    const [first, ...rest] = known(item.tokens);
    const box = first?.type === 'checkbox' ? checkbox(first.checked) : nothing;
    const inner = first?.type === 'checkbox' ? rest : known(item.tokens);
    return html`<li class=${item.task ? 'md-task' : ''} dir="auto">${box}${blocks(inner, depth + 1)}</li>`;
  });
  return ordered ? html`<ol start=${start === '' ? 1 : start}>${drawn}</ol>` : html`<ul>${drawn}</ul>`;
}

function checkbox(checked: boolean): TemplateResult {
  return html`<span class="md-box" role="img" aria-label=${checked ? t('Done') : t('To do')}>${checked ? '☑' : '☐'}</span>`;
}

function table({ header, rows }: Tokens.Table, depth: number): TemplateResult {
  const look = (cell: Tokens.TableCell) => (cell.align === null ? '' : `md-${cell.align}`);
  return html`<div class="md-table" tabindex="0" role="group" aria-label="Table"><table>
    <thead><tr>${header.map((cell) => html`<th scope="col" class=${look(cell)} dir="auto">${inlines(cell.tokens, depth)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td class=${look(cell)} dir="auto">${inlines(cell.tokens, depth)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

function inlines(tokens: Tokens.Generic['tokens'], depth: number): readonly unknown[] {
  return known(tokens).map((token) => inline(token, depth + 1));
}

function inline(token: MarkedToken, depth: number): unknown {
  if (depth > DEPTH_LIMIT) return token.raw;
  switch (token.type) {
    case 'text':
    case 'escape':
      return token.text;
    case 'codespan':
      return html`<code>${token.text}</code>`;
    case 'strong':
      return html`<strong>${inlines(token.tokens, depth)}</strong>`;
    case 'em':
      return html`<em>${inlines(token.tokens, depth)}</em>`;
    case 'del':
      return html`<s>${inlines(token.tokens, depth)}</s>`;
    case 'br':
      return '\n';
    case 'link':
      return link(token, depth);
    case 'image':
      return html`<span class="md-image">[image: ${token.text}]</span>${address(token)}`;
    default:
      return token.raw;
  }
}

function link(token: Tokens.Link, depth: number): TemplateResult {
  const words = html`<span class="md-link">${inlines(token.tokens, depth)}</span>`;
  // An address written as its own words need not be said twice.
  return token.text === token.href || `mailto:${token.text}` === token.href
    ? words
    : html`${words}${address(token)}`;
}

function address({ href, title }: Tokens.Link | Tokens.Image): TemplateResult {
  return html`<span class="md-address"> (${href}${title ? html` “${title}”` : nothing})</span>`;
}

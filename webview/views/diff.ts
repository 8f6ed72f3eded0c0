import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type {
  DiffPartView,
  ProposalPartView,
  ProposalView,
  SentenceView,
} from '../../src/protocol/proposals.ts';
import type { Tools } from './command.ts';
import { icon } from './icons.ts';

/** A word-level difference. Added and removed words differ by underline and strike-through too, and are spoken. */
export function diff(shown: ProposalView, part: ProposalPartView, tools: Tools): TemplateResult {
  return html`<div class="text diff" dir="auto">${part.sentences.map((sentence) => piece(shown, part, sentence, tools))}</div>`;
}

function piece(shown: ProposalView, part: ProposalPartView, sentence: SentenceView, tools: Tools): unknown {
  if (sentence.kind === 'same') return sentence.text;
  const { taken, before, words } = sentence;
  // No line breaks in here: they would be part of the text.
  return html`<span class="change ${taken ? 'taken' : 'left'}">${take(shown, part, sentence, tools)}${taken ? words.map(word) : before === '' ? html`<span class="muted small left-out">${t('left out')}</span> ` : before}</span>`;
}

/** Takes a change, or leaves it as the original has it. A rewrite that is no longer to be decided has none. */
function take(
  shown: ProposalView,
  part: ProposalPartView,
  { index, taken }: Extract<SentenceView, { kind: 'change' }>,
  { act, keys }: Tools,
): TemplateResult | typeof nothing {
  if (shown.state !== 'ready') return nothing;
  const key = keys['rationale.takeChange'];
  const hint = taken ? t('Taken. Leave this change out') : t('Left out. Take this change');
  return html`<button
    class="plain take"
    role="checkbox"
    aria-checked=${taken ? 'true' : 'false'}
    data-change=${`${part.name}/${index}`}
    aria-label=${t('Change {0}', index + 1)}
    title=${key === undefined ? hint : `${hint} (${key})`}
    @click=${() => act.send({ type: 'take-change', proposal: shown.id, part: part.name, index, taken: !taken })}
  >${icon(taken ? 'boxTaken' : 'box')}</button>`;
}

function word({ kind, text }: DiffPartView): unknown {
  switch (kind) {
    case 'same':
      return text;
    case 'added':
      return html`<ins><span class="sr">${t('[added:')} </span>${text}<span class="sr">]</span></ins>`;
    case 'removed':
      return html`<del><span class="sr">${t('[removed:')} </span>${text}<span class="sr">]</span></del>`;
  }
}

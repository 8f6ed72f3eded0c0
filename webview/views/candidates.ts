import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { levelWord } from '../../src/core/assess/words.ts';
import { t } from '../../src/core/text/translate.ts';
import type { PanelState, ResponseView } from '../../src/protocol/panel.ts';
import type { ProposalView } from '../../src/protocol/proposals.ts';
import { candidatesOf, comparisonKey } from '../state.ts';
import { checksInShort, findingChanges } from './checks.ts';
import type { Tools } from './command.ts';
import { cost, plain, streamed } from './rewriteText.ts';

/** All candidates of one ask beside each other, one below the other where it is narrow. */
export function columns(
  panel: PanelState,
  shown: ProposalView,
  response: ResponseView | undefined,
  tools: Tools,
): TemplateResult {
  const all = candidatesOf(panel, shown);
  return html`<div class="candidates" style=${`--candidates: ${all.length}`}>
    ${repeat(
      all,
      ({ id }) => id,
      (each, index) => candidate(panel, each, index + 1, each.id === shown.id, response, tools),
    )}
  </div>`;
}

function candidate(
  panel: PanelState,
  each: ProposalView,
  number: number,
  isShown: boolean,
  response: ResponseView | undefined,
  { act }: Tools,
): TemplateResult {
  const select = () => isShown || act.send({ type: 'select-proposal', id: each.id });
  const look = () => {
    select();
    act.change({ type: 'compare', of: comparisonKey(each), as: 'diff' });
  };
  const { assessment, state, parts, costUsd } = each;
  return html`<article class="candidate ${isShown ? 'shown' : ''}" data-candidate=${each.id} aria-labelledby=${`candidate-${number}`} @click=${select}>
    <header>
      <h3 id=${`candidate-${number}`}>${t('Candidate {0}', number)}${isShown ? html`<span class="sr">${t(', the one that a decision is about')}</span>` : nothing}</h3>
      ${state === 'pending' ? html`<span class="muted small">${t('writing…')}</span>` : levels(response, assessment)}
      ${costUsd === null ? nothing : html`<span class="muted small candidate-cost">${cost(costUsd)}</span>`}
    </header>
    ${findingChanges(each)} ${checksInShort(each)}
    <div class="candidate-text">${parts.map(({ text }) => (state === 'pending' ? streamed(text) : plain(panel, text)))}</div>
    ${state === 'pending' ? nothing : html`<button class="plain link" data-look=${each.id} @click=${look} aria-label=${t('See its changes (candidate {0})', number)}>${t('See its changes')}</button>`}
  </article>`;
}

/** The level of reasoning before and after, the shortest way to say what a candidate is worth. */
function levels(
  response: ResponseView | undefined,
  after: ProposalView['assessment'],
): TemplateResult | typeof nothing {
  if (response === undefined || after === null || response.notAssessed !== null) return nothing;
  const before = response.assessment.reasoning;
  return html`<span class="small levels">${t('reasoning')} ${before === after.reasoning ? levelWord(after.reasoning) : html`<span class="muted">${levelWord(before)}</span> <span aria-hidden="true">→</span><span class="sr"> ${t('becomes')} </span> <strong>${levelWord(after.reasoning)}</strong>`}</span>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type { PanelState, ResponseView } from '../../src/protocol/panel.ts';
import type { ProposalPartView, ProposalView, SpentView } from '../../src/protocol/proposals.ts';
import type { Actions } from '../actions.ts';
import {
  type Comparison,
  comparisonKey,
  comparisonOf,
  isWhole,
  type ViewState,
  waysToShow,
  wordsOf,
} from '../state.ts';
import { isReplaced } from '../text/replaced.ts';
import { count, lengthInWords, plural } from '../text/words.ts';
import { comparison } from './assessment.ts';
import { columns } from './candidates.ts';
import { checks, findingChanges } from './checks.ts';
import type { Tools } from './command.ts';
import { diff } from './diff.ts';
import { icon } from './icons.ts';
import { cost, plain, streamed } from './rewriteText.ts';

/** One proposal, or its candidates: the text as it streams, then the difference, the checks and what the rubric says. */
export function proposal(
  view: ViewState,
  panel: PanelState,
  shown: ProposalView,
  response: ResponseView | undefined,
  tools: Tools,
): TemplateResult {
  return html`${problem(shown)}
    ${shown.note === null ? nothing : html`<p class="banner"><span>${shown.note}</span></p>`}
    ${shown.instruction === null ? nothing : html`<p class="small instruction" dir="auto"><span class="muted">${t('Instruction:')}</span> ${shown.instruction}</p>`}
    ${compareBar(view, panel, shown, tools)}
    ${comparisonOf(view, shown) === 'columns' ? columns(panel, shown, response, tools) : single(view, panel, shown, response, tools)}`;
}

function single(
  view: ViewState,
  panel: PanelState,
  shown: ProposalView,
  response: ResponseView | undefined,
  tools: Tools,
): TemplateResult {
  const assessed = response !== undefined && response.notAssessed === null ? shown.assessment : null;
  const isTold = assessed !== null || shown.checks.length + shown.fixes.length + shown.brings.length > 0;
  return html`<div class="single">
    ${
      isTold
        ? html`<div class="facts">
            ${assessed === null || response === undefined ? nothing : comparison(response.assessment, assessed)}
            ${findingChanges(shown)} ${checks(view, shown, tools)}
          </div>`
        : nothing
    }
    ${shown.parts.every(({ text }) => text === '') && !isWhole(shown) ? nothing : body(view, panel, shown, tools)}
  </div>`;
}

/** What was done, model, tokens and cost, as far as they are known. */
export function proposalMeta(shown: ProposalView): string {
  const { usage, costUsd, model, strategy, injected } = shown;
  return [
    ...(model === null ? [] : [strategy]),
    ...(injected === 0 ? [] : [t('{0} injected', plural(injected, 'passage'))]),
    model ?? t('by hand'),
    ...(usage === null
      ? []
      : [t('{0} tokens in, {1} out', count(usage.inputTokens), count(usage.outputTokens))]),
    ...(costUsd === null ? [] : [cost(costUsd)]),
  ].join(' · ');
}

/** What the open record's rewrites cost together; empty where one proposal's figures say it already. */
export function spentWords(spent: SpentView | null): string {
  if (spent === null || spent.rewrites < 2) return '';
  const { rewrites, usd, unpriced } = spent;
  const known = unpriced === rewrites ? t('of unknown price') : cost(usd);
  const rest = unpriced > 0 && unpriced < rewrites ? t(', {0} of unknown price', unpriced) : '';
  return t('this response so far: {0}, {1}{2}', plural(rewrites, 'rewrite'), known, rest);
}

const NAMES: Record<Comparison, string> = {
  diff: t('Changes'),
  plain: t('Rewrite only'),
  columns: t('Side by side'),
};

function compareBar(
  view: ViewState,
  panel: PanelState,
  shown: ProposalView,
  { act, keys }: Tools,
): TemplateResult | typeof nothing {
  const ways = waysToShow(panel, shown);
  if (ways.length < 2) return nothing;
  const as = comparisonOf(view, shown);
  const key = keys['rationale.toggleChanges'];
  const left = shown.parts.flatMap(({ sentences }) =>
    sentences.filter((part) => part.kind === 'change' && !part.taken),
  ).length;
  const option = (value: Comparison) => html`<button
    class="plain segment-button"
    aria-pressed=${as === value ? 'true' : 'false'}
    title=${key === undefined ? NAMES[value] : `${NAMES[value]} (${key})`}
    @click=${() => act.change({ type: 'compare', of: comparisonKey(shown), as: value })}
  >
    ${NAMES[value]}
  </button>`;
  return html`<div class="compare-bar">
    <div class="segmented" role="group" aria-label=${t('Show the rewrite as')}>${ways.map(option)}</div>
    ${as === 'columns' || !isWhole(shown) ? nothing : html`<span class="muted small">${lengthInWords(shown.parts.map(({ text }) => text).join(' '))}</span>`}
    ${left === 0 || as === 'columns' ? nothing : html`<span class="small" data-left>${t('{0} left out', plural(left, 'change'))} <button class="plain link" @click=${() => takeAll(shown, act)}>${t('Take all')}</button></span>`}
    ${as === 'plain' && isWhole(shown) && isReplaced(wordsOf(shown)) ? html`<span class="muted small" data-replaced>${t('Little of the original is kept, so the rewrite is shown by itself.')}</span>` : nothing}
  </div>`;
}

function takeAll({ id, parts }: ProposalView, act: Actions): void {
  for (const { name } of parts)
    act.send({ type: 'take-change', proposal: id, part: name, index: null, taken: true });
}

const PART_NAMES: Record<ProposalPartView['name'], string> = {
  reasoning: t('Reasoning'),
  answer: t('Answer'),
};

function body(view: ViewState, panel: PanelState, shown: ProposalView, tools: Tools): TemplateResult {
  const { parts, state } = shown;
  const streaming = state === 'pending';
  const asDiff = isWhole(shown) && comparisonOf(view, shown) === 'diff';
  return html`<div class="proposal-text ${state}">
    ${parts.map((part) => {
      if (streaming && part.text === '') return nothing;
      const title = parts.length < 2 ? nothing : html`<h3 class="part-title">${PART_NAMES[part.name]}</h3>`;
      return html`${title}${streaming ? streamed(part.text) : asDiff ? diff(shown, part, tools) : plain(panel, part.text)}`;
    })}
  </div>`;
}

function problem({ state, problem: text }: ProposalView): TemplateResult | typeof nothing {
  if (text === null) return nothing;
  const stale = state === 'stale';
  return html`<p class="banner ${stale ? 'warning' : 'error'}">
    ${icon(stale ? 'warning' : 'error')}<span dir="auto"><strong>${stale ? t('Stale.') : t('Not written.')}</strong> ${text}</span>
  </p>`;
}

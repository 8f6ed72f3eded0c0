import { html, nothing, type TemplateResult } from 'lit';
import type { PanelState, ProposalView, ResponseView } from '../../src/protocol/panel.ts';
import { type Comparison, comparisonOf, type ViewState } from '../state.ts';
import { isReplaced } from '../text/replaced.ts';
import { count, lengthInWords } from '../text/words.ts';
import { comparison } from './assessment.ts';
import type { Tools } from './command.ts';
import { diff } from './diff.ts';
import { icon } from './icons.ts';
import { markdown } from './markdown.ts';

/** One proposal: its text as it streams, then the difference, what the rubric says of it, and what it cost. */
export function proposal(
  view: ViewState,
  panel: PanelState,
  shown: ProposalView,
  response: ResponseView | undefined,
  tools: Tools,
): TemplateResult {
  return html`${problem(shown)}
    ${shown.instruction === null ? nothing : html`<p class="small instruction" dir="auto"><span class="muted">Instruction:</span> ${shown.instruction}</p>`}
    ${
      shown.assessment === null || response === undefined || response.notAssessed !== null
        ? nothing
        : comparison(response.assessment, shown.assessment)
    }
    ${shown.text === '' && shown.diff.length === 0 ? nothing : body(view, panel, shown, tools)}`;
}

/** Model, tokens and cost, as far as they are known. */
export function proposalMeta(shown: ProposalView): string {
  const { usage, costUsd } = shown;
  return [
    shown.model ?? 'by hand',
    ...(usage === null ? [] : [`${count(usage.inputTokens)} tokens in, ${count(usage.outputTokens)} out`]),
    ...(costUsd === null ? [] : [cost(costUsd)]),
  ].join(' · ');
}

function body(view: ViewState, panel: PanelState, shown: ProposalView, { act, keys }: Tools): TemplateResult {
  if (shown.state === 'pending') {
    return html`<div class="text streaming" dir="auto" aria-busy="true" data-stream>${shown.text}</div>`;
  }
  const canDiff = shown.diff.length > 0;
  const as = comparisonOf(view, shown);
  const key = keys['rationale.toggleChanges'];
  const option = (value: Comparison, label: string) => html`<button
    class="plain segment-button"
    aria-pressed=${as === value ? 'true' : 'false'}
    title=${key === undefined ? label : `${label} (${key})`}
    @click=${() => act.change({ type: 'compare', proposal: shown.id, as: value })}
  >
    ${label}
  </button>`;
  const plain =
    panel.rendering === 'markdown'
      ? markdown(shown.text)
      : html`<div class="text" dir="auto">${shown.text}</div>`;
  return html`${
    canDiff
      ? html`<div class="compare-bar">
          <div class="segmented" role="group" aria-label="Show the rewrite as">
            ${option('diff', 'Changes')}${option('plain', 'Rewrite only')}
          </div>
          <span class="muted small">${lengthInWords(shown.text)}</span>
          ${as === 'plain' && isReplaced(shown.diff) ? html`<span class="muted small" data-replaced>Little of the original is kept, so the rewrite is shown by itself.</span>` : nothing}
        </div>`
      : nothing
  }
  <div class="proposal-text ${shown.state}">${canDiff && as === 'diff' ? diff(shown.diff) : plain}</div>`;
}

function problem({ state, problem: text }: ProposalView): TemplateResult | typeof nothing {
  if (text === null) return nothing;
  const stale = state === 'stale';
  return html`<p class="banner ${stale ? 'warning' : 'error'}">
    ${icon(stale ? 'warning' : 'error')}<span dir="auto"><strong>${stale ? 'Stale.' : 'Not written.'}</strong> ${text}</span>
  </p>`;
}

/** Small costs keep two significant digits, so that a tenth of a cent does not read as nothing. */
function cost(usd: number): string {
  if (usd === 0) return 'free';
  return usd >= 0.01 ? `$${usd.toFixed(2)}` : `$${usd.toPrecision(2)}`;
}

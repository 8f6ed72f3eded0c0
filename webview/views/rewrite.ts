import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type { PanelState, ResponseView } from '../../src/protocol/panel.ts';
import type { ProposalView } from '../../src/protocol/proposals.ts';
import { candidatesOf, shownProposal, type ViewState } from '../state.ts';
import { commandButton, type Tools } from './command.ts';
import { draft } from './draft.ts';
import { proposal, proposalMeta, spentWords } from './proposal.ts';
import { proposalTabs } from './proposalTabs.ts';

const STATES: Record<ProposalView['state'], string> = {
  pending: t('Writing'),
  ready: t('Ready'),
  accepted: t('Accepted'),
  rejected: t('Rejected'),
  stale: t('Stale'),
  failed: t('Failed'),
};

/** The area below: ask for a rewrite, watch it come, compare, decide, or write by hand. */
export function rewrite(
  view: ViewState,
  panel: PanelState,
  response: ResponseView | undefined,
  tools: Tools,
): TemplateResult {
  const shown = shownProposal(panel);
  const drafting = view.draft;
  return html`<div class="pane-head">
      <h2>${t('Rewrite')}</h2>
      ${drafting !== null ? html`<span class="tag">${drafting.edited ? t('Edited') : t('By hand')}</span>` : shown === null ? nothing : stateTag(shown)}
      ${drafting === null ? proposalTabs(panel, shown, tools) : nothing}
      ${shown === null || drafting !== null ? nothing : meta(panel, shown)}
      ${shown === null && drafting === null ? begin(panel, response, tools) : nothing}
      ${recordActions(panel, tools)}
    </div>
    ${drafting !== null ? draft(drafting, knownTexts(panel, response), tools) : nothing}
    ${
      shown === null || drafting !== null
        ? nothing
        : html`<div class="rewrite-body" tabindex="0" role="region" aria-label=${t('Proposed rewrite')}>
              ${proposal(view, panel, shown, response, tools)}
            </div>
            <div class="actions">${actions(panel, shown, response, tools)}</div>`
    }`;
}

/** Whether the area needs room of its own, or is one line of buttons. */
export function rewriteIsOpen(view: ViewState, panel: PanelState): boolean {
  const shown = shownProposal(panel);
  return (
    view.draft !== null ||
    (shown !== null && (shown.state === 'pending' || shown.parts.some(({ text }) => text !== '')))
  );
}

/** The texts that can be had again without the draft. */
function knownTexts(panel: PanelState, response: ResponseView | undefined): readonly string[] {
  return [
    ...panel.proposals.flatMap(({ parts }) => parts.map(({ text }) => text)),
    ...(response === undefined ? [] : [response.original]),
  ];
}

function stateTag(shown: ProposalView): TemplateResult {
  const ring = html`<vscode-progress-ring aria-hidden="true"></vscode-progress-ring>`;
  return html`${shown.state === 'pending' ? ring : nothing}<span class="tag">${STATES[shown.state]}</span>`;
}

/** Where a rewrite came from and what it cost, with what the record cost so far. */
function meta(panel: PanelState, shown: ProposalView): TemplateResult {
  const words = [proposalMeta(shown), spentWords(panel.spent)].filter((part) => part !== '').join(' · ');
  return html`<span class="muted small ellipsis proposal-meta" title=${words}>${words}</span>`;
}

const SEGMENTS: Record<PanelState['segment'], string> = {
  answer: t('of the answer'),
  reasoning: t('of the reasoning'),
  both: t('of reasoning and answer'),
};

/** Says which text is rewritten, and lets the curator choose another. */
function segment(panel: PanelState, { act, keys }: Tools): TemplateResult {
  const key = keys['rationale.chooseSegment'];
  const hint = t('Choose what rewrites change in this dataset');
  return html`<button class="plain link small" data-command="rationale.chooseSegment" title=${key === undefined ? hint : `${hint} (${key})`} @click=${() => act.run('rationale.chooseSegment')}>${SEGMENTS[panel.segment]}</button>`;
}

function begin(panel: PanelState, response: ResponseView | undefined, tools: Tools): TemplateResult {
  if (response === undefined) return html`<span class="muted">${t('Nothing to rewrite here.')}</span>`;
  if (!response.editable)
    return html`<span class="muted">${response.whyNotEditable ?? t('This response cannot be rewritten.')}</span> ${segment(panel, tools)}`;
  return html`${segment(panel, tools)}<div class="actions">
    ${commandButton(tools, { command: 'rationale.rewriteResponse', label: t('Rewrite'), look: 'primary', icon: 'spark', tooltip: response.suggested === '' ? t('Rewrite') : t('Rewrite: {0}', response.suggested.toLowerCase()) })}
    ${commandButton(tools, { command: 'rationale.rewriteWithStrategy', label: t('With strategy…'), tooltip: t('Choose how to rewrite…') })}
    ${commandButton(tools, { command: 'rationale.rewriteWithInstruction', label: t('With instruction…'), tooltip: t('Rewrite with an instruction…') })}
    ${commandButton(tools, { command: 'rationale.rewriteByHand', label: t('Write by hand') })}
    ${promptButton(tools)}
  </div>`;
}

function promptButton(tools: Tools): TemplateResult {
  return commandButton(tools, {
    command: 'rationale.showPrompt',
    label: t('Show what will be sent'),
    look: 'icon',
    icon: 'eye',
  });
}

function actions(
  panel: PanelState,
  shown: ProposalView,
  response: ResponseView | undefined,
  tools: Tools,
): TemplateResult {
  // The host refuses a decision about another rewrite than the one that was read.
  const argument = shown.id;
  const again = (label: string, look: 'primary' | 'secondary') =>
    commandButton(tools, { command: 'rationale.rewriteResponse', label, look });
  const instruct = commandButton(tools, {
    command: 'rationale.rewriteWithInstruction',
    label: t('Try again with an instruction…'),
  });
  const byHand = commandButton(tools, { command: 'rationale.rewriteByHand', label: t('Write by hand') });
  if (shown.state === 'pending') {
    return html`${commandButton(tools, { command: 'rationale.stopRewrite', label: t('Stop') })} ${promptButton(tools)}`;
  }
  if (response?.editable === false) return html`<span class="muted">${response.whyNotEditable ?? ''}</span>`;
  switch (shown.state) {
    case 'ready':
      return html`${commandButton(tools, { command: 'rationale.acceptProposal', look: 'primary', argument, ...acceptWords(panel, shown) })}
      ${
        response?.canMoveOriginal === true && shown.parts.length === 1
          ? commandButton(tools, {
              command: 'rationale.acceptAsChosen',
              label: t('Accept as chosen'),
              tooltip: t('The rewrite becomes the chosen response, the original the rejected one'),
              argument,
            })
          : nothing
      }
      ${commandButton(tools, { command: 'rationale.editProposal', label: t('Edit then accept'), argument })}
      ${commandButton(tools, { command: 'rationale.rejectProposal', label: t('Reject'), argument })}
      ${commandButton(tools, { command: 'rationale.rewriteWithStrategy', label: t('Another way…'), tooltip: t('Rewrite with another strategy or instruction…') })}
      ${commandButton(tools, { command: 'rationale.openRewriteInDiff', label: t('Open in VS Code’s diff editor'), look: 'icon', icon: 'diff', argument })}
      ${promptButton(tools)}
      ${
        candidatesOf(panel, shown).some(({ state }) => state === 'pending')
          ? commandButton(tools, {
              command: 'rationale.stopRewrite',
              label: t('Stop'),
              tooltip: t('Stop the candidates that are still being written'),
            })
          : nothing
      }`;
    case 'failed':
      return html`${again(t('Try again'), 'primary')} ${instruct} ${byHand}`;
    case 'stale':
      return html`${again(t('Rewrite the current text'), 'primary')} ${byHand}`;
    case 'accepted':
    case 'rejected':
      return html`${again(t('Rewrite again'), 'secondary')} ${instruct} ${byHand}`;
  }
}

/** Which candidate would be accepted, and that not all of it is taken. */
function acceptWords(
  panel: PanelState,
  shown: ProposalView,
): { readonly label: string; readonly tooltip: string } {
  const all = candidatesOf(panel, shown);
  const label = all.length > 1 ? t('Accept candidate {0}', all.indexOf(shown) + 1) : t('Accept');
  const left = shown.parts.some(({ sentences }) =>
    sentences.some((part) => part.kind === 'change' && !part.taken),
  );
  return { label, tooltip: left ? t('Accept with the changes that are taken') : label };
}

function recordActions({ record }: PanelState, tools: Tools): TemplateResult | typeof nothing {
  if (record.kind !== 'transcript') return nothing;
  return html`<div class="actions record-actions" role="group" aria-label=${t('This record')}>
    ${commandButton(tools, { command: 'rationale.markExemplar', label: t('Exemplar'), tooltip: t('Mark as an exemplar') })}
    ${commandButton(tools, { command: 'rationale.skipRecord', label: t('Skip'), tooltip: t('Skip this record') })}
    ${commandButton(tools, { command: 'rationale.addNote', label: t('Note…'), tooltip: t('Add a note') })}
    ${commandButton(tools, { command: 'rationale.undoDecision', label: t('Take back'), tooltip: t('Take back your last decision on this dataset') })}
  </div>`;
}

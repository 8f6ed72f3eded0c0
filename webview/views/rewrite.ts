import { html, nothing, type TemplateResult } from 'lit';
import type { PanelState, ProposalView, ResponseView } from '../../src/protocol/panel.ts';
import { shownProposal, type ViewState } from '../state.ts';
import { commandButton, type Tools } from './command.ts';
import { draft } from './draft.ts';
import { proposal, proposalMeta } from './proposal.ts';
import { proposalTabs } from './proposalTabs.ts';

const STATES: Record<ProposalView['state'], string> = {
  pending: 'Writing',
  ready: 'Ready',
  accepted: 'Accepted',
  rejected: 'Rejected',
  stale: 'Stale',
  failed: 'Failed',
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
      <h2>Rewrite</h2>
      ${drafting !== null ? html`<span class="tag">${drafting.edited ? 'Edited' : 'By hand'}</span>` : shown === null ? nothing : stateTag(shown)}
      ${drafting === null ? proposalTabs(panel, shown, tools) : nothing}
      ${shown === null || drafting !== null ? nothing : html`<span class="muted small ellipsis proposal-meta" title=${proposalMeta(shown)}>${proposalMeta(shown)}</span>`}
      ${shown === null && drafting === null ? begin(response, tools) : nothing}
      ${recordActions(panel, tools)}
    </div>
    ${drafting !== null ? draft(drafting, knownTexts(panel, response), tools) : nothing}
    ${
      shown === null || drafting !== null
        ? nothing
        : html`<div class="rewrite-body" tabindex="0" role="region" aria-label="Proposed rewrite">
              ${proposal(view, panel, shown, response, tools)}
            </div>
            <div class="actions">${actions(shown, response, tools)}</div>`
    }`;
}

/** Whether the area needs room of its own, or is one line of buttons. */
export function rewriteIsOpen(view: ViewState, panel: PanelState): boolean {
  const shown = shownProposal(panel);
  return view.draft !== null || (shown !== null && (shown.state === 'pending' || shown.text !== ''));
}

/** The texts that can be had again without the draft. */
function knownTexts(panel: PanelState, response: ResponseView | undefined): readonly string[] {
  return [...panel.proposals.map((p) => p.text), ...(response === undefined ? [] : [response.original])];
}

function stateTag(shown: ProposalView): TemplateResult {
  const ring = html`<vscode-progress-ring aria-hidden="true"></vscode-progress-ring>`;
  return html`${shown.state === 'pending' ? ring : nothing}<span class="tag">${STATES[shown.state]}</span>`;
}

function begin(response: ResponseView | undefined, tools: Tools): TemplateResult {
  if (response === undefined) return html`<span class="muted">Nothing to rewrite here.</span>`;
  if (!response.editable)
    return html`<span class="muted">${response.whyNotEditable ?? 'This response cannot be rewritten.'}</span>`;
  return html`<div class="actions">
    ${commandButton(tools, { command: 'rationale.rewriteResponse', label: 'Rewrite', look: 'primary', icon: 'spark' })}
    ${commandButton(tools, { command: 'rationale.rewriteWithInstruction', label: 'With instruction…', tooltip: 'Rewrite with an instruction…' })}
    ${commandButton(tools, { command: 'rationale.rewriteByHand', label: 'Write by hand' })}
  </div>`;
}

function actions(shown: ProposalView, response: ResponseView | undefined, tools: Tools): TemplateResult {
  // The host refuses a decision about another rewrite than the one that was read.
  const argument = shown.id;
  const again = (label: string, look: 'primary' | 'secondary') =>
    commandButton(tools, { command: 'rationale.rewriteResponse', label, look });
  const instruct = commandButton(tools, {
    command: 'rationale.rewriteWithInstruction',
    label: 'Try again with an instruction…',
  });
  const byHand = commandButton(tools, { command: 'rationale.rewriteByHand', label: 'Write by hand' });
  if (shown.state === 'pending') {
    return html`${commandButton(tools, { command: 'rationale.stopRewrite', label: 'Stop' })}`;
  }
  if (response?.editable === false) return html`<span class="muted">${response.whyNotEditable ?? ''}</span>`;
  switch (shown.state) {
    case 'ready':
      return html`${commandButton(tools, { command: 'rationale.acceptProposal', label: 'Accept', look: 'primary', argument })}
      ${commandButton(tools, { command: 'rationale.editProposal', label: 'Edit then accept', argument })}
      ${commandButton(tools, { command: 'rationale.rejectProposal', label: 'Reject', argument })} ${instruct}`;
    case 'failed':
      return html`${again('Try again', 'primary')} ${instruct} ${byHand}`;
    case 'stale':
      return html`${again('Rewrite the current text', 'primary')} ${byHand}`;
    case 'accepted':
    case 'rejected':
      return html`${again('Rewrite again', 'secondary')} ${instruct} ${byHand}`;
  }
}

function recordActions({ record }: PanelState, tools: Tools): TemplateResult | typeof nothing {
  if (record.kind !== 'transcript') return nothing;
  return html`<div class="actions record-actions" role="group" aria-label="This record">
    ${commandButton(tools, { command: 'rationale.markExemplar', label: 'Exemplar', tooltip: 'Mark as an exemplar' })}
    ${commandButton(tools, { command: 'rationale.skipRecord', label: 'Skip', tooltip: 'Skip this record' })}
    ${commandButton(tools, { command: 'rationale.addNote', label: 'Note…', tooltip: 'Add a note' })}
    ${commandButton(tools, { command: 'rationale.undoDecision', label: 'Take back', tooltip: 'Take back your last decision on this dataset' })}
  </div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { Role } from '../../src/core/dataset/transcript.ts';
import { t } from '../../src/core/text/translate.ts';
import type { FindingView, PanelState, ResponseView, TurnView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../state.ts';
import type { Tools } from './command.ts';
import { type IconName, icon } from './icons.ts';
import { segment } from './segment.ts';
import { turnNotes } from './turnNotes.ts';

const ROLES: Record<Role, { readonly name: string; readonly icon: IconName }> = {
  system: { name: t('System'), icon: 'system' },
  user: { name: t('User'), icon: 'user' },
  assistant: { name: t('Assistant'), icon: 'assistant' },
  tool: { name: t('Tool'), icon: 'tool' },
};
const LONG = { turn: 2_400, response: 12_000 } as const;

/** One turn. A turn under review is framed and says so; the one looked at carries its findings' marks. */
export function turn(view: ViewState, panel: PanelState, tools: Tools, shown: TurnView): TemplateResult {
  const response = responseOf(panel, shown);
  const active = shown.response !== null && shown.response === panel.response;
  const role = ROLES[shown.role];
  const spoken =
    shown.speaker === '' || shown.speaker.toLowerCase() === shown.role
      ? nothing
      : html`<span class="muted speaker">${shown.speaker}</span>`;
  const findings: readonly FindingView[] = active ? (response?.findings ?? []) : [];
  return html`<article
    class="turn ${shown.role} ${active ? 'review' : ''}"
    data-turn=${shown.key}
    aria-label=${`${role.name}${active ? t(', response under review') : ''}`}
  >
    <h3 class="turn-role">
      ${icon(role.icon)}<span>${role.name}</span>${spoken}${active ? html`<span class="tag">${t('Under review')}</span>` : nothing}
    </h3>
    ${
      shown.segments.length === 0
        ? html`<p class="muted note">${t('No content.')}</p>`
        : shown.segments.map((item, index) =>
            segment(
              {
                view,
                panel,
                tools,
                turn: shown.key,
                index,
                findings,
                notes: shown.notes,
                longAfter: active ? LONG.response : LONG.turn,
              },
              item,
            ),
          )
    }
    ${shown.segments.every((s) => s.kind === 'text' && s.text.trim() === '') && shown.segments.length > 0 ? html`<p class="muted note">${t('The text is empty.')}</p>` : nothing}
    ${turnNotes(shown.notes)}
  </article>`;
}

function responseOf(panel: PanelState, shown: TurnView): ResponseView | undefined {
  return panel.record.kind === 'transcript'
    ? panel.record.responses.find((response) => response.id === shown.response)
    : undefined;
}

import { html, nothing, type TemplateResult } from 'lit';
import { stateWord } from '../../src/core/rewrite/words.ts';
import { t } from '../../src/core/text/translate.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import type { ProposalView } from '../../src/protocol/proposals.ts';
import { plural } from '../text/words.ts';
import type { Tools } from './command.ts';

/** Chooses among several proposals; arrow keys move between them as in any toolbar of tabs. */
export function proposalTabs(
  { proposals }: PanelState,
  shown: ProposalView | null,
  { act }: Tools,
): TemplateResult | typeof nothing {
  if (proposals.length < 2 || shown === null) return nothing;
  const select = (id: string) => id !== shown.id && act.send({ type: 'select-proposal', id });
  const keyed = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = proposals.findIndex((p) => p.id === shown.id);
    const next = step === 0 ? undefined : proposals[(at + step + proposals.length) % proposals.length];
    if (next === undefined) return;
    event.preventDefault();
    select(next.id);
    focusTab(event.currentTarget, next.id);
  };
  let number = 0;
  // An attempt that failed proposes nothing, so it takes no number.
  const named = proposals.map((p) =>
    p.state === 'failed'
      ? { p, label: '!', name: t('Failed attempt') }
      : { p, label: `${++number}`, name: `${t('Proposal {0}, {1}', number, stateWord(p.state))}${worst(p)}` },
  );
  return html`<span class="muted small" aria-hidden="true">${t('Proposal')}</span><div class="tabs" role="radiogroup" aria-label=${t('Proposals')} @keydown=${keyed}>
    ${named.map(
      ({ p, label, name }) => html`<button
        class="plain tab ${p.checks.some(({ verdict }) => verdict === 'fail') ? 'failing' : ''}"
        role="radio"
        aria-checked=${p.id === shown.id ? 'true' : 'false'}
        tabindex=${p.id === shown.id ? 0 : -1}
        data-proposal=${p.id}
        aria-label=${name}
        title=${name}
        @click=${() => select(p.id)}
      >
        ${label}
      </button>`,
    )}
  </div>`;
}

/** What a curator should know of a proposal before looking at it. */
function worst({ checks }: ProposalView): string {
  const failed = checks.filter(({ verdict }) => verdict === 'fail').length;
  return failed === 0 ? '' : `${t(', ')}${plural(failed, 'failed check')}`;
}

function focusTab(group: EventTarget | null, id: string): void {
  if (!(group instanceof HTMLElement)) return;
  for (const tab of group.querySelectorAll<HTMLElement>('[data-proposal]')) {
    if (tab.getAttribute('data-proposal') === id) tab.focus();
  }
}

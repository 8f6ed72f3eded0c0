import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type { DecisionView } from '../../src/protocol/panel.ts';
import { isOpen, type ViewState } from '../state.ts';
import { count, when } from '../text/words.ts';
import type { Tools } from './command.ts';
import { fold } from './fold.ts';

/** More than these fold away, so that what was decided does not push the findings out of sight. */
const SHOWN = 2;

/** What was decided about the record before, newest first. */
export function decisions(
  view: ViewState,
  made: readonly DecisionView[],
  { act }: Tools,
): TemplateResult | typeof nothing {
  if (made.length === 0) return nothing;
  const newestFirst = [...made].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const earlier = newestFirst.slice(SHOWN);
  const open = isOpen(view, 'decisions', false);
  const set = (now: boolean) => act.change({ type: 'fold', key: 'decisions', open: now });
  return html`<section class="decisions" aria-labelledby="decisions-title">
    <h3 id="decisions-title" class="section-title">${t('Decisions')}</h3>
    ${list(newestFirst.slice(0, SHOWN))}
    ${earlier.length === 0 ? nothing : fold(open, set, html`<span>${t('{0} earlier', count(earlier.length))}</span>`, () => list(earlier), 'bare')}
  </section>`;
}

function list(some: readonly DecisionView[]): TemplateResult {
  return html`<ul>
    ${some.map(
      (decision) => html`<li class=${look(decision.type)}>
        <span dir="auto">${decision.summary}</span>
        <span class="muted small"><time datetime=${decision.at}>${when(decision.at)}</time> · <bdi>${decision.by}</bdi></span>
      </li>`,
    )}
  </ul>`;
}

/** Only what makes the record part of the set looks like a success. */
function look(type: string): string {
  if (type === 'accept' || type === 'accept-edited' || type === 'exemplar') return 'taken';
  return type === 'reject' ? 'refused' : '';
}

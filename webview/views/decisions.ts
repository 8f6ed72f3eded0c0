import { html, nothing, type TemplateResult } from 'lit';
import type { DecisionView } from '../../src/protocol/panel.ts';

const WHEN = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** What was decided about the record before, newest first. */
export function decisions(made: readonly DecisionView[]): TemplateResult | typeof nothing {
  if (made.length === 0) return nothing;
  const newestFirst = [...made].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return html`<section class="decisions" aria-labelledby="decisions-title">
    <h3 id="decisions-title" class="section-title">Decisions</h3>
    <ul>
      ${newestFirst.map(
        (decision) => html`<li>
          <span dir="auto">${decision.summary}</span>
          <span class="muted small"><time datetime=${decision.at}>${when(decision.at)}</time> · <bdi>${decision.by}</bdi></span>
        </li>`,
      )}
    </ul>
  </section>`;
}

function when(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : WHEN.format(time);
}

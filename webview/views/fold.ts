import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** A part that folds away: a native disclosure whose openness the view state holds. */
export function fold(
  open: boolean,
  set: (open: boolean) => void,
  summary: unknown,
  body: () => unknown,
  look = '',
): TemplateResult {
  const toggled = (event: Event) => {
    const now = event.currentTarget instanceof HTMLDetailsElement && event.currentTarget.open;
    if (now !== open) set(now);
  };
  return html`<details class="fold ${look}" .open=${live(open)} @toggle=${toggled}>
    <summary>${summary}</summary>
    ${open ? body() : ''}
  </details>`;
}

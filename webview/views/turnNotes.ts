import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type { NoteView } from '../../src/protocol/panel.ts';
import { when } from '../text/words.ts';
import { icon } from './icons.ts';

/** The notes on spans of a turn: below its text, each with the words that it is about. */
export function turnNotes(notes: readonly NoteView[]): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  return html`<ul class="turn-notes" aria-label=${t('Notes')}>
    ${notes.map(
      (note) => html`<li class=${note.place === null ? 'outdated' : ''} data-note=${note.id} tabindex="-1">
        ${icon('note')}
        <div>
          <q dir="auto">${note.quote}</q>
          <p dir="auto">${note.text}</p>
          <span class="muted small"
            >${note.place === null ? html`<span class="tag" title=${t('The text that it was written on has changed')}>${t('Outdated')}</span> ` : nothing}<time
              datetime=${note.at}
              >${when(note.at)}</time
            > · <bdi>${note.by}</bdi></span
          >
        </div>
      </li>`,
    )}
  </ul>`;
}

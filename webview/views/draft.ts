import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PartName } from '../../src/core/rewrite/mixture.ts';
import { t } from '../../src/core/text/translate.ts';
import type { Draft } from '../draft.ts';
import { keyLabel } from '../keys.ts';
import { lengthInWords } from '../text/words.ts';
import type { TextAreaElement } from '../toolkit.ts';
import { keepTyping } from '../typing.ts';
import type { Tools } from './command.ts';

const MAC = navigator.userAgent.includes('Macintosh');
const ACCEPT_KEY = MAC ? 'cmd+enter' : 'ctrl+enter';

/**
 * The rewrite as the curator writes it. Escape takes back what is only a copy of one of the `known` texts; anything
 * else was written by hand and stays, and Escape only leaves it.
 */
export function draft(shown: Draft, known: readonly string[], { act }: Tools): TemplateResult {
  const { record, text, reasoning } = shown;
  const keyed = (event: KeyboardEvent, other: string | null) => {
    const chord = event.ctrlKey || event.metaKey;
    keepTyping(event);
    if (event.key === 'Escape' && !chord && !event.isComposing) {
      // What stands in the area may be newer than what is drawn.
      const texts = [typedText(event), ...(other === null ? [] : [other])];
      if (texts.every((each) => each.trim() === '' || known.includes(each)))
        act.send({ type: 'cancel-draft', record });
      act.leaveDraft();
      return;
    }
    if (!chord || event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    act.acceptDraft();
  };
  const area = (part: PartName, value: string, label: string) => html`<vscode-text-area
      class="draft"
      data-draft=${part}
      resize="none"
      dir="auto"
      .value=${live(value)}
      @input=${(event: Event) => act.change({ type: 'draft-typed', part, text: typedText(event) })}
      @keydown=${(event: KeyboardEvent) => keyed(event, part === 'answer' ? reasoning : text)}
      @focusin=${() => act.draftFocus(true)}
      @focusout=${() => act.draftFocus(false)}
      >${label}</vscode-text-area
    >`;
  return html`${reasoning === null ? nothing : area('reasoning', reasoning, t('The reasoning'))}
    ${area('answer', text, reasoning === null ? t('Your rewrite') : t('The answer'))}
    <div class="actions">
      <vscode-button data-action="accept-draft" ?disabled=${text.trim() === ''} title=${t('Write this text to the dataset ({0})', keyLabel(ACCEPT_KEY, MAC))} @click=${() => act.acceptDraft()}>${t('Accept')}</vscode-button>
      <vscode-button appearance="secondary" data-action="cancel-draft" @click=${() => act.send({ type: 'cancel-draft', record })}>${t('Cancel')}</vscode-button>
      <span class="muted small">${lengthInWords(reasoning === null ? text : `${reasoning} ${text}`)}</span>
      <span class="muted small draft-keys">${t('{0} accepts, Esc leaves', keyLabel(ACCEPT_KEY, MAC))}</span>
    </div>`;
}

function typedText(event: Event): string {
  // The component is typed by its own class; only its value is read here.
  const target = event.currentTarget as (EventTarget & Partial<TextAreaElement>) | null;
  return target?.value ?? '';
}

import { html, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import { keyGroups } from '../keyGroups.ts';
import type { KeyEntry } from '../keys.ts';

/** All commands that have a key, as a dialog's content. */
export function keysHelp(entries: readonly KeyEntry[], close: () => void): TemplateResult {
  return html`<div class="keys-head">
      <h2 id="keys-title">${t('Keys')}</h2>
      <vscode-button appearance="secondary" data-action="close-keys" @click=${close}>${t('Close')}</vscode-button>
    </div>
    <div class="keys-body" tabindex="0" role="group" aria-labelledby="keys-title">
      <div class="keys-groups">
        ${keyGroups(entries).map(
          (group) => html`<section>
            <h3>${group.title}</h3>
            <dl class="keys-list">
              ${group.entries.map(
                ({ title, label }) => html`<div><dt><kbd>${label}</kbd></dt><dd>${title}</dd></div>`,
              )}
            </dl>
          </section>`,
        )}
      </div>
      <p class="muted small">${t('These are the keys as they come. Each can be changed in VS Code’s keyboard shortcuts.')}</p>
    </div>`;
}

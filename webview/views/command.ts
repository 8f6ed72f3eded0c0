import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { PanelCommand } from '../../src/protocol/panel.ts';
import type { Actions } from '../actions.ts';
import type { KeyLabels } from '../keys.ts';
import { type IconName, icon } from './icons.ts';

/** What every view needs beside the state: how to act, and the keys to name in tooltips. */
export interface Tools {
  readonly act: Actions;
  readonly keys: KeyLabels;
}

export interface CommandButton {
  readonly command: PanelCommand;
  readonly label: string;
  readonly argument?: string;
  readonly icon?: IconName;
  /** `icon` shows only the icon; the label is then what assistive technology reads. */
  readonly look?: 'primary' | 'secondary' | 'icon';
  readonly tooltip?: string;
  /** Tells apart buttons of the same words, such as one "Dismiss…" a finding. */
  readonly about?: string;
}

/** A button that runs a command, with the command's key in its tooltip. */
export function commandButton({ act, keys }: Tools, button: CommandButton): TemplateResult {
  const { command, label, argument } = button;
  const look = button.look ?? 'secondary';
  const key = keys[command];
  const hint = button.tooltip ?? label;
  const name = button.about === undefined ? label : `${label} ${button.about}`;
  return html`<vscode-button
    appearance=${look}
    data-command=${command}
    aria-label=${ifDefined(look === 'icon' || button.about !== undefined ? name : undefined)}
    title=${key === undefined ? hint : `${hint} (${key})`}
    @click=${() => act.run(command, argument)}
    >${button.icon === undefined ? nothing : icon(button.icon, look === 'icon' ? undefined : 'start')}${look === 'icon' ? nothing : label}</vscode-button
  >`;
}

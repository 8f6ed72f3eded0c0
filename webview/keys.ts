import type { PanelCommand } from '../src/protocol/panel.ts';
import { PANEL_COMMANDS } from '../src/protocol/panel.ts';

/** The keys of the panel's commands, as people read them (`Alt+↓`), where a command has one. */
export type KeyLabels = Partial<Record<PanelCommand, string>>;

/** A command that has a key, for the list of all of them. */
export interface KeyEntry {
  readonly command: string;
  readonly title: string;
  readonly label: string;
}

const NAMES: Record<string, string> = {
  down: '↓',
  up: '↑',
  left: '←',
  right: '→',
  enter: 'Enter',
  escape: 'Esc',
  backspace: 'Backspace',
  delete: 'Delete',
  pagedown: 'PageDown',
  pageup: 'PageUp',
  space: 'Space',
};
const MODIFIERS: Record<string, string> = {
  ctrl: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  meta: 'Meta',
  cmd: 'Cmd',
  win: 'Win',
};
const MAC_MODIFIERS: Record<string, string> = { ctrl: '⌃', shift: '⇧', alt: '⌥', meta: '⌘', cmd: '⌘' };

/** Writes a keybinding of the extension's manifest (`ctrl+k alt+down`) the way the platform's menus do. */
export function keyLabel(binding: string, mac: boolean): string {
  return binding
    .toLowerCase()
    .split(' ')
    .map((chord) => chordLabel(chord, mac))
    .join(' ');
}

/**
 * Reads the keys that the host put on the page: a JSON object from command to `{ key, mac?, title? }`, as in the manifest.
 * Anything else counts as no keys, since tooltips can do without.
 */
export function parseKeys(json: string | undefined, mac: boolean): KeyLabels {
  const labels: KeyLabels = {};
  for (const [command, value] of entries(parsed(json))) {
    const known = PANEL_COMMANDS.find((name) => name === command);
    const own = new Map(entries(value));
    const binding = (mac ? own.get('mac') : undefined) ?? own.get('key');
    if (known !== undefined && typeof binding === 'string') labels[known] = keyLabel(binding, mac);
  }
  return labels;
}

/** The same for every command with a title, the panel's own or not, in the manifest's order. */
export function parseKeyEntries(json: string | undefined, mac: boolean): readonly KeyEntry[] {
  return entries(parsed(json)).flatMap(([command, value]) => {
    const own = new Map(entries(value));
    const binding = (mac ? own.get('mac') : undefined) ?? own.get('key');
    const title = own.get('title');
    if (typeof binding !== 'string' || typeof title !== 'string') return [];
    return [{ command, title, label: keyLabel(binding, mac) }];
  });
}

function chordLabel(chord: string, mac: boolean): string {
  if (chord === 'shift+/') return '?';
  const parts = chord.split('+').filter((part) => part !== '');
  const labels = parts.map(
    (part) => (mac ? MAC_MODIFIERS : MODIFIERS)[part] ?? NAMES[part] ?? part.toUpperCase(),
  );
  return labels.join(mac ? '' : '+');
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '{}');
  } catch {
    return {};
  }
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

import { render } from 'lit';
import type { KeyEntry } from './keys.ts';
import { keysHelp } from './views/keysHelp.ts';

/** The list of keys over the panel. */
export interface KeysDialog {
  /** Opens the list, or closes it. */
  toggle(): void;
}

/**
 * Makes the list of keys: a modal dialog that the Tab key does not leave; Escape, the key that opened it and a click
 * beside it close it, and the keyboard goes on where it was.
 */
export function installKeysDialog(entries: readonly KeyEntry[], fallback: () => void): KeysDialog {
  const dialog = document.createElement('dialog');
  dialog.className = 'keys';
  dialog.setAttribute('aria-labelledby', 'keys-title');
  document.body.append(dialog);
  let before: HTMLElement | null = null;

  const close = () => dialog.close();
  dialog.addEventListener('close', () => {
    if (before?.isConnected && before !== document.body) before.focus({ preventScroll: true });
    else fallback();
    before = null;
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close();
  });
  dialog.addEventListener('keydown', (event) => {
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    // VS Code hears every key of the page, and behind the list its letters would still be commands.
    if (!chord && !/^F\d/.test(event.key)) event.stopPropagation();
    if (event.key === 'Escape' || (event.key === '?' && !chord)) {
      event.preventDefault();
      close();
    }
    if (event.key === 'Tab') keepInside(dialog, event);
  });

  return {
    toggle() {
      if (dialog.open) return close();
      before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      render(keysHelp(entries, close), dialog);
      dialog.showModal();
    },
  };
}

/** A modal dialog keeps the focus from the page but not from the window around it. */
function keepInside(dialog: HTMLDialogElement, event: KeyboardEvent): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>('vscode-button, [tabindex="0"]')];
  const here = document.activeElement;
  const at = here instanceof HTMLElement ? stops.indexOf(here) : -1;
  const next = stops[(at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length];
  event.preventDefault();
  next?.focus();
}

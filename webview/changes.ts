/** The changes of the rewrite on show, as the buttons that take or leave them, in order. */
function changes(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-change]')];
}

/** Moves the keyboard focus to the next change, or the one before, round the end; the first where none has it. */
export function stepChange(root: HTMLElement, by: 1 | -1): void {
  const all = changes(root);
  const here = document.activeElement;
  const at = here instanceof HTMLElement ? all.indexOf(here) : -1;
  const next = at === -1 ? all[by === 1 ? 0 : all.length - 1] : all[(at + by + all.length) % all.length];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'center' });
}

/** Takes or leaves the change in focus; where none is, the first gets the focus, so that it is seen what would happen. */
export function toggleChange(root: HTMLElement): void {
  const focused = changes(root).find((change) => change === document.activeElement);
  if (focused === undefined) stepChange(root, 1);
  else focused.click();
}

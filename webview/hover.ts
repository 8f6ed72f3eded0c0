import { html, render } from 'lit';
import type { FindingView } from '../src/protocol/panel.ts';

/**
 * Shows the findings of a flagged span while the pointer or the keyboard focus is on it. The box can be pointed at
 * without going away, and Escape closes it. Returns what takes it away when its text does.
 */
export function installHover(root: HTMLElement, findings: () => readonly FindingView[]): () => void {
  const box = document.createElement('div');
  box.className = 'hover';
  box.setAttribute('role', 'tooltip');
  box.hidden = true;
  document.body.append(box);

  const show = (event: Event) => {
    const span =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-findings]') : null;
    if (span === null) {
      if (event.target instanceof Node && !box.contains(event.target)) box.hidden = true;
      return;
    }
    const known = (span.getAttribute('data-findings') ?? '')
      .split(' ')
      .flatMap((i) => findings()[Number(i)] ?? []);
    if (known.length === 0) return;
    render(
      known.map(
        (f) => html`<p><strong>${f.title}</strong> <code>${f.code}</code></p><p dir="auto">${f.message}</p>`,
      ),
      box,
    );
    box.hidden = false;
    const at = event instanceof PointerEvent ? lineAt(span, event.clientY) : span.getClientRects()[0];
    if (at !== undefined) place(box, at, event instanceof PointerEvent ? event.clientX : at.left);
  };
  const hide = () => {
    box.hidden = true;
  };
  root.addEventListener('pointerover', show);
  root.addEventListener('focusin', show);
  root.addEventListener('focusout', hide);
  root.addEventListener('pointerleave', (event) => {
    if (!(event.relatedTarget instanceof Node && box.contains(event.relatedTarget))) hide();
  });
  box.addEventListener('pointerleave', hide);
  document.addEventListener('scroll', hide, { capture: true, passive: true });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  return hide;
}

/** A span may run over many lines: the box belongs to the one under the pointer. */
function lineAt(span: HTMLElement, y: number): DOMRect | undefined {
  const lines = [...span.getClientRects()];
  return lines.find((line) => y >= line.top && y <= line.bottom) ?? lines[0];
}

function place(box: HTMLElement, line: DOMRect, x: number): void {
  const { width, height } = box.getBoundingClientRect();
  const left = Math.max(4, Math.min(x, window.innerWidth - width - 4));
  const below = line.bottom + height + 4 <= window.innerHeight;
  box.style.left = `${left}px`;
  box.style.top = `${below ? line.bottom : Math.max(4, line.top - height)}px`;
}

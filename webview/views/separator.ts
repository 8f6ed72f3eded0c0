import { html, type TemplateResult } from 'lit';
import type { Actions } from '../actions.ts';
import { REWRITE_RANGE, SPLIT_RANGE } from '../memory.ts';

export interface Separator {
  readonly label: string;
  /** `x` moves left and right, `y` up and down. */
  readonly axis: 'x' | 'y';
  readonly ratio: number;
  readonly what: 'split' | 'rewrite';
  readonly act: Actions;
}

const STEP = 0.02;

/** A line between two panes that moves with the pointer, the arrow keys, Home, End, and Enter (back to the middle). */
export function separator({ label, axis, ratio, what, act }: Separator): TemplateResult {
  const range = what === 'split' ? SPLIT_RANGE : REWRITE_RANGE;
  const resize = (to: number) => act.change({ type: 'resize', what, ratio: to });
  const grow = axis === 'x' ? 'ArrowRight' : 'ArrowUp';
  const shrink = axis === 'x' ? 'ArrowLeft' : 'ArrowDown';
  const keyed = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const places = new Map<string, number>([
      ['Home', range.min],
      ['End', range.max],
      ['Enter', range.initial],
    ]);
    const place = places.get(event.key);
    const step = event.key === grow ? STEP : event.key === shrink ? -STEP : 0;
    if (place !== undefined) resize(place);
    // By a step and not to a place: keys can come faster than the panel is drawn.
    else if (step !== 0) act.change({ type: 'nudge', what, by: step });
    else return;
    event.preventDefault();
  };
  const moved = (event: PointerEvent) => {
    const line = event.currentTarget;
    if (!(line instanceof HTMLElement) || !line.hasPointerCapture(event.pointerId)) return;
    const box = line.parentElement?.getBoundingClientRect();
    if (box === undefined) return;
    resize(axis === 'x' ? (event.clientX - box.left) / box.width : (box.bottom - event.clientY) / box.height);
  };
  const held = (event: PointerEvent) => {
    if (event.currentTarget instanceof HTMLElement) event.currentTarget.setPointerCapture(event.pointerId);
  };
  return html`<div
    class="separator ${axis}"
    role="separator"
    tabindex="0"
    aria-label=${label}
    aria-orientation=${axis === 'x' ? 'vertical' : 'horizontal'}
    aria-valuemin=${Math.round(range.min * 100)}
    aria-valuemax=${Math.round(range.max * 100)}
    aria-valuenow=${Math.round(ratio * 100)}
    @keydown=${keyed}
    @pointerdown=${held}
    @pointermove=${moved}
    @dblclick=${() => resize(range.initial)}
  ></div>`;
}

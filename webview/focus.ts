import type { Pane } from './actions.ts';
import { type LocalAction, segmentKey, type ViewState } from './state.ts';

/** An element named by a data attribute whose value comes from the record and must not be read as a selector. */
export interface Target {
  readonly name: `data-${string}`;
  readonly value: string;
}

/** Pixels between the pane's sticky heading and what is brought up to it. */
const AIR = 8;

/** Pixels of a candidate that must show for it to be in view. */
const HEADING = 40;

/** Moves the keyboard focus to where work in a pane begins. */
export function focusPane(root: HTMLElement, pane: Pane): void {
  const draft = pane === 'rewrite' ? root.querySelector<HTMLElement>('[data-draft]') : null;
  const target = draft ?? root.querySelector<HTMLElement>(`#${pane}`);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: pane === 'rewrite' ? 'nearest' : 'start' });
}

/** Brings an element into view and gives it the focus. */
export function reveal(root: HTMLElement, target: Target, block: ScrollLogicalPosition): void {
  for (const element of root.querySelectorAll<HTMLElement>(`[${target.name}]`)) {
    if (element.getAttribute(target.name) !== target.value) continue;
    element.scrollIntoView({ block });
    element.focus({ preventScroll: true });
    return;
  }
}

/** Brings the candidate that a decision is about to where it can be read, unless it begins in view already. */
export function bringCandidate(root: HTMLElement): void {
  const body = root.querySelector('.rewrite-body');
  const candidate = root.querySelector('.candidate.shown');
  if (body === null || candidate === null) return;
  const [{ top, bottom }, { top: begins }] = [
    body.getBoundingClientRect(),
    candidate.getBoundingClientRect(),
  ];
  const inView = begins >= Math.max(top, 0) && begins < Math.min(bottom, window.innerHeight) - HEADING;
  if (!inView) candidate.scrollIntoView({ block: 'start' });
}

/** The candidate that an element is part of. */
export function candidateAt(element: Element): string | null {
  return element.closest('[data-candidate]')?.getAttribute('data-candidate') ?? null;
}

/** Where a finding's span shows: its number in the text, or the turn while the text is rendered as Markdown. */
export function findingTarget(view: ViewState, finding: string): Target {
  const place = spanOf(view, finding);
  if (view.panel?.rendering === 'text' && place !== null) return { name: 'data-span', value: finding };
  return { name: 'data-turn', value: place?.turn ?? view.panel?.response ?? '' };
}

/** What must unfold before a finding's span can be seen. */
export function openSpan(view: ViewState, finding: string): readonly LocalAction[] {
  const place = spanOf(view, finding);
  const selected: LocalAction = { type: 'finding', key: finding };
  if (place === null) return [selected];
  const key = segmentKey(place.turn, place.segment);
  return [selected, { type: 'fold', key, open: true }, { type: 'fold', key: `${key}:fold`, open: true }];
}

/**
 * What scrolls the transcript: its own pane where there is room for panes beside each other, else what holds it
 * together with the others. Nothing else in the panel may scroll it, the page least of all.
 */
export function transcriptScroller(root: HTMLElement): HTMLElement | null {
  for (
    let element = root.querySelector<HTMLElement>('#transcript');
    element !== null && element !== root;
    element = element.parentElement
  ) {
    if (/auto|scroll/.test(getComputedStyle(element).overflowY)) return element;
  }
  return null;
}

/** A new record opens where it was left, else at its response when that would be out of sight. */
export function scrollForRecord(root: HTMLElement, saved: number | null): void {
  root.querySelector('[data-pane="side"]')?.scrollTo({ top: 0 });
  const scroller = transcriptScroller(root);
  if (scroller === null) return;
  scroller.scrollTop = saved ?? 0;
  const response = scroller.querySelector('.turn.review');
  if (saved !== null || response === null) return;
  if (response.getBoundingClientRect().bottom > scroller.getBoundingClientRect().bottom) {
    scrollUntilStill(scroller, response);
  }
}

/**
 * Brings an element to the top of its scroller. Turns far away have guessed heights until they come near, so it takes
 * several frames; the reader's own scrolling ends it.
 */
function scrollUntilStill(scroller: HTMLElement, element: Element): void {
  const ended = new AbortController();
  for (const type of ['wheel', 'keydown', 'pointerdown']) {
    window.addEventListener(type, () => ended.abort(), { signal: ended.signal, passive: true });
  }
  const head = scroller.querySelector<HTMLElement>('.pane-head')?.offsetHeight ?? 0;
  let [frames, still] = [0, 0];
  const step = () => {
    if (ended.signal.aborted || !element.isConnected) return;
    const before = scroller.scrollTop;
    // Set by number, since scrollIntoView would also move the place where the Tab key begins.
    scroller.scrollTop +=
      element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - head - AIR;
    still = scroller.scrollTop === before ? still + 1 : 0;
    frames += 1;
    if (still < 3 && frames < 60) requestAnimationFrame(step);
    else ended.abort();
  };
  step();
}

function spanOf(view: ViewState, finding: string) {
  const { panel } = view;
  if (panel === null || panel.record.kind !== 'transcript') return null;
  const index = panel.record.responses
    .find((r) => r.id === panel.response)
    ?.findings.findIndex((f) => f.key === finding);
  for (const turn of panel.record.turns) {
    if (turn.response !== panel.response) continue;
    const segment = turn.segments.findIndex((s) => s.marks.some((mark) => mark.finding === index));
    if (segment >= 0) return { turn: turn.key, segment };
  }
  return null;
}

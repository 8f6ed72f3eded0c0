import type { SelectedText } from '../src/protocol/panel.ts';

/** Tells of the transcript's text that is selected, at most once a frame and only when it is another. */
export function installSelection(root: HTMLElement, tell: (text: SelectedText | null) => void): void {
  let told = 'null';
  let waiting = false;
  document.addEventListener('selectionchange', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const text = selectedText(root);
      const now = JSON.stringify(text);
      if (now === told) return;
      told = now;
      tell(text);
    });
  });
}

/** The selection as far as it lies in the segment in which it begins; null where nothing of a transcript is selected. */
export function selectedText(root: HTMLElement): SelectedText | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const segment = elementOf(range.startContainer)?.closest<HTMLElement>('[data-segment]') ?? null;
  if (segment === null || !root.contains(segment)) return null;
  const [turn, index] = placeOf(segment.getAttribute('data-segment') ?? '');
  // Written as it stands, except where it is rendered as Markdown.
  const text = segment.querySelector<HTMLElement>('.text');
  const holder = text ?? segment;
  if (!holder.contains(range.startContainer)) range.setStart(holder, 0);
  if (!holder.contains(range.endContainer)) range.setEnd(holder, holder.childNodes.length);
  const quote = text === null ? selection.toString() : wordsOf(range);
  if (quote.trim() === '') return null;
  const before = document.createRange();
  before.setStart(holder, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return { turn, segment: index, start: text === null ? 0 : wordsOf(before).length, quote };
}

/** The text of a range without the buttons that stand in it. */
function wordsOf(range: Range): string {
  const content = range.cloneContents();
  for (const button of content.querySelectorAll('button')) button.remove();
  return content.textContent ?? '';
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

/** Takes a segment's key apart; a turn's key may hold anything but ends before the last slash. */
function placeOf(key: string): readonly [turn: string, segment: number] {
  const slash = key.lastIndexOf('/');
  return [key.slice(0, slash), Number(key.slice(slash + 1))];
}

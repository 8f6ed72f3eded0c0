import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type { FindingView, MarkView, NoteView } from '../../src/protocol/panel.ts';
import type { Actions } from '../actions.ts';
import { parts, pieces } from '../text/pieces.ts';
import { icon } from './icons.ts';

const PART = 16_000;
/** A span that covers nearly all of a longer text gets a bar at the side: underlining every line helps nobody. */
const WHOLE_SHARE = 0.9;
const WHOLE_LENGTH = 240;

/** The span of a note. */
interface NoteMark {
  readonly start: number;
  readonly end: number;
  readonly note: NoteView;
}

interface FindingMark extends MarkView {
  readonly view: FindingView;
  readonly whole: boolean;
}

/** A text as it is written, its flagged spans underlined and numbered like the findings' cards, its noted spans dotted. */
export function markedText(
  text: string,
  marks: readonly MarkView[],
  findings: readonly FindingView[],
  act: Actions,
  notes: readonly NoteMark[] = [],
): TemplateResult {
  const known: (FindingMark | NoteMark)[] = marks.flatMap((mark): FindingMark[] => {
    const view = findings[mark.finding];
    if (view === undefined || view.dismissed !== null) return [];
    const whole = text.length >= WHOLE_LENGTH && mark.end - mark.start >= text.length * WHOLE_SHARE;
    return [{ ...mark, view, whole }];
  });
  known.push(...notes);
  return html`<div class="text" dir="auto">${
    text.length <= PART
      ? run(text, known, 0, text.length, act)
      : parts(text, PART).map(
          (part) =>
            html`<div class="text-part" dir="auto">${run(text, known, part.start, part.end, act)}</div>`,
        )
  }</div>`;
}

function run(
  text: string,
  marks: readonly (FindingMark | NoteMark)[],
  from: number,
  to: number,
  act: Actions,
) {
  if (marks.length === 0) return text.slice(from, to);
  return pieces(text, marks, from, to).map((piece) => {
    const numbers = piece.begins.map((mark) => ('note' in mark ? noteSign(mark, act) : anchor(mark, act)));
    const found = piece.spans.filter((mark) => 'view' in mark);
    const words =
      found.length === piece.spans.length ? piece.text : html`<span class="noted">${piece.text}</span>`;
    const [first] = found;
    if (first === undefined) return html`${numbers}${words}`;
    const worst =
      found.find((m) => m.view.severity === 'error') ??
      found.find((m) => m.view.severity === 'warning') ??
      first;
    const look = found.every((m) => m.whole) ? 'mark whole' : 'mark';
    return html`${numbers}<span
        class="${look} ${worst.view.severity}"
        data-findings=${found.map((m) => m.finding).join(' ')}
        @click=${() => selectionIsEmpty() && act.showFinding(worst.view.key)}
        >${words}</span
      >`;
  });
}

/** The button at a noted span's beginning, which leads to the note below the turn. */
function noteSign({ note }: NoteMark, act: Actions): TemplateResult {
  return html`<button
    class="mark-number note-sign"
    aria-label=${t('Note by {0}: {1} Go to the note.', note.by, note.text)}
    @click=${() => act.showNote(note.id)}
  >${icon('note')}</button>`;
}

/** The numbered button at a span's beginning: the span's way in for the keyboard and for screen readers. */
function anchor({ view, finding }: FindingMark, act: Actions): TemplateResult {
  return html`<button
    class="mark-number ${view.severity}"
    data-span=${view.key}
    data-findings=${finding}
    aria-label=${t('Finding {0}: {1}. {2} Go to the finding.', finding + 1, view.title, view.message)}
    @click=${() => act.showFinding(view.key)}
  >${finding + 1}</button>`;
}

/** A click that ends a selection is not a click on the finding. */
function selectionIsEmpty(): boolean {
  return document.getSelection()?.isCollapsed !== false;
}

/** The text of one passage with the words that matched. */
export function matchedText(text: string, matches: readonly (readonly [number, number])[]): TemplateResult {
  const spans = matches.map(([start, end]) => ({ start, end }));
  return html`${pieces(text, spans).map((p) => (p.spans.length > 0 ? html`<mark>${p.text}</mark>` : p.text))}${nothing}`;
}

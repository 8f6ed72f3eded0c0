import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type { FindingView, NoteView, PanelState, SegmentView } from '../../src/protocol/panel.ts';
import { isTranscriptOpen, segmentKey, type ViewState } from '../state.ts';
import { count, cutPoint, lengthInWords, plural } from '../text/words.ts';
import type { Tools } from './command.ts';
import { fold } from './fold.ts';
import { type IconName, icon } from './icons.ts';
import { markdown } from './markdown.ts';
import { markedText } from './markedText.ts';

/** Where a segment stands, and what is needed to draw it. */
export interface SegmentPlace {
  readonly view: ViewState;
  readonly panel: PanelState;
  readonly tools: Tools;
  readonly turn: string;
  readonly index: number;
  /** Findings that the segment's marks speak of; empty for a response that is not looked at. */
  readonly findings: readonly FindingView[];
  /** Notes on the turn. */
  readonly notes: readonly NoteView[];
  /** Characters beyond which a text is shown shortened at first. */
  readonly longAfter: number;
}

const PREVIEW = 1_200;
const LONG_BLOCK = { characters: 700, lines: 14 } as const;

export function segment(place: SegmentPlace, { kind, ...given }: SegmentView): TemplateResult {
  const key = segmentKey(place.turn, place.index);
  const text = place.view.whole.get(key) ?? given.text;
  const shown: SegmentView = { kind, ...given, text, omitted: place.view.whole.has(key) ? 0 : given.omitted };
  switch (kind) {
    case 'text':
      return html`<div class="segment" data-segment=${key}>${prose(place, shown, key)}</div>`;
    case 'reasoning':
      return folded(place, shown, key, 'reasoning', html`${t('Reasoning')}`, false, () =>
        prose(place, shown, key),
      );
    case 'tool-call':
    case 'tool-result':
      return toolBlock(place, shown, key);
    case 'image':
    case 'other':
      return html`<p class="segment attachment" data-segment=${key} dir="auto">
        ${icon(kind === 'image' ? 'image' : 'info')}
        <span><span class="muted">${kind === 'image' ? t('Image') : (shown.label ?? t('Other content'))}</span> ${shown.text}</span>
      </p>`;
  }
}

function prose(place: SegmentPlace, shown: SegmentView, key: string): TemplateResult {
  const { view, panel, tools, findings } = place;
  const long = shown.text.length > place.longAfter;
  const open = !long || isTranscriptOpen(view, key, false);
  const end = open ? shown.text.length : cutPoint(shown.text, PREVIEW);
  const text = shown.text.slice(0, end);
  return html`${
    panel.rendering === 'markdown'
      ? html`${markdown(text)}${marksNote(shown, findings, tools)}`
      : markedText(text, shown.marks, findings, tools.act, noteSpans(place))
  }${
    long
      ? html`<button
          class="plain link"
          aria-expanded=${open ? 'true' : 'false'}
          @click=${() => tools.act.change({ type: 'fold', key, open: !open })}
        >${open ? t('Show less') : t('Show all ({0})', lengthInWords(shown.text))}</button>`
      : nothing
  }${open ? wholeButton(place, shown, key) : nothing}`;
}

function noteSpans({ notes, index }: SegmentPlace) {
  return notes.flatMap((note) =>
    note.place?.segment === index ? [{ start: note.place.start, end: note.place.end, note }] : [],
  );
}

function marksNote(shown: SegmentView, findings: readonly FindingView[], tools: Tools) {
  const marked = shown.marks.filter((mark) => findings[mark.finding]?.dismissed === null).length;
  if (marked === 0) return nothing;
  return html`<p class="muted note">
    ${t('{0} here.', plural(marked, 'flagged span'))}
    <button class="plain link" @click=${() => tools.act.run('rationale.toggleMarkdown')}>${t('Show as text to see where')}</button>
  </p>`;
}

function wholeButton({ view, tools, turn, index }: SegmentPlace, { omitted }: SegmentView, key: string) {
  if (omitted === 0) return nothing;
  const awaited = view.awaited.has(key);
  const ask = () => {
    tools.act.change({ type: 'await-whole', segment: key });
    // Whoever asks for all of it wants to read it, however long it turns out to be.
    tools.act.change({ type: 'fold', key, open: true });
    tools.act.send({ type: 'show-whole-segment', turn, segment: index });
  };
  return html`<p class="note">
    <button class="plain link" ?disabled=${awaited} @click=${ask}>${
      awaited ? t('Reading the whole text…') : t('Show whole text ({0} characters more)', count(omitted))
    }</button>
  </p>`;
}

function toolBlock(place: SegmentPlace, shown: SegmentView, key: string): TemplateResult {
  const call = shown.kind === 'tool-call';
  const name = shown.label === null ? nothing : html` <code>${shown.label}</code>`;
  const title = html`${call ? t('Tool call') : t('Tool result')}${name}`;
  const long =
    shown.text.length > LONG_BLOCK.characters ||
    shown.omitted > 0 ||
    shown.text.split('\n', LONG_BLOCK.lines + 1).length > LONG_BLOCK.lines;
  const body = () =>
    html`<div
        class="code"
        tabindex="0"
        role="group"
        aria-label=${`${call ? t('Tool call') : t('Tool result')} ${shown.label ?? ''}`.trim()}
      >${markedText(shown.text, shown.marks, place.findings, place.tools.act, noteSpans(place))}</div>
      ${wholeButton(place, shown, key)}`;
  return folded(place, shown, key, 'tool', title, !long, body);
}

function folded(
  { view, tools }: SegmentPlace,
  shown: SegmentView,
  key: string,
  symbol: IconName,
  title: TemplateResult,
  initial: boolean,
  body: () => TemplateResult,
): TemplateResult {
  const open = isTranscriptOpen(view, `${key}:fold`, initial);
  const set = (now: boolean) => tools.act.change({ type: 'fold', key: `${key}:fold`, open: now });
  const peek = open ? nothing : html`<span class="peek" dir="auto">${firstLine(shown.text)}</span>`;
  const summary = html`${icon(symbol)}<span class="fold-title">${title}</span
    >${initial && open ? nothing : html`<span class="muted fold-size">${lengthInWords(shown.text)}</span>`}${peek}`;
  return html`<div class="segment" data-segment=${key}>${fold(open, set, summary, body, shown.kind)}</div>`;
}

function firstLine(text: string): string {
  return text.slice(0, 400).replace(/\s+/g, ' ').trim().slice(0, 160);
}

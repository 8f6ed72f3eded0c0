import type { Block } from './blocks.ts';
import { countWords, plainText } from './plainText.ts';

/** Words beyond which a passage is cut. */
export const LONGEST_PASSAGE = 250;
/** A paragraph below this joins the next: too little to cite alone. */
const SHORT_PARAGRAPH = 20;
/** A list item of this many words stands alone. */
const LONG_ITEM = 40;
/** Short items are gathered until the group has this many words. */
const FULL_GROUP = 120;

/** A stretch of the document that becomes one passage. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly words: number;
}

interface RenderedBlock extends Piece {
  readonly kind: Block['kind'];
}

const MARKER = /^(?:[-*+•]|\(?(?:\d{1,3}|[a-zA-Z])[.)])[ \t]+/;

function render(
  masked: string,
  kind: Block['kind'],
  start: number,
  end: number,
  titleOf: (anchor: string) => string | undefined,
): RenderedBlock {
  const lines = masked
    .slice(start, end)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^[ \t]*(?:>[ \t]?)+/, ''));
  const text =
    kind === 'code'
      ? lines.join('\n')
      : plainText(lines.map((line) => line.trim()).join(kind === 'table' ? '\n' : ' '), titleOf)
          .replace(/[^\S\n]+/g, ' ')
          .trim();
  return { kind, start, end, text, words: countWords(text) };
}

/** Cuts where a sentence ends, or failing that where a word does, into parts of about equal length. */
function cutPoints(text: string, parts: number): number[] {
  const ends = [...text.matchAll(/[.!?…]["'”’)\]]*\s+(?=\S)|[。！？]|\n+/g)].map(
    (m) => m.index + m[0].length,
  );
  const spaces = [...text.matchAll(/\s+/g)].map((m) => m.index + m[0].length);
  const cuts: number[] = [];
  for (let part = 1; part < parts; part++) {
    const ideal = Math.round((text.length * part) / parts);
    const reach = text.length / parts / 2;
    const nearest = (points: number[]): number | undefined =>
      points
        .filter((p) => Math.abs(p - ideal) < reach)
        .sort((a, b) => Math.abs(a - ideal) - Math.abs(b - ideal))[0];
    const previous = cuts.at(-1) ?? 0;
    const cut = nearest(ends) ?? nearest(spaces) ?? ideal;
    if (cut > previous && cut < text.length) {
      cuts.push(cut);
    }
  }
  return cuts;
}

function cut(
  masked: string,
  block: RenderedBlock,
  titleOf: (a: string) => string | undefined,
): RenderedBlock[] {
  if (block.words <= LONGEST_PASSAGE) {
    return [block];
  }
  const raw = masked.slice(block.start, block.end);
  const parts = Math.ceil(block.words / (LONGEST_PASSAGE * 0.8));
  const bounds = [0, ...cutPoints(raw, parts), raw.length];
  return bounds.slice(1).flatMap((to, i) => {
    const from = bounds[i] ?? 0;
    const part = raw.slice(from, to);
    const start = block.start + from + (part.length - part.trimStart().length);
    const end = block.start + from + part.trimEnd().length;
    if (start >= end) {
      return [];
    }
    const piece = render(masked, block.kind, start, end, titleOf);
    // Uneven sentences can leave a part too long; a smaller part is cut again until each fits.
    return piece.words > LONGEST_PASSAGE && end - start < block.end - block.start
      ? cut(masked, piece, titleOf)
      : [piece];
  });
}

function merge(group: readonly RenderedBlock[]): Piece | null {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) {
    return null;
  }
  let text = '';
  group.forEach((block, i) => {
    const before = group[i - 1];
    if (before !== undefined) {
      text += before.kind === 'item' && block.kind === 'item' ? '\n' : '\n\n';
    }
    text += block.text;
  });
  return {
    start: first.start,
    end: last.end,
    text: group.length === 1 ? text.replace(MARKER, '') : text,
    words: group.reduce((sum, block) => sum + block.words, 0),
  };
}

/** In-page links alone are a table of contents, which nobody cites. */
function isContents(masked: string, block: RenderedBlock): boolean {
  return /^(?:[\s>•*+-]*\[[^\]]*\]\(#[^)]*\)[\s|·]*)+$/.test(masked.slice(block.start, block.end));
}

/**
 * Joins and cuts the blocks of one section into passages: a long list item stands alone, short neighbouring items
 * go together with the sentence that introduces them, a very short paragraph joins the next. With `eachItem`, as
 * in a list of principles, every item stands alone.
 */
export function joinBlocks(
  masked: string,
  blocks: readonly Block[],
  eachItem: boolean,
  titleOf: (anchor: string) => string | undefined,
): readonly Piece[] {
  const rendered = blocks
    .map((block) => render(masked, block.kind, block.start, block.end, titleOf))
    .filter((block) => /[\p{L}\p{N}]/u.test(block.text) && !isContents(masked, block))
    .flatMap((block) => cut(masked, block, titleOf));
  const groups: RenderedBlock[][] = [];
  let group: RenderedBlock[] = [];
  const flush = (): void => {
    if (group.length > 0) {
      groups.push(group);
      group = [];
    }
  };
  rendered.forEach((block, i) => {
    const next = rendered[i + 1];
    const last = group.at(-1);
    const joins =
      last !== undefined &&
      size(group) + block.words <= LONGEST_PASSAGE &&
      (isShort(group) || last.text.endsWith(':') || (last.kind === 'item' && isShortItem(block)));
    if (!joins) {
      flush();
    }
    group.push(block);
    const waits =
      (block.kind !== 'item' &&
        (isShort(group) || (block.text.endsWith(':') && next?.kind !== 'paragraph'))) ||
      (!eachItem &&
        isShortItem(block) &&
        next !== undefined &&
        isShortItem(next) &&
        size(group) < FULL_GROUP);
    if (!waits) {
      flush();
    }
  });
  flush();
  return mergeLeftovers(groups, eachItem).flatMap((of) => merge(of) ?? []);
}

/** Short items after a list, and what is short at the end of a section, have no next to join: they join what stands before. */
function mergeLeftovers(groups: readonly RenderedBlock[][], eachItem: boolean): RenderedBlock[][] {
  const merged: RenderedBlock[][] = [];
  groups.forEach((group, i) => {
    const before = merged.at(-1);
    const leftOver =
      i === groups.length - 1 || (group[0]?.kind === 'item' && before?.at(-1)?.kind === 'item');
    if (
      !eachItem &&
      before !== undefined &&
      leftOver &&
      isShort(group) &&
      size(before) + size(group) <= LONGEST_PASSAGE
    ) {
      before.push(...group);
    } else {
      merged.push(group);
    }
  });
  return merged;
}

function size(group: readonly RenderedBlock[]): number {
  return group.reduce((sum, block) => sum + block.words, 0);
}

function isShort(group: readonly RenderedBlock[]): boolean {
  return size(group) < SHORT_PARAGRAPH;
}

function isShortItem(block: RenderedBlock): boolean {
  return block.kind === 'item' && block.words < LONG_ITEM;
}

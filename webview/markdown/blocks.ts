import { parseInline } from './inline.ts';
import type { Block } from './tokens.ts';

const DEPTH_LIMIT = 12;

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})[ \t]*([^`\s]*)/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])(?:[ \t]+|$)/;

/**
 * Reads the Markdown that chat transcripts are written in: headings, paragraphs, lists, quotes, fenced code and rules.
 * Tables, HTML and reference links stay the text they are. Line breaks inside a paragraph are kept.
 */
export function parseBlocks(markdown: string): readonly Block[] {
  return readBlocks(markdown.split(/\r\n|\n|\r/), 0);
}

function readBlocks(lines: readonly string[], depth: number): readonly Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at++;
      continue;
    }
    const read = blockAt(lines, at, line, depth);
    blocks.push(read.block);
    at = read.next;
  }
  return blocks;
}

interface Read {
  readonly block: Block;
  /** Index of the line after the block. */
  readonly next: number;
}

function blockAt(lines: readonly string[], at: number, line: string, depth: number): Read {
  const heading = HEADING.exec(line);
  if (heading !== null) {
    const inline = parseInline(withoutClosing(heading[2] ?? ''));
    return { block: { kind: 'heading', level: heading[1]?.length ?? 1, inline }, next: at + 1 };
  }
  if (RULE.test(line)) return { block: { kind: 'rule' }, next: at + 1 };
  const fence = FENCE.exec(line);
  if (fence !== null) return codeAt(lines, at, fence[1] ?? '```', fence[2] ?? '');
  if (depth < DEPTH_LIMIT) {
    if (QUOTE.test(line)) return quoteAt(lines, at, depth);
    const item = ITEM.exec(line);
    if (item !== null) return listAt(lines, at, item[2] ?? '-', depth);
  }
  return paragraphAt(lines, at);
}

/** Drops the closing `##` that some writers put after a heading. */
function withoutClosing(heading: string): string {
  const text = heading.trimEnd();
  let end = text.length;
  while (text[end - 1] === '#') end--;
  return end === 0 || /\s/.test(text.charAt(end - 1)) ? text.slice(0, end).trimEnd() : text;
}

function codeAt(lines: readonly string[], at: number, fence: string, language: string): Read {
  let end = at + 1;
  while (end < lines.length && !closes(lines[end] ?? '', fence)) end++;
  const text = lines.slice(at + 1, end).join('\n');
  return { block: { kind: 'code', language, text }, next: end + 1 };
}

function closes(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= fence.length && trimmed === fence.charAt(0).repeat(trimmed.length);
}

function quoteAt(lines: readonly string[], at: number, depth: number): Read {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end] ?? '')) end++;
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ''));
  return { block: { kind: 'quote', blocks: readBlocks(inner, depth + 1) }, next: end };
}

function listAt(lines: readonly string[], at: number, marker: string, depth: number): Read {
  const ordered = /\d/.test(marker);
  const items: (readonly Block[])[] = [];
  let next = at;
  for (;;) {
    const match = ITEM.exec(lines[next] ?? '');
    if (match === null || RULE.test(lines[next] ?? '') || !sameList(match[2] ?? '', marker)) break;
    const item = itemAt(lines, next, match[0].length);
    items.push(readBlocks(item.lines, depth + 1));
    next = item.next;
  }
  return { block: { kind: 'list', ordered, start: ordered ? Number.parseInt(marker, 10) : 1, items }, next };
}

/** Reads one item: its first line, the indented lines under it, and unindented lines that carry its paragraph on. */
function itemAt(lines: readonly string[], at: number, width: number) {
  const inner = [(lines[at] ?? '').slice(width)];
  let next = at + 1;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    if (line.trim() === '') {
      const following = lines.slice(next + 1, next + 3).find((l) => l.trim() !== '');
      if (following === undefined || indent(following) < 2) {
        // A blank line ends the item but not the list, when another item follows.
        const another = following !== undefined && ITEM.test(following);
        if (!another) break;
        return { lines: inner, next: next + 1 + (lines[next + 1]?.trim() === '' ? 1 : 0) };
      }
      inner.push('');
    } else if (indent(line) >= 2) {
      inner.push(line.slice(Math.min(indent(line), width)));
    } else if (startsBlock(line) || lines[next - 1]?.trim() === '') {
      break;
    } else {
      inner.push(line);
    }
  }
  return { lines: inner, next };
}

function sameList(marker: string, first: string): boolean {
  return marker.at(-1) === first.at(-1);
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}

function startsBlock(line: string): boolean {
  return HEADING.test(line) || FENCE.test(line) || RULE.test(line) || QUOTE.test(line) || ITEM.test(line);
}

function paragraphAt(lines: readonly string[], at: number): Read {
  let end = at + 1;
  while (end < lines.length && lines[end]?.trim() !== '' && !startsBlock(lines[end] ?? '')) end++;
  return {
    block: { kind: 'paragraph', inline: parseInline(lines.slice(at, end).join('\n').trim()) },
    next: end,
  };
}

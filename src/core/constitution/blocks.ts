import { plainText } from './plainText.ts';

/** A block of a Markdown document. `start` and `end` are UTF-16 offsets into the document, `end` exclusive. */
export interface Block {
  readonly kind: 'paragraph' | 'item' | 'code' | 'table';
  readonly start: number;
  readonly end: number;
}

/** A heading, or the part of the document before the first one (`level` 0). */
export interface HeadedBlocks {
  readonly level: number;
  readonly title: string;
  /** The explicit anchor (`{#anchor}` or `<a id>`), else empty. */
  readonly anchor: string;
  readonly blocks: readonly Block[];
}

interface OpenBlock {
  kind: Block['kind'];
  start: number;
  end: number;
  lines: number;
}

const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const SETEXT = /^ {0,3}(=+|-{2,})[ \t]*$/;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const FENCE = /^ {0,3}(?:>[ \t]?)*[ \t]*(`{3,}|~{3,})/;
const ITEM = /^[ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+•]|\(?(?:\d{1,3}|[a-zA-Z])[.)])[ \t]+\S/;
const ADMONITION = /^[ \t]*(?:!!!|\?\?\?\+?|:::+)(?:[ \t]+\S.*)?[ \t]*$/;
const TABLE_ROW = /^ {0,3}\|.*\|[ \t]*$/;
/** A setext underline counts below one short line only: hard-wrapped prose above a rule is not a heading. */
const LONGEST_SETEXT_HEADING = 120;

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** The document with front matter and HTML comments (outside code fences) blanked out, every offset unchanged. */
export function maskUnread(document: string): string {
  const frontMatter = /^\uFEFF?---[ \t]*\r?\n(?:[^\r\n]*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(
    document,
  );
  // A rule at the very top is no front matter: front matter starts with a key.
  const head =
    frontMatter !== null && /^\uFEFF?---[ \t]*\r?\n[\w"'-]+[ \t]*:/.test(document) ? frontMatter[0] : '';
  const body = document.slice(head.length);
  const masked = body.replace(
    /^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?\n)?? {0,3}\1[`~]*[ \t]*$|<!--[\s\S]*?-->/gm,
    (whole, fence: string | undefined) => (fence === undefined ? blank(whole) : whole),
  );
  return blank(head) + masked.replace(/^\uFEFF/, ' ');
}

function readHeading(raw: string): { title: string; anchor: string } {
  const attributes = /\s*\{[^{}]*\}\s*$/.exec(raw);
  const html = /<a\s+(?:id|name)\s*=\s*["']([^"']+)["'][^<>]*>(?:\s*<\/a>)?/i.exec(raw);
  let title = html === null ? raw : raw.replace(html[0], '');
  let anchor = html?.[1] ?? '';
  if (attributes !== null && /^\s*\{\s*[#.:]/.test(attributes[0])) {
    title = title.replace(attributes[0], '');
    anchor = /#([^\s{}]+)/.exec(attributes[0])?.[1] ?? anchor;
  }
  return { title: plainText(title).trim(), anchor };
}

/**
 * Reads a Markdown document line by line into headings and the blocks under each. `masked` comes from
 * {@link maskUnread}. Blocks are what a passage is made of, so inline structure and nesting are not kept.
 */
export function readBlocks(masked: string): readonly HeadedBlocks[] {
  const sections: HeadedBlocks[] = [];
  let blocks: Block[] = [];
  sections.push({ level: 0, title: '', anchor: '', blocks });
  let open: OpenBlock | null = null;
  let fence: string | null = null;
  let afterBlank = true;

  function close(): void {
    if (open !== null) {
      blocks.push({ kind: open.kind, start: open.start, end: open.end });
      open = null;
    }
  }
  function begin(kind: Block['kind'], start: number, end: number): OpenBlock {
    close();
    return { kind, start, end, lines: 1 };
  }
  function heading(level: number, raw: string): void {
    blocks = [];
    sections.push({ level, ...readHeading(raw), blocks });
  }

  const lines = /[^\r\n]*(?:\r\n|\r|\n|$)/g;
  for (let found = lines.exec(masked); found !== null && found[0] !== ''; found = lines.exec(masked)) {
    const line = found[0].replace(/[\r\n]+$/, '');
    const start = found.index + (line.length - line.trimStart().length);
    const end = found.index + line.trimEnd().length;
    const current: OpenBlock | null = open as OpenBlock | null;

    if (fence !== null) {
      if (current !== null) {
        current.end = Math.max(current.end, end);
      }
      if (line.replace(/^[>\s]+/, '').startsWith(fence) && /^[>\s]*[`~]+\s*$/.test(line)) {
        fence = null;
        close();
      }
      continue;
    }
    const fenced = FENCE.exec(line);
    if (fenced?.[1] !== undefined) {
      fence = fenced[1];
      open = begin('code', start, end);
      continue;
    }
    if (/^[>\s]*$/.test(line)) {
      close();
      afterBlank = true;
      continue;
    }
    const wasAfterBlank = afterBlank;
    afterBlank = false;
    const atx = ATX.exec(line);
    if (atx?.[1] !== undefined) {
      close();
      heading(atx[1].length, atx[2] ?? '');
      continue;
    }
    const setext = SETEXT.exec(line);
    if (
      setext?.[1] !== undefined &&
      current?.kind === 'paragraph' &&
      current.lines === 1 &&
      current.end - current.start <= LONGEST_SETEXT_HEADING
    ) {
      open = null;
      heading(setext[1].startsWith('=') ? 1 : 2, masked.slice(current.start, current.end));
      continue;
    }
    if (RULE.test(line) || /^ {0,3}=+[ \t]*$/.test(line) || (wasAfterBlank && ADMONITION.test(line))) {
      close();
      continue;
    }
    if (ITEM.test(line)) {
      open = begin('item', start, end);
      continue;
    }
    const kind = TABLE_ROW.test(line) ? 'table' : 'paragraph';
    if (current === null || (current.kind === 'table') !== (kind === 'table')) {
      open = begin(kind, start, end);
    } else {
      current.end = end;
      current.lines++;
    }
  }
  close();
  return sections;
}

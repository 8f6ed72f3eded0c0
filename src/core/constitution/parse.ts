import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Block, type HeadedBlocks, maskUnread, readBlocks } from './blocks.ts';
import type { Constitution, Passage } from './constitution.ts';
import { joinBlocks, LONGEST_PASSAGE } from './joinBlocks.ts';
import { type Principle, readJson, readJsonLines } from './lists.ts';
import { countWords, normaliseText, slug } from './plainText.ts';

interface Draft extends Omit<Passage, 'id' | 'line'> {
  /** What the id is made from: the passage as written, so that renaming a heading it refers to changes no id. */
  readonly written: string;
}

/**
 * Reads a constitution into passages: Markdown or plain prose with or without headings, lists of principles (one a
 * line, numbered, a JSON array of strings or objects, JSONL). Never throws; what could not be read is a problem.
 * @param name the file's name; its extension decides where the content alone does not
 */
export function parseConstitution(text: string, name: string): Constitution {
  const problems: string[] = [];
  if (text.replace(/^\uFEFF/, '').trim() === '') {
    return { name, passages: [], problems: ['The document is empty: there is nothing to cite.'] };
  }
  const drafts = readList(text, name, problems) ?? readProse(text, problems);
  if (drafts.length === 0) {
    problems.push('No passage was found in the document: it holds no sentence or principle to cite.');
  }
  return { name, passages: number(text, drafts), problems };
}

function readList(text: string, name: string, problems: string[]): Draft[] | null {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const first = /\S/.exec(text.replace(/^\uFEFF/, ''))?.[0];
  const opensJson = first === '[' || first === '{' || (first === '"' && extension.startsWith('json'));
  if (!opensJson && !extension.startsWith('json') && extension !== 'ndjson') {
    return null;
  }
  const whole = readJson(text);
  if (whole !== null) {
    return whole.map(asDraft);
  }
  const { principles, malformed } = readJsonLines(text);
  if (principles.length === 0) {
    if (extension === 'json' || extension === 'jsonl' || extension === 'ndjson') {
      problems.push('The document is not valid JSON; it was read as plain text.');
    }
    return null;
  }
  if (malformed.length > principles.length) {
    // A paragraph that happens to start with a bracket is prose.
    return null;
  }
  if (malformed.length > 0) {
    const lines = malformed.slice(0, 5).join(', ') + (malformed.length > 5 ? ', …' : '');
    problems.push(
      malformed.length === 1
        ? `Line ${lines} is not JSON and was left out.`
        : `Lines ${lines} are not JSON and were left out (${malformed.length} in all).`,
    );
  }
  return principles.map(asDraft);
}

function asDraft(principle: Principle): Draft {
  return { ...principle, section: slug(principle.heading.at(-1) ?? ''), written: principle.text };
}

function readProse(text: string, problems: string[]): Draft[] {
  const masked = maskUnread(text);
  const sections = readBlocks(masked);
  if (sections.length === 1) {
    const list = splitPrinciples(masked, sections[0]?.blocks ?? []);
    if (list === null) {
      problems.push('The document has no headings: passages can be cited only by their own words.');
    }
    return draftSection(masked, list ?? sections[0]?.blocks ?? [], list !== null, '', [], () => undefined);
  }
  const anchors = new Map(sections.map((section) => [anchorOf(section), section.title]));
  const titleOf = (anchor: string): string | undefined => anchors.get(anchor);
  const path: { level: number; title: string }[] = [];
  const drafts: Draft[] = [];
  for (const section of sections) {
    while ((path.at(-1)?.level ?? 0) >= section.level && path.length > 0) {
      path.pop();
    }
    if (section.level > 0) {
      path.push({ level: section.level, title: section.title });
    }
    const heading = path.map((step) => step.title);
    drafts.push(...draftSection(masked, section.blocks, false, anchorOf(section), heading, titleOf));
  }
  return drafts;
}

function anchorOf(section: HeadedBlocks): string {
  return section.anchor !== '' ? section.anchor : slug(section.title);
}

function draftSection(
  masked: string,
  blocks: readonly Block[],
  eachItem: boolean,
  section: string,
  heading: readonly string[],
  titleOf: (anchor: string) => string | undefined,
): Draft[] {
  return joinBlocks(masked, blocks, eachItem, titleOf).map(({ text, start, end }) => ({
    section,
    heading,
    text,
    start,
    end,
    written: masked.slice(start, end),
  }));
}

/** The blocks of a list of principles, one an item or one a line; null when the document is ordinary prose. */
function splitPrinciples(masked: string, blocks: readonly Block[]): readonly Block[] | null {
  const items = blocks.filter((block) => block.kind === 'item').length;
  if (items >= 3 && items >= blocks.length * 0.7) {
    return blocks;
  }
  const lines = blocks.flatMap((block) => splitLines(masked, block));
  if (blocks.some((block) => block.kind !== 'paragraph') || lines.length < 3) {
    return null;
  }
  const manyLines = lines.length >= blocks.length * 2;
  const closed = lines.filter((line) =>
    /[.!?;:。！？]["'”’)]*$/.test(masked.slice(line.start, line.end)),
  ).length;
  const short = lines.every((line) => countWords(masked.slice(line.start, line.end)) <= LONGEST_PASSAGE / 2);
  // Hard-wrapped prose breaks inside its sentences; a list of principles ends a sentence on (nearly) every line.
  return manyLines && short && closed >= lines.length * 0.8
    ? lines.map((line) => ({ ...line, kind: 'item' as const }))
    : null;
}

function splitLines(masked: string, block: Block): Block[] {
  return [...masked.slice(block.start, block.end).matchAll(/[^\r\n]+/g)].flatMap((found) => {
    const start = block.start + found.index + (found[0].length - found[0].trimStart().length);
    const end = block.start + found.index + found[0].trimEnd().length;
    return start < end ? [{ kind: block.kind, start, end }] : [];
  });
}

/** Gives each passage its line and its id; the same text twice in one section is told apart by its order. */
function number(text: string, drafts: readonly Draft[]): Passage[] {
  const seen = new Map<string, number>();
  let line = 0;
  let at = 0;
  return drafts.map((draft) => {
    for (
      let next = text.indexOf('\n', at);
      next !== -1 && next < draft.start;
      next = text.indexOf('\n', at)
    ) {
      line++;
      at = next + 1;
    }
    const base = `${draft.section}~${textHash(draft.written)}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    const { section, heading, start, end } = draft;
    return {
      id: count === 1 ? base : `${base}-${count}`,
      section,
      heading,
      text: draft.text,
      start,
      end,
      line,
    };
  });
}

/** Eight hexadecimal digits that stay the same while the words do. */
function textHash(written: string): string {
  return bytesToHex(sha256(utf8ToBytes(normaliseText(written))).subarray(0, 4));
}

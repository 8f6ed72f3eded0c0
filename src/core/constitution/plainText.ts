/** Elements that only mark up prose; anything else in angle brackets may be what the document talks about. */
const HTML_TAG =
  /<\/?(?:a|abbr|b|blockquote|br|cite|code|details|div|em|h[1-6]|hr|i|img|li|mark|ol|p|small|span|strong|sub|summary|sup|u|ul)(?:\s[^<>]*)?\/?>/gi;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
};

const EMPHASIS = [
  /\*\*(?=\S)(.*?\S)\*\*/g,
  /(?<![\p{L}\p{N}_])__(?=\S)(.*?\S)__(?![\p{L}\p{N}_])/gu,
  /\*(?=\S)([^*]*?[^\s*])\*/g,
  /(?<![\p{L}\p{N}_])_(?=\S)([^_]*?[^\s_])_(?![\p{L}\p{N}_])/gu,
];

function renderProse(prose: string, titleOf: (anchor: string) => string | undefined): string {
  let text = prose
    .replace(/\[\^[^\]\s]+\]:?/g, '')
    .replace(/!\[([^\]]*)\]\([^()\s]*(?:\s[^()]*)?\)/g, '$1')
    .replace(/\[([^[\]]*)\]\(([^()\s]*)(?:\s[^()]*)?\)/g, (_whole, shown: string, target: string) =>
      shown === '?' || shown === '' ? (titleOf(target.replace(/^#/, '')) ?? target) : shown,
    )
    .replace(/\[([^[\]]+)\]\[[^[\]]*\]/g, '$1')
    .replace(/<(https?:[^<>\s]+)>/g, '$1')
    .replace(HTML_TAG, '');
  for (const pattern of EMPHASIS) {
    text = text.replace(pattern, '$1');
  }
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&([a-z]+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/(?<=[\s\p{L}\p{N}"')])---(?=[\s\p{L}\p{N}"'(])/gu, '—')
    .replace(/(?<=[\s\p{L}\p{N}"')])--(?=[\s\p{L}\p{N}"'(])/gu, '–');
}

/**
 * Inline Markdown as a person reads it: links by their words, emphasis and inline HTML dropped, code spans kept.
 * `titleOf` names the heading behind a cross-reference that shows no words of its own.
 */
export function plainText(
  markdown: string,
  titleOf: (anchor: string) => string | undefined = () => undefined,
): string {
  return markdown
    .split(/(`+[^`]+`+)/)
    .map((part) => (part.startsWith('`') ? part : renderProse(part, titleOf)))
    .join('');
}

/**
 * The text with everything taken out that a new edition may change without changing a word: quotes, dashes,
 * white space, emphasis, links, list markers and letter case. Two passages are the same text when these agree.
 */
export function normaliseText(markdown: string): string {
  return plainText(markdown)
    .normalize('NFKC')
    .replace(/^[ \t]*(?:>[ \t]?)*(?:(?:[-*+•]|\(?(?:\d{1,3}|[a-z])[.)])[ \t]+)?/gm, '')
    .replace(/[`*\u00AD\u200B-\u200D\uFEFF]/g, '')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/\s*[‐‑‒–—―−-]+\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** A heading's slug: lower case, punctuation dropped, spaces to hyphens. */
export function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
}

/** Counts words by white space; scripts written without spaces count two characters as a word. */
export function countWords(text: string): number {
  const unspaced = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu);
  const spaced = text.match(/\S+/g);
  return (spaced?.length ?? 0) + Math.floor((unspaced?.length ?? 0) / 2);
}

import { type ChangeObject, diffArrays } from 'diff';

/** A stretch of text that both texts have, or only the new one, or only the old one. */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Above this length of both texts together the comparison is by sentence, not by word. */
const WORD_LIMIT = 60_000;
/** Above this it is not made at all: the whole text counts as replaced. */
const SENTENCE_LIMIT = 4_000_000;
/** Edits that a comparison may find; its time is quadratic in them, so this bounds it whatever the texts are. */
const MAX_EDITS = 3_000;
/** Node's word segmenter is slow (about 4 MB/s), so longer texts without spaces are compared by character. */
const SEGMENTER_LIMIT = 20_000;

/**
 * What changed from `before` to `after`, by word. The parts that are not `added` are `before`, those that are not
 * `removed` are `after`, exactly.
 */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  if (before === after) {
    return before === '' ? [] : [{ kind: 'same', text: before }];
  }
  const length = before.length + after.length;
  if (length <= WORD_LIMIT) {
    const tokens = hasUnspacedScript(before + after) && length <= SEGMENTER_LIMIT ? segmentWords : splitWords;
    const parts = compare(tokens(before), tokens(after));
    if (parts !== null) {
      return parts;
    }
  }
  return sentenceLevelDiff(before, after);
}

/** The same by sentence and line, for texts of any length. */
export function sentenceLevelDiff(before: string, after: string): readonly DiffPart[] {
  const parts =
    before.length + after.length <= SENTENCE_LIMIT
      ? compare(splitSentences(before), splitSentences(after))
      : null;
  return parts ?? tidy([part('removed', before), part('added', after)]);
}

/** Sentences with the white space that follows them; together they are the text. A line end also ends one. */
export function splitSentences(text: string): readonly string[] {
  return (
    text
      .match(/(?:[^.!?。！？\n]|[.!?](?![\s"'”’)\]]))*(?:[.!?。！？]+["'”’)\]]*|\n|$)\s*/gu)
      ?.filter((s) => s !== '') ?? []
  );
}

function compare(before: readonly string[], after: readonly string[]): readonly DiffPart[] | null {
  const changes: ChangeObject<string[]>[] | undefined = diffArrays([...before], [...after], {
    maxEditLength: MAX_EDITS,
  });
  if (changes === undefined) {
    return null;
  }
  return tidy(
    changes.map((change) =>
      part(change.added ? 'added' : change.removed ? 'removed' : 'same', change.value.join('')),
    ),
  );
}

/**
 * Words with the space after them, so that the comparison does not keep spaces and replace the words between them;
 * everything else (punctuation, line ends, characters of scripts without spaces) by character.
 */
function splitWords(text: string): readonly string[] {
  return (
    text.match(
      /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}_'’])+ ?|\s|./gsu,
    ) ?? []
  );
}

let segmenter: Intl.Segmenter | null = null;

function segmentWords(text: string): readonly string[] {
  // Making a segmenter loads a dictionary, so it is made at most once.
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return Array.from(segmenter.segment(text), (piece) => piece.segment);
}

function hasUnspacedScript(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(text);
}

function part(kind: DiffPart['kind'], text: string): DiffPart {
  return { kind, text };
}

/**
 * Whether kept text between two changes is only a coincidence: white space, or a word or two that both happen to have
 * between much longer changes. Shown as kept, it would chop a new sentence into pieces that nobody can read.
 */
function isIsland(text: string, changedBefore: number, parts: readonly DiffPart[], index: number): boolean {
  if (text.includes('\n')) return false;
  let changedAfter = 0;
  for (let next = index + 1; next < parts.length && parts[next]?.kind !== 'same'; next++) {
    changedAfter = Math.max(changedAfter, parts[next]?.text.length ?? 0);
  }
  if (changedAfter === 0) return false;
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return words === 0
    ? /^\s+$/.test(text) || (changedBefore > 8 && changedAfter > 8)
    : words <= 3 && changedBefore + changedAfter > 4 * text.length;
}

/** Removals before additions, neighbours of one kind joined, and islands between two changes are no pause. */
function tidy(parts: readonly DiffPart[]): readonly DiffPart[] {
  const tidied: DiffPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    const prefix = commonPrefix(removed, added);
    const suffix = commonSuffix(removed.slice(prefix), added.slice(prefix));
    push(tidied, 'same', removed.slice(0, prefix));
    push(tidied, 'removed', removed.slice(prefix, removed.length - suffix));
    push(tidied, 'added', added.slice(prefix, added.length - suffix));
    push(tidied, 'same', suffix === 0 ? '' : removed.slice(-suffix));
    removed = '';
    added = '';
  };
  for (const [index, { kind, text }] of parts.entries()) {
    if (kind === 'removed') {
      removed += text;
    } else if (kind === 'added') {
      added += text;
    } else if (
      removed !== '' &&
      added !== '' &&
      isIsland(text, Math.max(removed.length, added.length), parts, index)
    ) {
      removed += text;
      added += text;
    } else {
      flush();
      push(tidied, 'same', text);
    }
  }
  flush();
  return tidied;
}

function push(parts: DiffPart[], kind: DiffPart['kind'], text: string): void {
  const last = parts.at(-1);
  if (text === '') {
    return;
  }
  if (last?.kind === kind) {
    parts[parts.length - 1] = part(kind, last.text + text);
  } else {
    parts.push(part(kind, text));
  }
}

/** Length of what both begin with, as far as whole words go. */
function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) {
    length++;
  }
  while (length > 0 && (isInsideWord(a, length) || isInsideWord(b, length))) {
    length--;
  }
  return length;
}

function commonSuffix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[a.length - 1 - length] === b[b.length - 1 - length]) {
    length++;
  }
  while (length > 0 && (isInsideWord(a, a.length - length) || isInsideWord(b, b.length - length))) {
    length--;
  }
  return length;
}

/** Whether cutting `text` at `index` would cut a word or a surrogate pair in two. */
function isInsideWord(text: string, index: number): boolean {
  const before = text[index - 1];
  const after = text[index];
  return before !== undefined && after !== undefined && WORD_UNIT.test(before) && WORD_UNIT.test(after);
}

/** A code unit of a word; surrogates count, so that a pair is never cut. */
const WORD_UNIT = /[\p{L}\p{M}\p{N}_'’\uD800-\uDFFF]/u;

import { diffArrays } from 'diff';
import { type DiffPart, splitSentences, wordDiff } from './diff.ts';

/** A stretch that both texts have, or a change that can be taken or left on its own. */
export type SentencePart =
  | { readonly kind: 'same'; readonly text: string }
  | {
      readonly kind: 'change';
      /** Counts the changes from 0; what `taken` names. */
      readonly index: number;
      /** The original's sentences; empty for an addition. */
      readonly before: string;
      /** The rewrite's sentences; empty for a removal. */
      readonly after: string;
      /** What changed within, for showing. */
      readonly words: readonly DiffPart[];
    };

const MAX_EDITS = 2_000;

/** The two texts sentence by sentence. A change never begins or ends inside a sentence. */
export function sentenceDiff(before: string, after: string): readonly SentencePart[] {
  const changes = diffArrays([...splitSentences(before)], [...splitSentences(after)], {
    maxEditLength: MAX_EDITS,
  }) ?? [
    { removed: true, added: false, value: [before], count: 1 },
    { removed: false, added: true, value: [after], count: 1 },
  ];
  const parts: SentencePart[] = [];
  let index = 0;
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '' || added !== '') {
      parts.push({
        kind: 'change',
        index: index++,
        before: removed,
        after: added,
        words: wordDiff(removed, added),
      });
      removed = '';
      added = '';
    }
  };
  for (const change of changes) {
    const text = change.value.join('');
    if (change.removed) {
      removed += text;
    } else if (change.added) {
      added += text;
    } else {
      flush();
      parts.push({ kind: 'same', text });
    }
  }
  flush();
  return parts;
}

/**
 * The text in which the changes in `taken` are made and the others are not: all of them give the rewrite, none the
 * original. White space is part of a sentence, so that any choice of changes fits together.
 */
export function assemble(parts: readonly SentencePart[], taken: ReadonlySet<number>): string {
  return parts
    .map((part) => (part.kind === 'same' ? part.text : taken.has(part.index) ? part.after : part.before))
    .join('');
}

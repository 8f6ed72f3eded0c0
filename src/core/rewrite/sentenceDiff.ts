import { diffArrays } from 'diff';
import { alignSentences } from './alignSentences.ts';
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
  const [old, now] = [splitSentences(before), splitSentences(after)];
  // A sentence is the same whatever space follows it, else the last one would never be when another comes after it.
  const comparator = (one: string, other: string) => one.trimEnd() === other.trimEnd();
  const changes = diffArrays([...old], [...now], { maxEditLength: MAX_EDITS, comparator }) ?? [
    { removed: true, added: false, value: old, count: old.length },
    { removed: false, added: true, value: now, count: now.length },
  ];
  const parts: SentencePart[] = [];
  let index = 0;
  let removed: string[] = [];
  let added: string[] = [];
  // The space between two sentences, where only that differs: it belongs to what changed after it.
  let gap: readonly [was: string, is: string] = ['', ''];
  const flush = () => {
    const pairs = alignSentences(removed, added);
    for (const pair of pairs.length > 0 ? pairs : [{ before: [], after: [] }]) {
      const [was, is] = [gap[0] + pair.before.join(''), gap[1] + pair.after.join('')];
      gap = ['', ''];
      if (was !== is)
        parts.push({ kind: 'change', index: index++, before: was, after: is, words: wordDiff(was, is) });
      else push(parts, was);
    }
    removed = [];
    added = [];
  };
  let [from, to] = [0, 0];
  for (const change of changes) {
    const { length } = change.value;
    if (change.removed) {
      removed.push(...old.slice(from, from + length));
      from += length;
    } else if (change.added) {
      added.push(...now.slice(to, to + length));
      to += length;
    } else {
      for (let count = 0; count < length; count++) {
        const [was, is] = [old[from++] ?? '', now[to++] ?? ''];
        flush();
        const kept = was === is ? was : was.trimEnd();
        push(parts, kept);
        gap = [was.slice(kept.length), is.slice(kept.length)];
      }
    }
  }
  flush();
  return parts;
}

/** Adds kept text to the stretch before it, where that is kept too. */
function push(parts: SentencePart[], text: string): void {
  const last = parts.at(-1);
  if (text === '') return;
  if (last?.kind === 'same') parts[parts.length - 1] = { kind: 'same', text: last.text + text };
  else parts.push({ kind: 'same', text });
}

/**
 * The text in which the changes in `taken` are made and the others are not: all of them give the rewrite, none the
 * original. Where a choice brings two sentences together that no text had beside each other, a space parts them.
 */
export function assemble(parts: readonly SentencePart[], taken: ReadonlySet<number>): string {
  const changes = parts.flatMap((part) => (part.kind === 'change' ? [taken.has(part.index)] : []));
  const isMixture = changes.includes(true) && changes.includes(false);
  let text = '';
  for (const part of parts) {
    const next = part.kind === 'same' ? part.text : taken.has(part.index) ? part.after : part.before;
    const runsOn = isMixture && SENTENCE_END.test(text.slice(-8)) && /^\S/.test(next);
    text += runsOn ? ` ${next}` : next;
  }
  return text;
}

/** Sentences of scripts that put no space between them end otherwise. */
const SENTENCE_END = /[.!?]["'”’)\]]*$/;

/**
 * Concepts tie the words of situations to the words of constitutions. Their text form is meant to be read and added to:
 *
 *     [a name]
 *     situation: what a request or a system prompt says when the concept is at stake
 *     response: what a response says then
 *     passage: what a constitution says about it
 *     examples: short requests of this kind | one after another between bars | S: a system prompt. U: a request
 *
 * Cues stand between commas. A cue is a word or a run of words, matched in any inflection; one that starts with `@` is
 * a fact about the transcript (see `situation.ts`). A name that comes again adds to what stood under it before. Lines
 * that start with `#` are notes.
 */
export interface Concept {
  readonly name: string;
  readonly situation: readonly string[];
  readonly response: readonly string[];
  readonly passage: readonly string[];
  readonly examples: readonly string[];
  readonly near: readonly string[];
}

type Side = 'situation' | 'response' | 'passage' | 'examples' | 'near';

/** Reads the text form. What cannot be read is left out and named, with its line, in `problems`. */
export function parseConcepts(text: string): { concepts: readonly Concept[]; problems: readonly string[] } {
  const byName = new Map<string, Record<Side, string[]>>();
  let concept: Record<Side, string[]> | undefined;
  const problems: string[] = [];
  text.split('\n').forEach((raw, i) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) {
      return;
    }
    const name = /^\[(.+)\]$/.exec(line)?.[1]?.trim();
    if (name !== undefined) {
      concept = byName.get(name) ?? { situation: [], response: [], passage: [], examples: [], near: [] };
      byName.set(name, concept);
      return;
    }
    const [, side, cues] = /^(situation|response|passage|examples|near):(.*)$/.exec(line) ?? [];
    if (side === undefined || cues === undefined || concept === undefined) {
      problems.push(`Line ${i + 1} is neither a concept's name in brackets nor one of its lists of cues.`);
      return;
    }
    concept[side as Side].push(
      ...cues
        .split(side === 'examples' ? '|' : ',')
        .map((cue) => (side === 'examples' ? cue.trim() : cue.trim().toLowerCase()))
        .filter((cue) => cue !== ''),
    );
  });
  return { concepts: [...byName].map(([name, lists]) => ({ name, ...lists })), problems };
}

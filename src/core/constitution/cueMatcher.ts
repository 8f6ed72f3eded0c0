import { stemsOf } from './words.ts';

/** A cue of one concept, ready to be matched. */
export interface Cue {
  readonly concept: number;
  /** Stems in order; a fact is its name alone. */
  readonly stems: readonly string[];
  readonly isFact: boolean;
  /** What a hit counts: longer cues say more, cues that many concepts share say less. */
  readonly weight: number;
}

function readCue(text: string): { stems: string[]; isFact: boolean; factor: number } {
  const [cue = '', factor] = text.split('*');
  const isFact = cue.startsWith('@');
  return {
    stems: isFact ? [cue.trim()] : stemsOf(cue),
    isFact,
    factor: factor === undefined ? 1 : Number(factor),
  };
}

/** Finds the cues of many concepts in one pass over a text. */
export class CueMatcher {
  readonly cues: readonly Cue[];
  readonly #byFirstStem = new Map<string, number[]>();
  readonly #byFact = new Map<string, number[]>();

  /** @param lists the cues of each concept, in the concepts' order; @param perWord what each further word adds */
  constructor(lists: readonly (readonly string[])[], perWord: number) {
    const read = lists.map((list) => {
      const distinct = new Map(list.map((text) => [text.split('*')[0], readCue(text)]));
      return [...distinct.values()].filter((cue) => cue.stems.length > 0);
    });
    const sharing = new Map<string, number>();
    for (const cue of read.flat()) {
      const key = cue.stems.join(' ');
      sharing.set(key, (sharing.get(key) ?? 0) + 1);
    }
    this.cues = read.flatMap((list, concept) =>
      list.map(({ stems, isFact, factor }) => ({
        concept,
        stems,
        isFact,
        weight: isFact
          ? factor
          : (factor * (1 + perWord * (stems.length - 1))) / Math.sqrt(sharing.get(stems.join(' ')) ?? 1),
      })),
    );
    this.cues.forEach((cue, at) => {
      const index = cue.isFact ? this.#byFact : this.#byFirstStem;
      const first = cue.stems[0] ?? '';
      const known = index.get(first);
      if (known === undefined) {
        index.set(first, [at]);
      } else {
        known.push(at);
      }
    });
  }

  /** How often each cue stands in a text given as stems; cues by their place in `cues`. */
  match(stems: readonly string[]): Map<number, number> {
    const counts = new Map<number, number>();
    for (let i = 0; i < stems.length; i++) {
      for (const at of this.#byFirstStem.get(stems[i] ?? '') ?? []) {
        if (this.cues[at]?.stems.every((stem, k) => stems[i + k] === stem)) {
          counts.set(at, (counts.get(at) ?? 0) + 1);
        }
      }
    }
    return counts;
  }

  matchFacts(facts: ReadonlySet<string>): number[] {
    return [...facts].flatMap((fact) => this.#byFact.get(fact) ?? []);
  }
}

import { type Word, wordsOf } from './words.ts';

/** A run of words that two texts share. */
export interface SharedRun {
  /** In words. */
  readonly length: number;
  /** Place in the text that was asked about. */
  readonly start: number;
  readonly end: number;
}

/** Runs shorter than this are not found: every two texts share them. */
export const SHORTEST_RUN = 5;

/** Some texts (a constitution, an injected prompt), made ready to be asked what runs of words another text shares. */
export class RunIndex {
  readonly #words: readonly string[];
  readonly #places = new Map<string, number[]>();

  constructor(texts: readonly string[]) {
    // The mark between two texts is no word, so that no run goes across.
    this.#words = texts.flatMap((text) => [...wordsOf(text).map((word) => word.text), '\u0000']);
    for (let index = 0; index + SHORTEST_RUN <= this.#words.length; index++) {
      const key = this.#words.slice(index, index + SHORTEST_RUN).join(' ');
      const places = this.#places.get(key);
      if (places === undefined) {
        this.#places.set(key, [index]);
      } else if (places.length < 64) {
        // A run that stands more than 64 times in a document is a formula, and one place of it is as good as another.
        places.push(index);
      }
    }
  }

  /** The runs that `text` shares with the indexed texts, none within another, in the order of `text`. */
  runs(text: string): readonly SharedRun[] {
    const words = wordsOf(text);
    const runs: SharedRun[] = [];
    for (let index = 0; index + SHORTEST_RUN <= words.length; ) {
      const length = this.#longestAt(words, index);
      if (length === 0) {
        index++;
      } else {
        runs.push({ length, start: words[index]?.start ?? 0, end: words[index + length - 1]?.end ?? 0 });
        index += length - SHORTEST_RUN + 1;
      }
    }
    return runs.filter(
      (run, at) => !runs.some((other, to) => to !== at && other.start <= run.start && other.end >= run.end),
    );
  }

  #longestAt(words: readonly Word[], index: number): number {
    const key = words
      .slice(index, index + SHORTEST_RUN)
      .map((word) => word.text)
      .join(' ');
    let longest = 0;
    for (const place of this.#places.get(key) ?? []) {
      let length = SHORTEST_RUN;
      while (
        words[index + length] !== undefined &&
        words[index + length]?.text === this.#words[place + length]
      ) {
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }
}

/** The smallest piece of a constitution worth citing. */
export interface Passage {
  /** Stable across editions while the text stays the same: section plus a short hash of the normalised text. */
  readonly id: string;
  /** The nearest heading's explicit anchor (`{#anchor}`) where there is one, else its slug. Empty without headings. */
  readonly section: string;
  /** Heading texts from the outermost to the nearest. */
  readonly heading: readonly string[];
  readonly text: string;
  /** Place in the document, UTF-16 units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Line of `start`, from 0. */
  readonly line: number;
}

export interface Constitution {
  readonly name: string;
  readonly passages: readonly Passage[];
  /** What a person should know about the document (empty, no headings, …), as sentences. */
  readonly problems: readonly string[];
}

/** A passage with its score for one query and the words that matched, as spans of `passage.text`. */
export interface RankedPassage {
  readonly passage: Passage;
  readonly score: number;
  readonly matches: readonly (readonly [start: number, end: number])[];
}

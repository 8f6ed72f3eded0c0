/** What a word is by itself, as bits. */
export const TRAIT = {
  /** Its ending names an act or a state. */
  nominal: 1,
  /** It ends as adverbs do. */
  adverb: 2,
  /** It carries no topic. */
  stop: 4,
  contracted: 8,
  /** Nine letters or more. */
  long: 16,
  /** Three letters or less. */
  short: 32,
  /** It begins with a digit. */
  number: 64,
  /** It goes on with some phrase of the lexicon. */
  continues: 128,
} as const;

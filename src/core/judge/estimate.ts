/** Tokens that an assessment takes, thinking included: what answers by this schema were seen to have, rounded up. */
export const OUTPUT_TOKENS = 1_200;

/** Characters of a token in text of Latin letters, and tokens of a character in other scripts: on the safe side. */
const LATIN_CHARACTERS = 3.5;
const OTHER_TOKENS = 1.1;

/** Tokens of a text, from its length and script; a provider's own count may differ by a fifth. */
export function estimateTokens(text: string): number {
  const other = text.match(/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/gu)?.length ?? 0;
  return Math.ceil((text.length - other) / LATIN_CHARACTERS + other * OTHER_TOKENS);
}

/** What a run over several responses will send and get. */
export interface JudgeEstimate {
  readonly responses: number;
  /** Tokens of what is the same in every request: instructions and constitution. */
  readonly prefixTokens: number;
  /** Tokens of all conversations and responses together. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Whether the provider counted the prefix (and the rest was scaled by it), or all was reckoned from its length. */
  readonly counted: 'provider' | 'length';
}

/**
 * @param bodies what each conversation with its response has by `estimateTokens`
 * @param countedPrefix the provider's count of `prefix`; null when there is none
 */
export function estimateJudging(
  prefix: string,
  bodies: readonly number[],
  countedPrefix: number | null,
): JudgeEstimate {
  const byLength = estimateTokens(prefix);
  // The provider's tokens for the constitution tell how its tokens compare with ours for the rest.
  const ratio = countedPrefix === null ? 1 : countedPrefix / Math.max(1, byLength);
  return {
    responses: bodies.length,
    prefixTokens: countedPrefix ?? byLength,
    inputTokens: Math.ceil(bodies.reduce((sum, tokens) => sum + tokens, 0) * ratio),
    outputTokens: bodies.length * OUTPUT_TOKENS,
    counted: countedPrefix === null ? 'length' : 'provider',
  };
}

import type { BulkPrompt, BulkUsage } from './ask.ts';

/** Tokens that the provider adds around a prompt. */
const FRAME = 200;

/** Tokens of a prompt. */
export interface TokenEstimate {
  /** What is expected. */
  readonly tokens: number;
  /** What it cannot pass. */
  readonly worst: number;
}

/** From the text alone. No token is shorter than a byte, so the bytes are a bound whatever the language. */
export function estimatePrompt(prompt: Pick<BulkPrompt, 'system' | 'user'>): TokenEstimate {
  const length = prompt.system.length + prompt.user.length;
  const bytes = utf8Length(prompt.system) + utf8Length(prompt.user);
  // English has about four characters a token; other scripts have fewer, which their bytes tell.
  const tokens = Math.ceil(bytes > length * 1.2 ? bytes / 3 : length / 4) + 20;
  return { tokens, worst: bytes + FRAME };
}

/** Tokens that an answer is expected to have: a rewrite is about as long as what it replaces and its reasons. */
export function estimateOutput(originalCharacters: number, maxTokens: number, effort: string | null): number {
  const thinking = effort === 'low' ? 400 : effort === 'medium' ? 900 : 1_600;
  return Math.min(maxTokens, Math.ceil((originalCharacters * 1.3) / 4) + 250 + thinking);
}

/** The usage that costs most: all of the prompt stored anew, and an answer up to its limit. */
export function worstUsage(input: TokenEstimate, maxTokens: number): BulkUsage {
  return {
    inputTokens: input.worst,
    outputTokens: maxTokens,
    storedTokens: input.worst,
    reusedTokens: 0,
  };
}

/** What a usage costs, US dollars; null when the price is not known. */
export type PriceOf = (usage: BulkUsage) => number | null;

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // A surrogate is half of four bytes; alone it is sent as a replacement character of three, and one more is no harm.
    if (unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff)) bytes += 2;
    else if (unit > 0x7f) bytes += unit >= 0xd800 ? 2 : 1;
  }
  return bytes;
}

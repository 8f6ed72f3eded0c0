/** The blocks of the judge's prompt; a tag of theirs inside data is made harmless. */
export const JUDGE_BLOCKS = ['constitution', 'conversation', 'response'] as const;
export type JudgeBlock = (typeof JUDGE_BLOCKS)[number];

const ANY_TAG = new RegExp(`<(?=\\s*/?\\s*(?:${JUDGE_BLOCKS.join('|')})\\b)`, 'gi');
const HARMLESS = '&lt;';

/** Untrusted text between tags of ours, which it can neither close nor open. */
export function judgeBlock(name: JudgeBlock, data: string): string {
  return `<${name}>\n${data.replace(ANY_TAG, HARMLESS)}\n</${name}>`;
}

/** A quotation as the data had it before its tags were made harmless. */
export function restoreTags(quote: string): string {
  return quote.replace(new RegExp(`${HARMLESS}(?=\\s*/?\\s*(?:${JUDGE_BLOCKS.join('|')})\\b)`, 'gi'), '<');
}

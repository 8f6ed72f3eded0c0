/**
 * Names of all blocks that a prompt may hold. Any of them written inside data is neutralised, so that a transcript can
 * neither close its block early nor open one that looks like ours.
 */
const BLOCKS = [
  'conversation',
  'rest_of_response',
  'original_response',
  'original_reasoning',
  'findings',
  'guiding_passages',
  'curator_instruction',
  'rewrite',
  'rewrite_reasoning',
] as const;
export type BlockName = (typeof BLOCKS)[number];

const ANY_TAG = new RegExp(`<(?=\\s*/?\\s*(?:${BLOCKS.join('|')})\\b)`, 'gi');

/** A block of untrusted text between tags of ours; tags of ours inside it lose their `<`. */
export function dataBlock(name: BlockName, data: string): string {
  return `<${name}>\n${data.replace(ANY_TAG, '&lt;')}\n</${name}>`;
}

/** The closing tags as a model would recognise them, however they are spaced or cased. */
const ORIGINAL_CLOSING = /<(?=\s*\/\s*original_(?:response|reasoning)\b)/gi;

/**
 * The text to rewrite. It stays verbatim, tags and all, because the rewrite has to keep its conventions; only a closing
 * tag of its own block is neutralised.
 */
export function originalBlock(
  original: string,
  name: 'original_response' | 'original_reasoning' = 'original_response',
): string {
  return `<${name}>${original.replace(ORIGINAL_CLOSING, '&lt;')}</${name}>`;
}

/** The beginning and the end of a text too long to send whole, with a mark that says how much is left out. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const head = wholeUnits(text, Math.ceil(limit * 0.6));
  const tail = text.length - Math.floor(limit * 0.4);
  const tailStart = isLowSurrogate(text, tail) ? tail + 1 : tail;
  return `${text.slice(0, head)}\n[… ${tailStart - head} characters left out …]\n${text.slice(tailStart)}`;
}

function wholeUnits(text: string, end: number): number {
  return isLowSurrogate(text, end) ? end - 1 : end;
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

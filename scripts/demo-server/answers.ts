/** The recorded answers and how a request is matched to one. Pure: no server, no clock. */

/** One record's answers: the response they rewrite, exactly as the sample file holds it, and two rewrites of it. */
export interface RecordedAnswer {
  /** File below `samples/` that holds the record. */
  readonly dataset: string;
  /** The record's own `id`. */
  readonly record: string;
  /** The decoded text of the response under review. */
  readonly original: string;
  /** Rewrites in the order in which they are served. */
  readonly candidates: readonly string[];
}

/**
 * The form in which texts are compared: line ends, runs of white space and the three escapes a prompt may put on
 * a text to keep its data block closed make no difference.
 */
export function normalise(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .normalize('NFC')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** The insides of every `<name …>…</name>` block, in order; a block that is never closed runs to the end. */
export function blocks(name: string, text: string): string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)(?:</${name}>|$)`, 'gu');
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

/**
 * The recorded answer whose original response the request carries, or undefined.
 * `<original_response>` decides where the request has one, so that a transcript quoting another record cannot win;
 * of several that fit, the longest original is the one meant.
 */
export function findAnswer(userText: string, answers: readonly RecordedAnswer[]): RecordedAnswer | undefined {
  const delimited = blocks('original_response', userText);
  const haystacks = (delimited.length > 0 ? delimited : [userText]).map(normalise);
  let best: RecordedAnswer | undefined;
  let bestLength = 0;
  for (const answer of answers) {
    const needle = normalise(answer.original);
    if (needle.length > bestLength && haystacks.some((haystack) => haystack.includes(needle))) {
      best = answer;
      bestLength = needle.length;
    }
  }
  return best;
}

/** Whether the curator asked for something in particular: an `<instruction>` block (or one whose name ends so) with words in it. */
export function hasInstruction(userText: string): boolean {
  return /<[a-z_]*instruction(?:\s[^>]*)?>\s*[^\s<]/u.test(userText);
}

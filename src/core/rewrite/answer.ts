/** The rewrite taken from a model's answer, or why there is none, as a sentence for the curator. */
export type RewriteReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'absent' | 'empty' | 'unclosed'; readonly problem: string };

const OPENING = '<rewrite>';
const CLOSING = '</rewrite>';
const REASONING = 'rewrite_reasoning';
const REASONING_OPENING = `<${REASONING}>`;
const REASONING_CLOSING = `</${REASONING}>`;

/**
 * Takes the rewrite out of a whole answer: what stands between the first `<rewrite>` and the last `</rewrite>` (the text
 * itself may speak of such tags), with the white space around it and the line ends made those of `original`.
 */
export function readRewrite(answer: string, original: string): RewriteReading {
  const opening = answer.indexOf(OPENING);
  if (opening === -1) {
    const problem = 'The model answered without a rewrite. Try again, or choose another model.';
    return { ok: false, reason: 'absent', problem };
  }
  const closing = answer.lastIndexOf(CLOSING);
  if (closing < opening + OPENING.length) {
    const problem = 'The model’s rewrite has no end, so it may be incomplete. Try again.';
    return { ok: false, reason: 'unclosed', problem };
  }
  const text = answer.slice(opening + OPENING.length, closing).trim();
  if (text === '') {
    return { ok: false, reason: 'empty', problem: 'The model’s rewrite is empty. Try again.' };
  }
  return { ok: true, text: withConventionsOf(original, text) };
}

/** The rewrites of an answer and of its reasoning, or why there are none. */
export type RewritesReading =
  | { readonly ok: true; readonly text: string; readonly reasoning: string | null }
  | Extract<RewriteReading, { readonly ok: false }>;

/**
 * The same where the reasoning may have been asked for too: it stands before the rewrite between `<rewrite_reasoning>` and
 * the last `</rewrite_reasoning>`.
 */
export function readRewrites(
  answer: string,
  original: string,
  originalReasoning: string | null,
): RewritesReading {
  if (originalReasoning === null) {
    const reading = readRewrite(answer, original);
    return reading.ok ? { ...reading, reasoning: null } : reading;
  }
  const opening = answer.indexOf(REASONING_OPENING);
  const closing = answer.lastIndexOf(REASONING_CLOSING);
  const reasoning = answer.slice(opening + REASONING_OPENING.length, Math.max(0, closing)).trim();
  if (opening === -1 || closing < opening || reasoning === '') {
    const problem = 'The model answered without the reasoning. Try again, or rewrite the answer alone.';
    return { ok: false, reason: 'absent', problem };
  }
  const reading = readRewrite(answer.slice(closing + REASONING_CLOSING.length), original);
  return reading.ok ? { ...reading, reasoning: withConventionsOf(originalReasoning, reasoning) } : reading;
}

/** White space around a response and its kind of line end are the record's conventions, not the model's. */
function withConventionsOf(original: string, text: string): string {
  const leading = /^\s*/.exec(original)?.[0] ?? '';
  const trailing = leading.length === original.length ? '' : (/\s*$/.exec(original)?.[0] ?? '');
  const usesCrLf = original.includes('\r\n') && !/(?<!\r)\n/.test(original);
  return leading + (usesCrLf ? text.replace(/\r?\n/g, '\r\n') : text) + trailing;
}

/**
 * Shows a rewrite while its answer streams in: gives out the text between the tags piece by piece, never a part of a tag
 * and never anything outside them. What it gave out is a preview; `readRewrite` on the whole answer decides.
 */
export class RewriteStream {
  readonly #opening: string;
  readonly #closing: string;
  #answer = '';
  /** Where in the answer the rewrite begins; -1 until the opening tag has arrived whole. */
  #begin = -1;
  #shown = 0;

  constructor(of: 'answer' | 'reasoning' = 'answer') {
    this.#opening = of === 'answer' ? OPENING : REASONING_OPENING;
    this.#closing = of === 'answer' ? CLOSING : REASONING_CLOSING;
  }

  /** Takes the next piece of the answer and returns what can now be shown in addition, often empty. */
  push(piece: string): string {
    this.#answer += piece;
    if (this.#begin === -1) {
      const opening = this.#answer.indexOf(this.#opening);
      if (opening === -1) {
        return '';
      }
      this.#begin = opening + this.#opening.length;
      this.#shown = this.#begin;
    }
    const end = this.#visibleEnd();
    if (this.#shown === this.#begin) {
      // White space after the opening tag is layout of the answer, not text.
      const rest = this.#answer.slice(this.#begin, end);
      this.#begin += rest.length - rest.trimStart().length;
      this.#shown = this.#begin;
    }
    if (end <= this.#shown) {
      return '';
    }
    const text = this.#answer.slice(this.#shown, end);
    this.#shown = end;
    return text;
  }

  /** The whole answer so far, for `readRewrite`. */
  get answer(): string {
    return this.#answer;
  }

  #visibleEnd(): number {
    const from = Math.max(this.#shown, this.#begin);
    const last = this.#answer.lastIndexOf(this.#closing);
    // A closing tag ends the text unless another one follows it later; until then both are withheld.
    let end = last >= from ? this.#answer.indexOf(this.#closing, from) : this.#answer.length;
    if (last > end) {
      end = last;
    }
    if (last < from) {
      for (let length = Math.min(this.#closing.length - 1, end - from); length > 0; length--) {
        if (this.#answer.endsWith(this.#closing.slice(0, length))) {
          end -= length;
          break;
        }
      }
    }
    // White space at the end may turn out to be layout before the closing tag.
    return from + this.#answer.slice(from, end).trimEnd().length;
  }
}

/** An answer that `readRewrites` reads these texts from. */
export function formatRewrites(text: string, reasoning: string | null): string {
  const before = reasoning === null ? '' : `${REASONING_OPENING}\n${reasoning}\n${REASONING_CLOSING}\n`;
  return `${before}${OPENING}\n${text}\n${CLOSING}`;
}

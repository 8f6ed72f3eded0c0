import { locateElements, locateString, locateValue, type TextSpan } from './locate.ts';
import { applyEdits, type SpliceEdit } from './splice.ts';

/** What of a sample is read as its chat; its events stay as written, since they repeat the chat many times over. */
const RESOLVED = ['input', 'messages', 'output', 'message_pool', 'scores'] as const;
const POOLS = [['message_pool'], ['events_data', 'messages']] as const;
const REFERENCE = /(?<!\\)"attachment:\/\/([0-9a-fA-F]{8,64})"/g;

/**
 * A sample whose messages are complete: texts that the log keeps apart under `attachments` stand where they are
 * referred to, and messages that it keeps in a pool are a list again. All other bytes stay.
 * @param limit the longest text that may come of it, in UTF-16 units; references beyond it stay references
 */
export function withMessages(sample: string, limit: number): string {
  const pooled = withPooledMessages(sample);
  return resolveAttachments(pooled, limit);
}

function resolveAttachments(sample: string, limit: number): string {
  if (!sample.includes('"attachment://')) {
    return sample;
  }
  const literals = new Map<string, string | null>();
  const literalOf = (id: string): string | null => {
    let literal = literals.get(id);
    if (literal === undefined) {
      const span = locateString(sample, ['attachments', id]);
      literal = span === null ? null : sample.slice(span.start - 1, span.end + 1);
      literals.set(id, literal);
    }
    return literal;
  };
  const edits: SpliceEdit[] = [];
  let length = sample.length;
  for (const key of RESOLVED) {
    const span = locateValue(sample, [key]);
    for (const match of span === null ? [] : sample.slice(span.start, span.end).matchAll(REFERENCE)) {
      const literal = literalOf(match[1] ?? '');
      const start = (span?.start ?? 0) + match.index;
      length += (literal?.length ?? 0) - match[0].length;
      if (length > limit) {
        return applyEdits(sample, edits);
      }
      if (literal !== null) {
        edits.push({ start, end: start + match[0].length, text: literal });
      }
    }
  }
  return applyEdits(sample, edits);
}

/** Fills an absent or empty list of messages from the pool, by what the last call of the model refers to. */
function withPooledMessages(sample: string): string {
  const messages = locateElements(sample, ['messages']);
  if (messages !== null && messages.length > 0) {
    return sample;
  }
  const pool = POOLS.map((path) => locateElements(sample, path)).find((list) => list !== null);
  const list = pool === undefined || pool === null ? [] : seenMessages(sample, pool);
  if (list.length === 0) {
    return sample;
  }
  const answer = locateValue(sample, ['output', 'choices', 0, 'message']);
  const text = `[${[...list, ...(answer === null ? [] : [answer])].map((span) => slice(sample, span)).join(', ')}]`;
  const empty = locateValue(sample, ['messages']);
  if (empty !== null) {
    return applyEdits(sample, [{ start: empty.start, end: empty.end, text }]);
  }
  const start = sample.indexOf('{') + 1;
  return applyEdits(sample, [{ start, end: start, text: `"messages": ${text}, ` }]);
}

function seenMessages(sample: string, pool: readonly TextSpan[]): readonly TextSpan[] {
  const events = locateElements(sample, ['events']) ?? [];
  for (const event of events.toReversed()) {
    const ranges = locateValue(slice(sample, event), ['input_refs']);
    if (ranges !== null) {
      const refs: unknown = parse(slice(slice(sample, event), ranges));
      const seen = Array.isArray(refs) ? refs.flatMap((ref) => referred(ref, pool)) : [];
      if (seen.length > 0) {
        return seen;
      }
    }
  }
  return pool;
}

/** A reference is a place in the pool, or a range of it whose end is exclusive. */
function referred(ref: unknown, pool: readonly TextSpan[]): readonly TextSpan[] {
  if (typeof ref === 'number') {
    return pool.slice(ref, ref + 1);
  }
  return Array.isArray(ref) && typeof ref[0] === 'number' && typeof ref[1] === 'number'
    ? pool.slice(ref[0], ref[1])
    : [];
}

function slice(text: string, span: TextSpan): string {
  return text.slice(span.start, span.end);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

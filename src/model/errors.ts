import { UserError } from '../core/errors.ts';
import type { ModelFault } from './modelClient.ts';

const RETRYABLE: ReadonlySet<ModelFault> = new Set([
  'rate-limit',
  'overload',
  'server',
  'timeout',
  'broken-stream',
  'no-network',
]);

/** Why a model gave no answer. The message says what happened and what to do, and never holds a key. */
export class ModelError extends UserError {
  readonly fault: ModelFault;
  /** Seconds after which the provider said to try again; null when it did not say. */
  readonly retryAfterSeconds: number | null;
  /** Whether an answer had begun, so that it may have been paid for although there is none. */
  mayBePaid = false;

  constructor(fault: ModelFault, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.fault = fault;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same request may well succeed later. */
  get retryable(): boolean {
    return RETRYABLE.has(this.fault);
  }
}

/** Longest piece of a provider's own words that is shown. */
const QUOTE_LIMIT = 300;

/**
 * A provider's or the network's own words, fit to be shown: one line, short, and without anything that is or looks like
 * a key, since servers and proxies repeat what they were sent.
 */
export function quote(text: string, key: string | null): string {
  const line = redact(text, key).replace(/\s+/g, ' ').trim();
  return line.length <= QUOTE_LIMIT ? line : `${line.slice(0, QUOTE_LIMIT)}…`;
}

/** Characters of a key that are enough to take a word of a message for a part of it. */
const KEY_PART = 6;

/** The text with every word that is the key, holds it, is a part of it, or looks like one replaced by `[key]`. */
export function redact(text: string, key: string | null): string {
  const whole = key === null || key === '' ? text : text.replaceAll(key, '[key]');
  return whole.replace(/[\w-]+/g, (word) =>
    /^sk-[\w-]{4,}/.test(word) || (key !== null && word.length >= KEY_PART && key.includes(word))
      ? '[key]'
      : word,
  );
}

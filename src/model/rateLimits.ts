import type { RateLimits } from '../core/bulk/pace.ts';

const KINDS = ['requests', 'input-tokens', 'output-tokens', 'tokens'] as const;

/**
 * What an answer's headers say of the account's limits. The moment of refilling is measured from the answer's own date,
 * since the clock here may be wrong.
 */
export function rateLimits(headers: Headers): RateLimits {
  const sent = time(headers.get('date'));
  let exhausted = false;
  let resetInMs: number | null = null;
  for (const kind of KINDS) {
    if (headers.get(`anthropic-ratelimit-${kind}-remaining`) !== '0') continue;
    exhausted = true;
    const reset = time(headers.get(`anthropic-ratelimit-${kind}-reset`));
    if (reset !== null && sent !== null) resetInMs = Math.max(resetInMs ?? 0, reset - sent);
  }
  return { exhausted, resetInMs };
}

function time(text: string | null): number | null {
  const value = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(value) ? null : value;
}

/** What the provider says is left of the account's limits. */
export interface Limits {
  /** The smallest share, 0 to 1, that is left of any limit. */
  readonly share: number;
  /** Requests that may still be made before the limit is reset; null when not said. */
  readonly requests: number | null;
  /** Milliseconds until the scarcest limit is reset, by the provider's own clock; null when not said. */
  readonly resetMs: number | null;
}

const KINDS = ['requests', 'tokens', 'input-tokens', 'output-tokens'] as const;

/** Reads `anthropic-ratelimit-*`; null when there are none. Times are told from the answer's `date`: clocks may differ. */
export function readLimits(headers: Headers): Limits | null {
  let found: Limits | null = null;
  let requests: number | null = null;
  const now = Date.parse(headers.get('date') ?? '');
  for (const kind of KINDS) {
    const limit = numberOf(headers, `anthropic-ratelimit-${kind}-limit`);
    const remaining = numberOf(headers, `anthropic-ratelimit-${kind}-remaining`);
    if (limit === null || remaining === null || limit <= 0) continue;
    if (kind === 'requests') requests = remaining;
    const share = Math.min(1, remaining / limit);
    if (found !== null && found.share <= share) continue;
    const reset = Date.parse(headers.get(`anthropic-ratelimit-${kind}-reset`) ?? '');
    const resetMs = Number.isNaN(reset) || Number.isNaN(now) ? null : Math.max(0, reset - now);
    found = { share, requests, resetMs };
  }
  return found === null ? null : { ...found, requests };
}

function numberOf(headers: Headers, name: string): number | null {
  const text = headers.get(name);
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

/** What the provider said of the account's limits with an answer. */
export interface RateLimits {
  /** Whether a limit is used up. */
  readonly exhausted: boolean;
  /** Milliseconds until the one that is used up is refilled; null when it did not say. */
  readonly resetInMs: number | null;
}

/** Milliseconds. A provider that says nothing is asked again after this, then after twice as long, … */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/**
 * How many requests may run at once, and from when on: one more after every round of answers, half as many when the
 * provider says that it is too much, none before the moment that it names. Times are the caller's, in milliseconds.
 */
export class Pace {
  readonly most: number;
  #limit: number;
  #answers = 0;
  #refusals = 0;
  #notBefore = 0;

  constructor(most: number) {
    this.most = Math.max(1, most);
    this.#limit = Math.min(4, this.most);
  }

  /** Requests that may run at once now. */
  get limit(): number {
    return this.#limit;
  }

  /** Milliseconds to wait before the next request. */
  waitMs(now: number): number {
    return Math.max(0, this.#notBefore - now);
  }

  answered(): void {
    this.#refusals = 0;
    if (++this.#answers < this.#limit) return;
    this.#answers = 0;
    this.#limit = Math.min(this.most, this.#limit + 1);
  }

  /** The provider turned a request away for being too much; `retryAfterSeconds` null when it did not say for how long. */
  refused(now: number, retryAfterSeconds: number | null): void {
    // Requests that were on their way together are turned away together, which is one refusal.
    const again = this.waitMs(now) === 0;
    if (!again && retryAfterSeconds === null) return;
    const wait =
      retryAfterSeconds === null
        ? Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#refusals)
        : retryAfterSeconds * 1000;
    if (again) {
      this.#limit = Math.max(1, this.#limit >> 1);
      this.#answers = 0;
      this.#refusals++;
    }
    this.#notBefore = Math.max(this.#notBefore, now + wait);
  }

  /** What the headers of an answer said; waits before a limit is run into. */
  told(now: number, { exhausted, resetInMs }: RateLimits): void {
    if (exhausted && resetInMs !== null)
      this.#notBefore = Math.max(this.#notBefore, now + Math.min(LONGEST_WAIT, resetInMs));
  }
}

/**
 * Keeps a cap on spending: the most that a request may cost is set aside before it is sent, and given back when its answer
 * tells what it did cost. With a cap of null everything fits.
 */
export class Budget {
  readonly capUsd: number | null;
  #spent: number;
  #reserved = 0;

  /** @param spentUsd what earlier parts of the run have cost. */
  constructor(capUsd: number | null, spentUsd = 0) {
    this.capUsd = capUsd;
    this.#spent = spentUsd;
  }

  get spentUsd(): number {
    return this.#spent;
  }

  /** Sets the most that a request may cost aside; false when the cap could then be passed. */
  reserve(atMostUsd: number): boolean {
    if (this.capUsd !== null && this.#spent + this.#reserved + atMostUsd > this.capUsd) return false;
    this.#reserved += atMostUsd;
    return true;
  }

  /** Sets aside what was sent already, whether it fits or not. */
  claim(atMostUsd: number): void {
    this.#reserved += atMostUsd;
  }

  /** Gives a reservation back and books what was spent instead. */
  settle(atMostUsd: number, spentUsd: number): void {
    this.#reserved = Math.max(0, this.#reserved - atMostUsd);
    this.#spent += spentUsd;
  }
}

/** A part of the budget that is kept for a request on its way. */
export interface Reservation {
  readonly usd: number;
}

/**
 * A spending cap that cannot be passed: the most that a request can cost is set aside before it is sent, and replaced by
 * what it did cost when that is known. All amounts are US dollars.
 */
export class SpendingCap {
  readonly #cap: number | null;
  readonly #open = new Set<Reservation>();
  #known: number;
  #uncertain: number;

  /** @param cap null for none. */
  constructor(cap: number | null, knownUsd = 0, uncertainUsd = 0) {
    this.#cap = cap;
    this.#known = knownUsd;
    this.#uncertain = uncertainUsd;
  }

  /** Sets the most that a request can cost aside; null when the cap could be passed, or the price is not known. */
  reserve(worstUsd: number | null): Reservation | null {
    if (this.#cap !== null && (worstUsd === null || this.committedUsd + worstUsd > this.#cap)) return null;
    const reservation = { usd: worstUsd ?? 0 };
    this.#open.add(reservation);
    return reservation;
  }

  /** Sets aside what was sent already, whether it fits or not. */
  claim(usd: number): Reservation {
    const reservation = { usd };
    this.#open.add(reservation);
    return reservation;
  }

  /** Counts what is known to be spent, beside any reservation. */
  spend(usd: number): void {
    this.#known += usd;
  }

  /** @param usd what it did cost; null when that will never be known, so that the worst stays counted. */
  settle(reservation: Reservation, usd: number | null): void {
    if (!this.#open.delete(reservation)) return;
    if (usd === null) this.#uncertain += reservation.usd;
    else this.#known += usd;
  }

  get knownUsd(): number {
    return this.#known;
  }

  get uncertainUsd(): number {
    return this.#uncertain;
  }

  get reservedUsd(): number {
    let usd = 0;
    for (const reservation of this.#open) usd += reservation.usd;
    return usd;
  }

  /** Spent, possibly spent, and set aside. */
  get committedUsd(): number {
    return this.#known + this.#uncertain + this.reservedUsd;
  }
}

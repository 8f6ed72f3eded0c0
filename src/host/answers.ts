/** What is found out once for each key, and anew after it was forgotten; what could not be found out is asked again. */
export class Answers<T> {
  readonly #known = new Map<string, Promise<T>>();
  readonly #most: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param most answers that are looked for at once: each may hold a file open. */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  of(key: string, find: () => Thenable<T>): Promise<T> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.#inTurn(find);
    this.#known.set(key, found);
    found.catch(() => {
      if (this.#known.get(key) === found) this.#known.delete(key);
    });
    return found;
  }

  forget(key: string): void {
    this.#known.delete(key);
  }

  async #inTurn(find: () => Thenable<T>): Promise<T> {
    if (this.#running < this.#most) this.#running++;
    // Whoever ends gives its turn on, so that the number stays.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await find();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
}

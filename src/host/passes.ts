/**
 * Goes over something anew whenever more is known of it, one pass at a time. News may come faster than a pass takes, as
 * those of a bulk run do for an hour, so they wait for its end; another question makes an end of it.
 */
export class Passes {
  readonly #work: (signal: AbortSignal) => Promise<void>;
  #controller = new AbortController();
  #running = false;
  #disposed = false;
  /** How often a pass was asked for, and how many of those the last whole one answered. */
  #asked = 0;
  #answered = 0;
  #waiting: { readonly asked: number; readonly resolve: () => void }[] = [];

  /** @param work one pass; it ends early, with nothing done, when the signal aborts. */
  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.#work = work;
  }

  /** Asks for a pass because more is known; one that is under way goes on, and another follows it. */
  follow(): void {
    this.#asked++;
    if (!this.#running) void this.#run();
  }

  /** Asks for a pass in the place of the one that is under way. */
  restart(): void {
    this.#controller.abort();
    this.follow();
  }

  /** Resolves when a whole pass was made of all that was asked for so far, whatever is asked for meanwhile. */
  get settled(): Promise<void> {
    const asked = this.#asked;
    if (this.#answered >= asked || this.#disposed) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ asked, resolve }));
  }

  dispose(): void {
    this.#disposed = true;
    this.#controller.abort();
    this.#settle();
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#answered < this.#asked && !this.#disposed) {
        const asked = this.#asked;
        this.#controller = new AbortController();
        const { signal } = this.#controller;
        try {
          await this.#work(signal);
        } finally {
          if (!signal.aborted) this.#answered = asked;
          this.#settle();
        }
      }
    } finally {
      this.#running = false;
    }
  }

  #settle(): void {
    const isDone = ({ asked }: { readonly asked: number }) => asked <= this.#answered || this.#disposed;
    for (const { resolve } of this.#waiting.filter(isDone)) resolve();
    this.#waiting = this.#waiting.filter((one) => !isDone(one));
  }
}

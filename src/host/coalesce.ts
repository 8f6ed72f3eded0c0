import type * as vscode from 'vscode';

/** Runs `action` once, `delay` milliseconds after the first of several calls, so that a burst costs one run. */
export class Coalesced implements vscode.Disposable {
  readonly #action: () => void;
  readonly #delay: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(action: () => void, delay: number) {
    this.#action = action;
    this.#delay = delay;
  }

  call(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#action();
    }, this.#delay);
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** Runs `action` once nothing has called for `quiet` milliseconds, or `most` after the first call, so that it does not meet the next key. */
export class Quietly implements vscode.Disposable {
  readonly #soon: Coalesced;
  readonly #action: () => void;
  readonly #quiet: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(action: () => void, quiet: number, most: number) {
    this.#action = action;
    this.#quiet = quiet;
    this.#soon = new Coalesced(() => this.#run(), most);
  }

  call(): void {
    this.#soon.call();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), this.#quiet);
  }

  dispose(): void {
    this.#soon.dispose();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #run(): void {
    this.dispose();
    this.#action();
  }
}

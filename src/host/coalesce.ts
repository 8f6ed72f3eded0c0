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

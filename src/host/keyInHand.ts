import { setImmediate as pause } from 'node:timers/promises';

/** Milliseconds after which a key is taken to be answered: it may have asked for a box that stays open, or for a model. */
const MOST = 150;

/** Tells what can wait whether a key of the curator's is being answered. */
export class KeyInHand {
  readonly #most: number;
  /** Ends what is in hand; null where nothing is. */
  #end: (() => void) | null = null;
  #answered: Promise<void> = Promise.resolve();

  constructor(most = MOST) {
    this.#most = most;
  }

  /**
   * A key came.
   * @returns to be called once it is answered; the key before is given up for it.
   */
  take(): () => void {
    this.#end?.();
    let end = () => {};
    this.#answered = new Promise((resolve) => {
      const timer = setTimeout(() => end(), this.#most);
      end = () => {
        clearTimeout(timer);
        if (this.#end === end) this.#end = null;
        resolve();
      };
    });
    this.#end = end;
    return end;
  }

  /** Lets the editor do what it has to, and whatever a key asked for, before work goes on. */
  readonly giveWay = async (): Promise<void> => {
    await pause();
    while (this.#end !== null) await this.#answered;
  };
}

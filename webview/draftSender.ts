const DEBOUNCE_MS = 150;

/** Sends the text being written by hand as it changes, at most once per pause in the typing. */
export class DraftSender {
  private timer = 0;
  private waiting: string | null = null;
  private readonly send: (text: string) => void;

  constructor(send: (text: string) => void) {
    this.send = send;
  }

  typed(text: string): void {
    this.waiting = text;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), DEBOUNCE_MS);
  }

  /** Sends what is waiting now: before a command, on leaving the text area, and when the panel is hidden. */
  flush(): void {
    clearTimeout(this.timer);
    const text = this.waiting;
    this.waiting = null;
    if (text !== null) this.send(text);
  }

  /** Forgets what is waiting. */
  drop(): void {
    clearTimeout(this.timer);
    this.waiting = null;
  }
}

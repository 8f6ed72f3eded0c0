import type { TypedDraft } from '../src/protocol/panel.ts';

const DEBOUNCE_MS = 150;

/** Sends the text being written by hand as it changes, at most once per pause in the typing. */
export class DraftSender {
  private timer = 0;
  private waiting: TypedDraft | null = null;
  private readonly send: (typed: TypedDraft) => void;

  constructor(send: (typed: TypedDraft) => void) {
    this.send = send;
  }

  typed(typed: TypedDraft): void {
    if (this.waiting !== null && this.waiting.record !== typed.record) this.flush();
    this.waiting = typed;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), DEBOUNCE_MS);
  }

  /** Sends what is waiting now: before a command, on leaving the text area, and when the panel is hidden. */
  flush(): void {
    clearTimeout(this.timer);
    const typed = this.waiting;
    this.waiting = null;
    if (typed !== null) this.send(typed);
  }

  /** Forgets what is waiting. */
  drop(): void {
    clearTimeout(this.timer);
    this.waiting = null;
  }
}

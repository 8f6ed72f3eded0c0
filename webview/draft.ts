/** The text that the curator writes by hand, as the text area holds it. */
export interface Draft {
  readonly text: string;
  /** True while the text area has the keyboard focus. */
  readonly focused: boolean;
  /** Texts already sent to the host, so that its echo of an older one is known as such. */
  readonly sent: readonly string[];
}

/**
 * The draft after a state from the host. What the curator types wins over what the host says while the text area has
 * the focus, and over the host's echo of an earlier keystroke; `before` is null when the record or response changed.
 */
export function nextDraft(before: Draft | null, fromHost: string | null): Draft | null {
  if (fromHost === null) return null;
  if (before === null) return { text: fromHost, focused: false, sent: [] };
  const keep = before.focused || before.text === fromHost || before.sent.includes(fromHost);
  return keep ? before : { ...before, text: fromHost };
}

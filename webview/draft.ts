import type { DraftView } from '../src/protocol/panel.ts';

/** The text that the curator writes by hand, as the text area holds it. */
export interface Draft extends DraftView {
  /** True while the text area has the keyboard focus. */
  readonly focused: boolean;
  /** Texts already sent to the host, so that its echo of an older one is known as such. */
  readonly sent: readonly string[];
}

/**
 * The draft after a state from the host. What the curator types wins over what the host says while the text area has
 * the focus, and over the host's echo of an earlier keystroke, as long as both are for the same record and response.
 */
export function nextDraft(before: Draft | null, fromHost: DraftView | null): Draft | null {
  if (fromHost === null) return null;
  if (before === null || before.record !== fromHost.record) return { ...fromHost, focused: false, sent: [] };
  const keep = before.focused || before.text === fromHost.text || before.sent.includes(fromHost.text);
  return { ...before, edited: fromHost.edited, text: keep ? before.text : fromHost.text };
}

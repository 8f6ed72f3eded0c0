import type { PartName } from '../src/core/rewrite/mixture.ts';
import type { DraftView, TypedDraft } from '../src/protocol/panel.ts';

/** The texts that the curator writes by hand, as the text areas hold them. */
export interface Draft extends DraftView {
  /** True while a text area has the keyboard focus. */
  readonly focused: boolean;
  /** What was already sent to the host (see `echoOf`), so that its echo of older texts is known as such. */
  readonly sent: readonly string[];
}

/**
 * The draft after a state from the host. What the curator types wins over what the host says while a text area has
 * the focus, and over the host's echo of an earlier keystroke, as long as both are for the same record and response.
 */
export function nextDraft(before: Draft | null, fromHost: DraftView | null): Draft | null {
  if (fromHost === null) return null;
  if (before === null || before.record !== fromHost.record) return { ...fromHost, focused: false, sent: [] };
  const keep = before.focused || before.sent.includes(echoOf(fromHost));
  const { text, reasoning } = keep ? before : fromHost;
  return { ...before, edited: fromHost.edited, text, reasoning };
}

/** The draft with one of its texts typed. */
export function typedInto(draft: Draft, part: PartName, text: string): Draft {
  return part === 'answer' ? { ...draft, text } : { ...draft, reasoning: text };
}

/** The draft as it is sent to the host. */
export function typedDraft({ record, text, reasoning }: DraftView): TypedDraft {
  return { record, text, ...(reasoning === null ? {} : { reasoning }) };
}

/** What tells the texts of a draft from earlier ones. */
export function echoOf({
  text,
  reasoning = null,
}: Pick<TypedDraft, 'text'> & { readonly reasoning?: string | null | undefined }): string {
  return JSON.stringify([text, reasoning]);
}

import type { PanelCommand, WebviewMessage } from '../src/protocol/panel.ts';
import type { LocalAction } from './state.ts';

/** What the views may ask for. Views never touch the host, the document or the state themselves. */
export interface Actions {
  /** Asks the host to run a command for the open record. */
  run(command: PanelCommand, argument?: string): void;
  send(message: WebviewMessage): void;
  change(action: LocalAction): void;
  /** Opens what hides the finding's span and brings it into view. */
  showSpan(finding: string): void;
  showFinding(finding: string): void;
  showNote(note: string): void;
  showPassage(passage: string): void;
  /** Moves the keyboard focus to a part of the panel. */
  focusPane(pane: Pane): void;
  /** Accepts the text being written as it stands at this moment, which may be newer than what is drawn. */
  acceptDraft(): void;
  /** Moves the keyboard focus out of the text being written, so that letters are commands again. */
  leaveDraft(): void;
  draftFocus(focused: boolean): void;
}

export type Pane = 'transcript' | 'findings' | 'passages' | 'rewrite';

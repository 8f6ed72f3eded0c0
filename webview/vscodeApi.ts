import type { WebviewMessage } from '../src/protocol/panel.ts';

/** What VS Code gives a webview: a way to talk to the host, and a small state that survives hiding and reloading. */
export interface VsCodeApi<Message = WebviewMessage> {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** Defined by VS Code before the panel's script runs; may be called once. */
  function acquireVsCodeApi<Message = WebviewMessage>(): VsCodeApi<Message>;
}

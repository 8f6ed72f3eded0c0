import {
  provideVSCodeDesignSystem,
  type TextArea,
  vsCodeBadge,
  vsCodeButton,
  vsCodeProgressRing,
  vsCodeTextArea,
} from '@vscode/webview-ui-toolkit';

/**
 * The only file that knows the component toolkit, which is deprecated: replacing it means writing these four
 * elements anew (`vscode-button`, `vscode-badge`, `vscode-progress-ring`, `vscode-text-area`).
 */
export function registerComponents(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeBadge(), vsCodeProgressRing(), vsCodeTextArea());
}

/** The text area as an event's target: its value, without the component's other parts. */
export type TextAreaElement = Pick<TextArea, 'value'>;

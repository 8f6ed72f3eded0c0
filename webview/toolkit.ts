import {
  provideVSCodeDesignSystem,
  type TextArea,
  vsCodeButton,
  vsCodeProgressRing,
  vsCodeTextArea,
} from '@vscode/webview-ui-toolkit';

/**
 * The only file that knows the component toolkit, which is deprecated: replacing it means writing these three
 * elements anew (`vscode-button`, `vscode-progress-ring`, `vscode-text-area`).
 */
export function registerComponents(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing(), vsCodeTextArea());
}

/** The text area as an event's target: its value, without the component's other parts. */
export type TextAreaElement = Pick<TextArea, 'value'>;

import * as vscode from 'vscode';
import { plainMessage } from '../core/text/plainMessage.ts';

export function showWarning(message: string): void {
  void vscode.window.showWarningMessage(plainMessage(message));
}

/** @returns the action that the person picked. */
export async function showError(message: string, ...actions: readonly string[]): Promise<string | undefined> {
  return vscode.window.showErrorMessage(plainMessage(message), ...actions);
}

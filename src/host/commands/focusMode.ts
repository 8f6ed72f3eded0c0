import * as vscode from 'vscode';
import { type CommandContext, type CommandHandler, sessionFor } from './context.ts';

/**
 * Nothing but the panel, and less of that. VS Code's zen mode knows what it hid and brings it back, whichever way it is
 * left, so nothing about it is kept here; keys and menus ask `inZenMode`.
 */
export function focusModeCommands(context: CommandContext) {
  return {
    'rationale.enterFocusMode': async (argument) => {
      const session = await sessionFor(context, argument);
      session.reveal();
      await vscode.commands.executeCommand('workbench.action.toggleZenMode');
      // Zen mode may put the editor into a narrow column in the middle, and a transcript needs the width.
      if (vscode.workspace.getConfiguration('zenMode').get<boolean>('centerLayout') === true)
        await vscode.commands.executeCommand('workbench.action.toggleCenteredLayout');
      session.reveal();
    },
    'rationale.leaveFocusMode': async () => {
      await vscode.commands.executeCommand('workbench.action.exitZenMode');
    },
    'rationale.toggleSide': async (argument) => {
      (await sessionFor(context, argument)).post({ type: 'toggle-side' });
    },
  } satisfies Record<string, CommandHandler>;
}

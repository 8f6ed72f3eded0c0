import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { showError } from '../notifications.ts';
import { acceptingCommands } from './accepting.ts';
import { bulkCommands } from './bulk.ts';
import { choosingModelCommands } from './choosingModel.ts';
import type { CommandContext, CommandHandler } from './context.ts';
import { decidingCommands } from './deciding.ts';
import { diffingCommands } from './diffing.ts';
import { focusModeCommands } from './focusMode.ts';
import { judgingCommands } from './judging.ts';
import { labellingCommands } from './labelling.ts';
import { navigationCommands } from './navigation.ts';
import { noteCommands } from './notes.ts';
import { outcomeCommands } from './outcomes.ts';
import { queueCommands } from './queue.ts';
import { restoringCommands } from './restoring.ts';
import { rewritingCommands } from './rewriting.ts';
import { scanningCommands } from './scanning.ts';
import { secondReaderCommands } from './secondReaders.ts';
import { setupCommands } from './setup.ts';
import { shapeCommands } from './shapes.ts';
import { viewCommands } from './views.ts';

/** Every command of the extension and what it does; a test holds it against package.json. */
export function commandTable(context: CommandContext) {
  return {
    ...navigationCommands(context),
    ...rewritingCommands(context),
    ...acceptingCommands(context),
    ...diffingCommands(context),
    ...decidingCommands(context),
    ...noteCommands(context),
    ...judgingCommands(context),
    ...bulkCommands(context),
    ...labellingCommands(context),
    ...secondReaderCommands(context),
    ...setupCommands(context),
    ...choosingModelCommands(context),
    ...scanningCommands(context),
    ...shapeCommands(context),
    ...outcomeCommands(context),
    ...restoringCommands(context),
    ...viewCommands(context),
    ...queueCommands(context),
    ...focusModeCommands(context),
  } satisfies Record<string, CommandHandler>;
}

/** Registers the table; a failing command tells the person why and never rejects into nothing. */
export function registerCommands(
  table: Readonly<Record<string, CommandHandler>>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(table).map(([id, handler]) =>
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        try {
          await handler(argument);
        } catch (error) {
          void tell(error, id, log);
        }
      }),
    ),
  );
}

async function tell(error: unknown, id: string, log: vscode.LogOutputChannel): Promise<void> {
  if (error instanceof UserError) {
    void showError(error.message);
    return;
  }
  log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const show = vscode.l10n.t('Show Log');
  const picked = await showError(
    vscode.l10n.t('Rationale: something went wrong that should not have. The log says what.'),
    show,
  );
  if (picked === show) log.show();
}

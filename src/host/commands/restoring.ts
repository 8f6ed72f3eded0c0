import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { showWarning } from '../notifications.ts';
import { restoring } from '../restore.ts';
import { type CommandContext, type CommandHandler, datasetUri, targetRecord } from './context.ts';

/** Putting back what accepted rewrites replaced. */
export function restoringCommands(context: CommandContext) {
  return {
    'rationale.restoreOriginal': async (argument) => {
      const since = sinceOf(argument);
      if (since !== null) return restore(context, argument, since);
      const named = typeof argument === 'object' && argument !== null;
      const one = { label: vscode.l10n.t('This record'), all: false };
      const all = {
        label: vscode.l10n.t('Everything since…'),
        description: vscode.l10n.t('whatever was accepted in this dataset from a date on'),
        all: true,
      };
      const picked = named
        ? one
        : await vscode.window.showQuickPick([one, all], { title: vscode.l10n.t('Restore Original') });
      if (picked === undefined) return;
      if (!picked.all) return restore(context, argument, null);
      const date = await vscode.window.showInputBox({
        title: vscode.l10n.t('Restore Everything Accepted Since'),
        prompt: vscode.l10n.t('A date (2026-01-31, from midnight UTC) or a time (2026-01-31T09:30).'),
        validateInput: (text) => (readDate(text) === null ? vscode.l10n.t('This is no date.') : null),
      });
      const from = date === undefined ? null : readDate(date);
      if (from !== null) await restore(context, argument, from, true);
    },
  } satisfies Record<string, CommandHandler>;
}

/** @param since ISO time; null for the one record that the command is about. */
async function restore(
  context: CommandContext,
  argument: unknown,
  since: string | null,
  ask = false,
): Promise<void> {
  const record = since === null ? targetRecord(context, argument).record : null;
  const model = record?.model ?? context.datasets.get(datasetUri(context, argument));
  if (model === undefined)
    throw new UserError(vscode.l10n.t('The dataset is no longer open. Open it and try again.'));
  const log = context.logs.for(model.uri);
  await log.ready;
  const lines =
    record === null ? Array.from({ length: model.source.lineCount }, (_, line) => line) : [record.line];
  const { parts, problems } = restoring(model, log.state, lines, since);
  const [problem] = problems;
  if (parts.length === 0) {
    throw new UserError(problem ?? vscode.l10n.t('No accepted rewrite is there to take back.'));
  }
  const records =
    parts.length === 1 ? vscode.l10n.t('{0} record', 1) : vscode.l10n.t('{0} records', parts.length);
  if (ask) {
    const go = vscode.l10n.t('Restore');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Restore the original of {0}? It is one step, and can be undone.', records),
      { modal: true },
      go,
    );
    if (answer !== go) return;
  }
  if (!(await context.decisions.takeBack(model, parts)))
    throw new UserError(
      vscode.l10n.t('The dataset was changed at the same moment, so nothing was restored. Try again.'),
    );
  if (problem !== undefined) {
    showWarning(
      vscode.l10n.t(
        'The original of {0} was restored; {1} could not be. {2}',
        records,
        problems.length,
        problems.slice(0, 3).join(' '),
      ),
    );
  } else vscode.window.setStatusBarMessage(vscode.l10n.t('The original of {0} is back.', records), 5000);
}

/** What a keybinding or a test gives: everything since then, without being asked. */
function sinceOf(argument: unknown): string | null {
  if (typeof argument !== 'object' || argument === null || !('since' in argument)) return null;
  return readDate(String(argument.since));
}

function readDate(text: string): string | null {
  const time = Date.parse(text.trim());
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

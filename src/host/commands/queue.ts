import * as vscode from 'vscode';
import { parseFilter } from '../../core/curation/filter.ts';
import { ORDER_TITLES, QUEUE_ORDERS } from '../../core/curation/queueOrder.ts';
import { UserError } from '../../core/errors.ts';
import { openDataset, WHOLE_QUEUE } from '../queue/queue.ts';
import type { CommandContext, CommandHandler } from './context.ts';

/** Narrowing the queue, ordering it, and going through it. */
export function queueCommands({ queue, queueView, savedFilters, activeDataset, editors }: CommandContext) {
  const step =
    (direction: 1 | -1): CommandHandler =>
    async () => {
      const model = openDataset(activeDataset);
      await queue.settled;
      const line = queue.neighbour(direction);
      if (line !== null) {
        (await editors.reveal(model.uri)).goTo(line);
        return;
      }
      const none =
        direction === 1
          ? vscode.l10n.t('No record of the queue after this one.')
          : vscode.l10n.t('No record of the queue before this one.');
      vscode.window.setStatusBarMessage(none, 4000);
    };
  return {
    'rationale.focusQueue': () => queueView.focus(),
    'rationale.nextInQueue': step(1),
    'rationale.previousInQueue': step(-1),
    'rationale.filterQueue': async (argument) => {
      openDataset(activeDataset);
      const filter = typeof argument === 'string' ? argument : await askFilter(queue.choices.filter);
      if (filter !== undefined) queue.choose({ filter });
    },
    'rationale.openQueueFilter': async () => {
      openDataset(activeDataset);
      const saved = savedFilters.all;
      if (saved.length === 0)
        throw new UserError(vscode.l10n.t('No filter was saved yet. Filter the queue, then save it.'));
      const picked = await vscode.window.showQuickPick(
        saved.map(({ name, filter }) => ({ label: name, description: filter, filter })),
        { title: vscode.l10n.t('Filter the Queue By') },
      );
      if (picked !== undefined) queue.choose({ filter: picked.filter });
    },
    'rationale.saveQueueFilter': async (argument) => {
      const { filter } = queue.choices;
      if (filter.trim() === '')
        throw new UserError(vscode.l10n.t('Filter the queue first, then save the filter.'));
      const name =
        typeof argument === 'string'
          ? argument
          : await vscode.window.showInputBox({
              title: vscode.l10n.t('Save Filter'),
              prompt: vscode.l10n.t('A name for “{0}”', filter),
            });
      if (name?.trim()) await savedFilters.save({ name: name.trim(), filter });
    },
    'rationale.deleteQueueFilter': async (argument) => {
      const name =
        typeof argument === 'string'
          ? argument
          : (
              await vscode.window.showQuickPick(
                savedFilters.all.map((saved) => ({ label: saved.name, description: saved.filter })),
                { title: vscode.l10n.t('Delete Which Filter?') },
              )
            )?.label;
      if (name !== undefined) await savedFilters.delete(name);
    },
    'rationale.sortQueue': async (argument) => {
      openDataset(activeDataset);
      const order =
        QUEUE_ORDERS.find((one) => one === argument) ??
        (
          await vscode.window.showQuickPick(
            QUEUE_ORDERS.map((one) => ({ label: ORDER_TITLES[one], order: one })),
            { title: vscode.l10n.t('Put the Queue in Order By') },
          )
        )?.order;
      if (order !== undefined) queue.choose({ order });
    },
    'rationale.sampleQueue': async () => {
      openDataset(activeDataset);
      const count = await askNumber(vscode.l10n.t('Take a Random Sample: How Many?'), '50', 1);
      if (count === undefined) return;
      const seed = await askNumber(vscode.l10n.t('Seed: the Same One Draws the Same Records'), '1', 0);
      if (seed !== undefined) queue.choose({ sample: { count, seed } });
    },
    'rationale.clearQueue': () => queue.choose(WHOLE_QUEUE),
  } satisfies Record<string, CommandHandler>;
}

function askFilter(value: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Filter the Queue'),
    prompt: vscode.l10n.t('For example: flagged -accepted code:one-sided "rent". Empty for every record.'),
    value,
    // An editor that has just been opened takes the keyboard late, and the box would go with what was typed.
    ignoreFocusOut: true,
    validateInput: (text) => {
      try {
        parseFilter(text);
        return null;
      } catch (error) {
        return error instanceof UserError ? error.message : String(error);
      }
    },
  });
}

async function askNumber(title: string, value: string, least: number): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    value,
    validateInput: (text) =>
      /^\d{1,9}$/.test(text.trim()) && Number(text) >= least
        ? null
        : vscode.l10n.t('A whole number from {0} up.', least),
  });
  return typed === undefined ? undefined : Number(typed);
}

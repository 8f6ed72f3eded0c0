import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { mayHoldRecords } from '../datasets.ts';
import { type CommandContext, type CommandHandler, datasetUri, openRecord, sessionFor } from './context.ts';

/** Opening a dataset and moving through its records. */
export function navigationCommands(context: CommandContext) {
  const step =
    (direction: 1 | -1, flaggedOnly: boolean): CommandHandler =>
    async (argument) => {
      const session = await sessionFor(context, argument);
      if (session.step(direction, flaggedOnly)) return;
      if (flaggedOnly && session.model.scanning !== null) {
        vscode.window.setStatusBarMessage(
          vscode.l10n.t('No flagged record among those assessed so far. Try again in a moment.'),
          4000,
        );
        return;
      }
      const none = flaggedOnly
        ? direction === 1
          ? vscode.l10n.t('No flagged record that is not settled after this one.')
          : vscode.l10n.t('No flagged record that is not settled before this one.')
        : direction === 1
          ? vscode.l10n.t('No record after this one.')
          : vscode.l10n.t('No record before this one.');
      vscode.window.setStatusBarMessage(none, 4000);
    };
  const focus =
    (where: 'transcript' | 'findings' | 'passages' | 'rewrite'): CommandHandler =>
    async (argument) => {
      const session = await sessionFor(context, argument);
      session.reveal();
      session.post({ type: 'focus', where });
    };
  const fold =
    (expand: boolean): CommandHandler =>
    async (argument) => {
      (await sessionFor(context, argument)).post({ type: 'toggle-fold', expand });
    };

  return {
    'rationale.openCurationEditor': async (argument) => {
      const uri = datasetUri(context, argument);
      if (!mayHoldRecords(uri)) {
        throw new UserError(
          vscode.l10n.t(
            'The curation editor opens .jsonl, .ndjson, .json, .traj and .eval files; a .curation.jsonl file is a log of decisions.',
          ),
        );
      }
      const text = vscode.window.activeTextEditor;
      const cursor = text?.document.uri.toString() === uri.toString() ? text.selection.active : null;
      const session = await context.editors.reveal(uri);
      if (cursor !== null && !cursor.isEqual(new vscode.Position(0, 0)))
        session.goTo(session.model.source.lineAt(cursor));
    },
    'rationale.reviewRecord': async (argument) => {
      const session = await sessionFor(context, argument);
      session.reveal();
    },
    'rationale.openAsText': async (argument) => {
      const session = await sessionFor(context, argument);
      const { document } = session.model.source;
      if (document === null) {
        // VS Code shows files that extensions cannot have as documents, but its cursor is out of our reach.
        await vscode.commands.executeCommand(
          'vscode.openWith',
          session.model.uri,
          'default',
          vscode.ViewColumn.Beside,
        );
        return;
      }
      const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
      const position = session.model.source.position(session.line, 0);
      editor.selection = new vscode.Selection(position, position);
      editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenter);
    },
    'rationale.nextRecord': step(1, false),
    'rationale.previousRecord': step(-1, false),
    'rationale.nextFlagged': step(1, true),
    'rationale.previousFlagged': step(-1, true),
    'rationale.goToRecord': async (argument) => {
      const session = await sessionFor(context, argument);
      const { records } = session.model.counts;
      const answer = await vscode.window.showInputBox({
        title: vscode.l10n.t('Go to Record'),
        prompt: vscode.l10n.t("A record's number, 1 to {0}, or “:” and a line number", records),
        validateInput: (value) =>
          /^:?\d+$/.test(value.trim()) ? null : vscode.l10n.t('Type a number, or “:” and a line number.'),
      });
      if (answer === undefined) return;
      const number = Number(answer.trim().replace(':', ''));
      session.goTo(answer.trim().startsWith(':') ? number - 1 : session.model.lineOfOrdinal(number));
    },
    'rationale.switchResponse': async (argument) => {
      const session = await sessionFor(context, argument);
      const record = openRecord(session);
      const ids = record.transcript.responses.map(({ id }) => id);
      const next = ids[(ids.indexOf(session.responseOf(record)) + 1) % ids.length];
      if (next !== undefined) session.selectResponse(next);
    },
    'rationale.focusTranscript': focus('transcript'),
    'rationale.focusFindings': focus('findings'),
    'rationale.focusPassages': focus('passages'),
    'rationale.focusRewrite': focus('rewrite'),
    'rationale.expandAll': fold(true),
    'rationale.collapseAll': fold(false),
    'rationale.toggleChanges': async (argument) => {
      (await sessionFor(context, argument)).post({ type: 'toggle-changes' });
    },
    'rationale.showKeys': async (argument) => {
      const session = await sessionFor(context, argument);
      session.reveal();
      session.post({ type: 'show-keys' });
    },
    'rationale.toggleMarkdown': async (argument) => {
      const session = await sessionFor(context, argument);
      const markdown = context.workspaceState.get('rationale.rendering') === 'markdown';
      await context.workspaceState.update('rationale.rendering', markdown ? 'text' : 'markdown');
      session.refresh();
    },
  } satisfies Record<string, CommandHandler>;
}
